//! The lines of a Python file, with just enough lexing to know which `#` begins a comment and
//! which line begins a statement. Needs no parser, so it works on a file that does not compile.

/// One physical line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Line<'a> {
    /// Number, from 1.
    pub number: u32,
    /// Byte offset of its first character.
    pub start: usize,
    /// The text without its line end.
    pub text: &'a str,
    /// Byte offset of the comment's `#` within `text`.
    pub comment: Option<usize>,
    /// Whether it begins outside strings, brackets and continued lines.
    pub fresh: bool,
}

impl Line<'_> {
    /// The part before the comment.
    pub fn code(&self) -> &str {
        &self.text[..self.comment.unwrap_or(self.text.len())]
    }
}

/// What the lexer is inside of at the start of a line.
#[derive(Clone, Copy, Default)]
struct State {
    /// The quote character of an open triple-quoted string.
    triple: Option<u8>,
    brackets: u32,
    continued: bool,
}

/// All lines of `source`.
pub fn lines(source: &str) -> Vec<Line<'_>> {
    let mut result = Vec::new();
    let mut state = State::default();
    let mut start = 0;
    for (index, raw) in source.split_inclusive('\n').enumerate() {
        let text = raw.strip_suffix('\n').unwrap_or(raw);
        let text = text.strip_suffix('\r').unwrap_or(text);
        let fresh = state.triple.is_none() && state.brackets == 0 && !state.continued;
        let comment = scan(text.as_bytes(), &mut state);
        result.push(Line { number: index as u32 + 1, start, text, comment, fresh });
        start += raw.len();
    }
    result
}

/// Runs the lexer over one line; returns where its comment begins.
fn scan(bytes: &[u8], state: &mut State) -> Option<usize> {
    let mut at = 0;
    state.continued = false;
    while at < bytes.len() {
        if let Some(quote) = state.triple {
            match bytes[at] {
                b'\\' => at += 1,
                byte if byte == quote && bytes[at..].starts_with(&[quote; 3]) => {
                    state.triple = None;
                    at += 2;
                }
                _ => {}
            }
            at += 1;
            continue;
        }
        match bytes[at] {
            b'#' => return Some(at),
            b'(' | b'[' | b'{' => state.brackets += 1,
            b')' | b']' | b'}' => state.brackets = state.brackets.saturating_sub(1),
            quote @ (b'"' | b'\'') => {
                if bytes[at..].starts_with(&[quote; 3]) {
                    state.triple = Some(quote);
                    at += 2;
                } else {
                    at = end_of_string(bytes, at + 1, quote);
                }
            }
            b'\\' if at + 1 == bytes.len() => state.continued = true,
            _ => {}
        }
        at += 1;
    }
    None
}

/// Index of the quote that closes a one-line string, or of the line's last byte.
fn end_of_string(bytes: &[u8], mut at: usize, quote: u8) -> usize {
    while at < bytes.len() && bytes[at] != quote {
        if bytes[at] == b'\\' {
            at += 1;
        }
        at += 1;
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hash_in_a_string_is_no_comment() {
        let source = "a = '#'  # yes\nb = \"\"\"\n# no\n\"\"\"  # end\nc = (1,\n# in brackets\n)\n";
        let found: Vec<_> =
            lines(source).iter().map(|l| (l.number, l.comment.is_some(), l.fresh)).collect();
        let expected = [
            (1, true, true),
            (2, false, true),
            (3, false, false),
            (4, true, false),
            (5, false, true),
            (6, true, false),
            (7, false, false),
        ];
        assert_eq!(found, expected);
    }

    #[test]
    fn offsets_count_carriage_returns() {
        let source = "a\r\nb = 1 \\\r\n  + 2";
        let all = lines(source);
        assert_eq!(all[1].start, 3);
        assert_eq!(all[1].text, "b = 1 \\");
        assert!(!all[2].fresh);
        assert_eq!(&source[all[2].start..], "  + 2");
    }

    #[test]
    fn junk_ends_without_a_panic() {
        for junk in ["'", "\"\"\"", "\\", "'\\", "((((", "))))", "'''\\", "é'é\\"] {
            assert_eq!(lines(junk).len(), 1, "{junk}");
        }
        assert!(lines("").is_empty());
    }
}
