//! A look at the characters before the parser runs.
//!
//! Finds what CPython's tokenizer complains about (brackets, strings, indentation, characters that
//! no token begins with), in CPython's words, and bounds the depth of what the parser will build.
//! It never recurses: nested brackets and f-strings are a stack of its own.

mod numbers;
mod strings;

use ruff_text_size::{TextRange, TextSize};

use crate::diagnostic::{Kind, Problem};
use crate::limits::{MAX_BRACKETS, MAX_CHAIN, MAX_INDENTS, MAX_PROBLEMS};

/// What the scan found.
pub(crate) struct Scan {
    pub(crate) problems: Vec<Problem>,
    /// The parser must not see the text: it is too deep, or not text.
    pub(crate) fatal: bool,
}

/// Scans `text`, whose lines end with `\n` only.
pub(crate) fn scan(text: &str) -> Scan {
    let mut scanner = Scanner {
        text,
        bytes: text.as_bytes(),
        at: 0,
        open: Vec::new(),
        chains: vec![Chain::default()],
        indents: vec![(0, 0)],
        problems: Vec::new(),
        fatal: false,
        brackets_reported: false,
    };
    scanner.file();
    Scan { problems: scanner.problems, fatal: scanner.fatal }
}

/// Something that waits for its end.
#[derive(Clone, Copy)]
enum Open {
    Bracket {
        byte: u8,
        at: usize,
    },
    /// The literal part of an f-string.
    FString {
        quote: u8,
        triple: bool,
        raw: bool,
        at: usize,
    },
    /// A replacement field in an f-string.
    Field {
        at: usize,
    },
    /// The format after the `:` of a replacement field.
    Format,
}

/// How deep the expression being read will nest to the left, at one level of brackets.
#[derive(Clone, Copy, Default)]
struct Chain {
    /// Levels around the present operand (lambdas, conditional expressions).
    base: u32,
    /// Operators since the operand began.
    run: u32,
    /// Lambdas whose parameters are being read: their commas separate nothing.
    lambdas: u32,
}

struct Scanner<'t> {
    text: &'t str,
    bytes: &'t [u8],
    at: usize,
    open: Vec<Open>,
    chains: Vec<Chain>,
    indents: Vec<(usize, usize)>,
    problems: Vec<Problem>,
    fatal: bool,
    brackets_reported: bool,
}

fn range(start: usize, end: usize) -> TextRange {
    TextRange::new(TextSize::new(start as u32), TextSize::new(end as u32))
}

