//! String literals and f-strings.

use super::{Open, Scanner, range};
use crate::diagnostic::{Kind, Problem};

impl Scanner<'_> {
    /// A string whose opening quote was just read; `start` is where its prefix begins.
    pub(super) fn string(&mut self, start: usize, quote_at: usize) {
        let quote = self.bytes[quote_at];
        let prefix = &self.text[start..quote_at];
        let has = |c: char| prefix.contains([c, c.to_ascii_uppercase()]);
        let triple = self.peek(0) == quote && self.peek(1) == quote;
        if triple {
            self.at += 2;
        }
        if has('f') {
            let open = Open::FString { quote, triple, raw: has('r'), at: start };
            self.push(open, start);
            return;
        }
        let plain = has('r') || has('b');
        loop {
            match self.bytes.get(self.at) {
                Some(b'\\') if !plain && matches!(self.peek(1), b'u' | b'U') => {
                    self.unicode_escape()
                }
                Some(b'\\') => self.at += 2,
                Some(b'\n') if !triple => break,
                Some(b) if *b == quote && (!triple || self.closes_triple(quote)) => {
                    self.at += if triple { 3 } else { 1 };
                    return;
                }
                Some(_) => self.at += 1,
                None => break,
            }
        }
        self.at = self.at.min(self.bytes.len());
        if !triple && self.ends_f_string(quote) {
            self.error(start, start + 1, "f-string: expecting '}'");
            return;
        }
        self.unterminated(start, quote, triple);
    }

    /// `\uXXXX` or `\UXXXXXXXX`; half of a surrogate pair is no character of a Rust string.
    fn unicode_escape(&mut self) {
        let digits = if self.peek(1) == b'u' { 4 } else { 8 };
        let start = self.at;
        self.at += 2;
        let code = self.text.get(self.at..self.at + digits);
        let code = code.and_then(|code| u32::from_str_radix(code, 16).ok());
        if code.is_some_and(|code| (0xD800..0xE000).contains(&code)) {
            let place = range(start, self.at + digits);
            let message = "surrogate escapes are not supported";
            let help = "Write the character itself, or one escape with its number.";
            self.problems.push(Problem::new(Kind::Unsupported, place, message).help(help));
        }
    }

    /// Whether a string in a replacement field is really the end of its f-string: leaves it.
    fn ends_f_string(&mut self, quote: u8) -> bool {
        let around = self.open.iter().rposition(
            |open| matches!(open, Open::FString { quote: q, triple: false, .. } if *q == quote),
        );
        let Some(at) = around else { return false };
        while self.open.len() > at {
            self.pop();
        }
        true
    }

    fn closes_triple(&self, quote: u8) -> bool {
        self.peek(1) == quote && self.peek(2) == quote
    }

    fn unterminated(&mut self, start: usize, quote: u8, triple: bool) {
        let line = self.line(self.at);
        if triple {
            let line = if self.bytes.ends_with(b"\n") { line - 1 } else { line };
            let message =
                format!("unterminated triple-quoted string literal (detected at line {line})");
            self.error(start, start + 1, message);
            return;
        }
        let escaped = self.bytes[start..self.at].windows(2).any(|w| w == [b'\\', quote]);
        let hint = if escaped { "; perhaps you escaped the end quote" } else { "" };
        let message = format!("unterminated string literal (detected at line {line}){hint}");
        self.error(start, start + 1, message);
    }

    /// The literal text of an f-string, up to its end or a replacement field.
    pub(super) fn literal_part(&mut self) {
        let Some(Open::FString { quote, triple, raw, at }) = self.open.last().copied() else {
            return;
        };
        while let Some(byte) = self.bytes.get(self.at).copied() {
            match byte {
                b'\\' if self.peek(1) == b'N' && self.peek(2) == b'{' && !raw => {
                    let name = &self.bytes[self.at..];
                    let end = name.iter().position(|b| matches!(b, b'}' | b'\n'));
                    self.at += end.map_or(name.len(), |end| end + usize::from(name[end] == b'}'));
                }
                b'\\' if !raw && matches!(self.peek(1), b'u' | b'U') => self.unicode_escape(),
                // A brace after a backslash is a brace.
                b'\\' if matches!(self.peek(1), b'{' | b'}') => self.at += 1,
                b'\\' => self.at += 2,
                b'{' if self.peek(1) == b'{' => self.at += 2,
                b'{' => {
                    self.push(Open::Field { at: self.at }, self.at);
                    self.at += 1;
                    return;
                }
                b'}' if self.peek(1) == b'}' => self.at += 2,
                b'}' => {
                    self.error(self.at, self.at + 1, "f-string: single '}' is not allowed");
                    self.at += 1;
                }
                b'\n' if !triple => {
                    let line = self.line(self.at);
                    let message =
                        format!("unterminated f-string literal (detected at line {line})");
                    self.error(at, at + 1, message);
                    self.pop();
                    return;
                }
                _ if byte == quote && (!triple || self.closes_triple(quote)) => {
                    self.at += if triple { 3 } else { 1 };
                    self.pop();
                    return;
                }
                _ => self.at += 1,
            }
        }
        self.at = self.at.min(self.bytes.len());
    }

    /// The format of a replacement field, up to its end or a field inside it.
    pub(super) fn format_part(&mut self) {
        let quote = self.open.iter().rev().find_map(|open| match open {
            Open::FString { quote, triple, .. } => Some((*quote, *triple)),
            _ => None,
        });
        let Some((quote, triple)) = quote else { return self.pop() };
        while let Some(byte) = self.bytes.get(self.at).copied() {
            match byte {
                b'{' => {
                    let nested =
                        self.open.iter().rev().take_while(|o| !matches!(o, Open::FString { .. }));
                    if nested.filter(|o| matches!(o, Open::Format)).count() > 2 {
                        let message = "f-string: expressions nested too deeply";
                        self.error(self.at, self.at + 1, message);
                        self.fatal = true;
                    }
                    self.push(Open::Field { at: self.at }, self.at);
                    self.at += 1;
                    return;
                }
                b'}' => {
                    self.at += 1;
                    self.pop();
                    self.pop();
                    return;
                }
                // The string ends inside the field: the parser says so.
                b'\n' if !triple => {
                    self.pop();
                    self.pop();
                    return;
                }
                _ if byte == quote && (!triple || self.closes_triple(quote)) => {
                    self.pop();
                    self.pop();
                    return;
                }
                _ => self.at += 1,
            }
        }
    }
}

/// Whether `word` before a quote belongs to the string.
pub(super) fn is_prefix(word: &str) -> bool {
    let lower = word.to_ascii_lowercase();
    matches!(&*lower, "r" | "u" | "b" | "br" | "rb" | "f" | "fr" | "rf" | "t" | "tr" | "rt")
}