impl Scanner<'_> {
    fn error(&mut self, start: usize, end: usize, message: impl Into<String>) {
        if self.problems.len() >= MAX_PROBLEMS {
            // Nobody reads more; each costs a look over the text for its line.
            self.fatal = true;
            return;
        }
        self.problems.push(Problem::syntax(range(start, end), message));
    }

    fn limit(&mut self, at: usize, message: &str, help: String) {
        let problem = Problem::new(Kind::Limit, range(at, (at + 1).min(self.bytes.len())), message);
        self.problems.push(problem.help(help));
        self.fatal = true;
    }

    fn peek(&self, ahead: usize) -> u8 {
        self.bytes.get(self.at + ahead).copied().unwrap_or(0)
    }

    fn line(&self, at: usize) -> usize {
        self.bytes[..at.min(self.bytes.len())].iter().filter(|b| **b == b'\n').count() + 1
    }

    fn file(&mut self) {
        if self.text.starts_with('\u{feff}') {
            self.at = 3;
        }
        let mut line_start = true;
        while self.at < self.bytes.len() && !self.fatal {
            if line_start && self.open.is_empty() {
                line_start = false;
                self.indentation();
                continue;
            }
            match self.open.last() {
                Some(Open::FString { .. }) => self.literal_part(),
                Some(Open::Format) => self.format_part(),
                _ => line_start = self.token(),
            }
        }
        if !self.fatal {
            self.unclosed();
        }
    }

    /// What is still open at the end of the file.
    fn unclosed(&mut self) {
        match self.open.last().copied() {
            Some(Open::FString { at, triple, .. }) => {
                // The last line does not count when the file ends with its line end.
                let end = self.bytes.len() - usize::from(self.bytes.ends_with(b"\n"));
                let line = self.line(end);
                let what = if triple { "triple-quoted f-string" } else { "f-string" };
                let message = format!("unterminated {what} literal (detected at line {line})");
                self.error(at, at + 1, message);
            }
            Some(Open::Bracket { byte, at }) if !self.brackets_reported => {
                self.error(at, at + 1, format!("'{}' was never closed", byte as char));
            }
            Some(Open::Field { at }) if !self.brackets_reported => {
                self.error(at, at + 1, "'{' was never closed");
            }
            _ => {}
        }
    }

    /// The white space a logical line begins with (`tok_get` in Parser/lexer/lexer.c).
    fn indentation(&mut self) {
        let start = self.at;
        let (mut column, mut alternative) = (0, 0);
        loop {
            match self.peek(0) {
                b' ' => (column, alternative) = (column + 1, alternative + 1),
                b'\t' => (column, alternative) = ((column / 8 + 1) * 8, alternative + 1),
                b'\x0c' => (column, alternative) = (0, 0),
                _ => break,
            }
            self.at += 1;
        }
        if self.at >= self.bytes.len() || matches!(self.peek(0), b'#' | b'\n') {
            return;
        }
        // A line that only continues: CPython takes the next one's indentation.
        if self.peek(0) == b'\\' && self.peek(1) == b'\n' {
            return;
        }
        let (top, top_alternative) = self.indents.last().copied().unwrap_or_default();
        let inconsistent = if column == top {
            alternative != top_alternative
        } else if column > top {
            if self.indents.len() >= MAX_INDENTS {
                self.problems.push(Problem::new(
                    Kind::Indentation,
                    range(start, self.at),
                    "too many levels of indentation",
                ));
                self.fatal = true;
                return;
            }
            self.indents.push((column, alternative));
            alternative <= top_alternative
        } else {
            while self.indents.len() > 1 && self.indents.last().is_some_and(|i| i.0 > column) {
                self.indents.pop();
            }
            let (top, top_alternative) = self.indents.last().copied().unwrap_or_default();
            if top != column {
                let end = self.line_end();
                // CPython places it at the end of the line.
                self.problems.push(Problem::new(
                    Kind::Indentation,
                    range(end, end),
                    "unindent does not match any outer indentation level",
                ));
                self.indents.push((column, alternative));
                return;
            }
            alternative != top_alternative
        };
        if inconsistent {
            let end = self.line_end();
            self.problems.push(Problem::new(
                Kind::Tab,
                range(start, end),
                "inconsistent use of tabs and spaces in indentation",
            ));
        }
    }

    fn line_end(&self) -> usize {
        self.bytes[self.at..]
            .iter()
            .position(|b| *b == b'\n')
            .map_or(self.bytes.len(), |n| self.at + n)
    }

    /// One token; true when it ended a logical line.
    fn token(&mut self) -> bool {
        let start = self.at;
        let byte = self.peek(0);
        self.at += 1;
        match byte {
            b'\n' => {
                if self.open.is_empty() {
                    self.chains[0] = Chain::default();
                    return true;
                }
            }
            b' ' | b'\t' | b'\x0c' => {}
            b'#' => self.at = self.line_end_from(start),
            b'\\' => self.continuation(start),
            b'"' | b'\'' => self.string(start, start),
            b'(' | b'[' | b'{' => self.bracket(byte, start),
            b')' | b']' | b'}' => self.close(byte, start),
            b'a'..=b'z' | b'A'..=b'Z' | b'_' => self.word(start),
            b'0'..=b'9' => self.number(),
            b'.' if self.peek(0).is_ascii_digit() => self.number(),
            b',' | b';' => self.separator(),
            b':' => self.colon(),
            b'+' | b'-' | b'*' | b'/' | b'%' | b'@' | b'&' | b'|' | b'^' | b'~' | b'.' => {
                if matches!(byte, b'*' | b'/') && self.peek(0) == byte {
                    self.at += 1;
                }
                if byte == b'-' && self.peek(0) == b'>' {
                    self.at += 1;
                }
                self.link(start);
            }
            b'<' | b'>' if self.peek(0) == byte => {
                self.at += 1;
                self.link(start);
            }
            b'<' | b'>' | b'=' => self.operand_ends(),
            b'!' => {
                let conversion = matches!(self.open.last(), Some(Open::Field { .. }));
                if self.peek(0) == b'=' {
                    self.at += 1;
                    self.operand_ends();
                } else if !conversion {
                    self.error(start, start + 1, "invalid syntax");
                }
            }
            b'$' | b'?' | b'`' => self.error(start, start + 1, "invalid syntax"),
            0 => {
                self.error(start, start + 1, "source code cannot contain null bytes");
                self.fatal = true;
            }
            0x80.. => {
                self.at = start;
                self.other_character();
            }
            _ => self.error(
                start,
                start + 1,
                format!("invalid non-printable character U+{byte:04X}"),
            ),
        }
        false
    }

    fn line_end_from(&self, start: usize) -> usize {
        self.bytes[start..].iter().position(|b| *b == b'\n').map_or(self.bytes.len(), |n| start + n)
    }

    fn continuation(&mut self, start: usize) {
        if self.peek(0) == b'\n' {
            self.at += 1;
            if self.at >= self.bytes.len() {
                self.error(start, start + 1, "unexpected EOF while parsing");
            }
        } else if self.at >= self.bytes.len() {
            self.error(start, start + 1, "unexpected EOF while parsing");
        } else {
            let message = "unexpected character after line continuation character";
            self.error(start + 1, start + 2, message);
        }
    }

    /// A character outside ASCII: part of a name, or nothing that Python knows.
    fn other_character(&mut self) {
        let Some(c) = self.text[self.at..].chars().next() else {
            self.at += 1;
            return;
        };
        let start = self.at;
        if is_name_character(c) {
            self.at += c.len_utf8();
            self.word(start);
            return;
        }
        self.at += c.len_utf8();
        let message = if is_printable(c) {
            format!("invalid character '{c}' (U+{:04X})", c as u32)
        } else {
            format!("invalid non-printable character U+{:04X}", c as u32)
        };
        self.error(start, self.at, message);
    }

    /// A name, keyword, or the prefix of a string.
    fn word(&mut self, start: usize) {
        while let Some(c) = self.text[self.at..].chars().next() {
            if !is_name_character(c) {
                break;
            }
            self.at += c.len_utf8();
        }
        let word = &self.text[start..self.at];
        if matches!(self.peek(0), b'"' | b'\'') && strings::is_prefix(word) {
            let quote = self.at;
            self.at += 1;
            self.string(start, quote);
            return;
        }
        let chain = self.chains.last_mut();
        let Some(chain) = chain else { return };
        match word {
            "lambda" => {
                chain.base += chain.run + 1;
                chain.run = 0;
                chain.lambdas += 1;
            }
            "if" | "else" | "await" | "not" | "yield" => {
                chain.base += chain.run + 1;
                chain.run = 0;
            }
            "and" | "or" | "in" | "is" => chain.run = 0,
            _ => {}
        }
        self.check_chain(start);
    }

    /// An operator that makes the tree one level deeper.
    fn link(&mut self, at: usize) {
        if let Some(chain) = self.chains.last_mut() {
            chain.run += 1;
        }
        self.check_chain(at);
    }

    fn check_chain(&mut self, at: usize) {
        let depth: u32 = self.chains.iter().map(|c| c.base + c.run).sum();
        if depth > MAX_CHAIN {
            let help = format!("Timeslice accepts {MAX_CHAIN} operators in one expression.");
            self.limit(at, "the expression is too long", help);
        }
    }

    /// Comparisons and boolean operators: what stands beside them nests side by side.
    fn operand_ends(&mut self) {
        if let Some(chain) = self.chains.last_mut() {
            chain.run = 0;
        }
    }

    fn separator(&mut self) {
        if let Some(chain) = self.chains.last_mut() {
            chain.run = 0;
            if chain.lambdas == 0 {
                chain.base = 0;
            }
        }
    }

    fn colon(&mut self) {
        if matches!(self.open.last(), Some(Open::Field { .. })) && self.peek(0) != b'=' {
            let lambdas = self.chains.last().map_or(0, |c| c.lambdas);
            if lambdas == 0 {
                self.push(Open::Format, self.at - 1);
                return;
            }
        }
        if let Some(chain) = self.chains.last_mut() {
            chain.lambdas = chain.lambdas.saturating_sub(1);
        }
    }

    fn push(&mut self, open: Open, at: usize) {
        if self.open.len() >= MAX_BRACKETS {
            self.error(at, at + 1, "too many nested parentheses");
            self.fatal = true;
            return;
        }
        self.open.push(open);
        self.chains.push(Chain::default());
    }

    fn pop(&mut self) {
        self.open.pop();
        if self.chains.len() > 1 {
            self.chains.pop();
        }
    }

    fn bracket(&mut self, byte: u8, at: usize) {
        // A call or subscript lengthens the chain it is applied to.
        self.link(at);
        self.push(Open::Bracket { byte, at }, at);
    }

    fn close(&mut self, byte: u8, at: usize) {
        match self.open.last().copied() {
            Some(Open::Field { .. }) if byte == b'}' => self.pop(),
            Some(Open::Bracket { byte: opened, at: opened_at }) => {
                let wanted = match opened {
                    b'(' => b')',
                    b'[' => b']',
                    _ => b'}',
                };
                if byte == wanted {
                    self.pop();
                    return;
                }
                if !self.brackets_reported {
                    self.brackets_reported = true;
                    let (line, opened_line) = (self.line(at), self.line(opened_at));
                    let on = if line == opened_line {
                        String::new()
                    } else {
                        format!(" on line {opened_line}")
                    };
                    let message = format!(
                        "closing parenthesis '{}' does not match opening parenthesis '{}'{on}",
                        byte as char, opened as char
                    );
                    self.error(at, at + 1, message);
                }
                self.pop();
            }
            Some(Open::Field { .. }) => {
                self.error(at, at + 1, format!("f-string: unmatched '{}'", byte as char));
            }
            _ if !self.brackets_reported => {
                self.brackets_reported = true;
                self.error(at, at + 1, format!("unmatched '{}'", byte as char));
            }
            _ => {}
        }
    }
}

/// Whether `c` may stand in a name. Letters and digits of all scripts, and marks; the parser
/// decides exactly.
fn is_name_character(c: char) -> bool {
    c == '_' || c.is_alphanumeric() || (!c.is_ascii() && is_mark(c))
}

/// Combining marks and connectors that names may contain.
fn is_mark(c: char) -> bool {
    matches!(c as u32,
        0xB7 | 0x300..=0x36F | 0x387 | 0x483..=0x487 | 0x591..=0x5C7 | 0x610..=0x61A | 0x64B..=0x669
        | 0x6D6..=0x6ED | 0x900..=0xDFF | 0xE31..=0xE4E | 0xEB1..=0xECE | 0x1DC0..=0x1DFF
        | 0x203F | 0x2040 | 0x2054 | 0x20D0..=0x20F0 | 0x3099 | 0x309A | 0xFE00..=0xFE0F
        | 0xFE20..=0xFE2F | 0xFE33 | 0xFE34 | 0xFE4D..=0xFE4F | 0xE0100..=0xE01EF)
}

/// `str.isprintable` for the characters that come up in pasted text.
fn is_printable(c: char) -> bool {
    !(c.is_control()
        || c.is_whitespace()
        || matches!(c as u32,
            0xAD | 0x600..=0x605 | 0x61C | 0x180E | 0x200B..=0x200F | 0x202A..=0x202E
            | 0x2060..=0x2064 | 0x2066..=0x206F | 0xFEFF | 0xFFF9..=0xFFFB | 0xE000..=0xF8FF
            | 0xE0001 | 0xE0020..=0xE007F))
}
