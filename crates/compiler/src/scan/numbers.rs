//! Number literals (`tok_get` and relatives in CPython's Parser/lexer/lexer.c, 3.13).

use super::{Scanner, is_name_character};

impl Scanner<'_> {
    /// A number whose first character was just read (`tok_get` and relatives in
    /// Parser/lexer/lexer.c).
    pub(super) fn number(&mut self) {
        let start = self.at - 1;
        let first = self.bytes[start];
        let radix = match (first, self.peek(0) | 0x20) {
            (b'0', b'x') => Some((16, "hexadecimal")),
            (b'0', b'o') => Some((8, "octal")),
            (b'0', b'b') => Some((2, "binary")),
            _ => None,
        };
        if let Some((radix, kind)) = radix {
            self.at += 1;
            self.radix_digits(radix, kind);
            return;
        }
        if first != b'.' {
            if !self.decimal_tail() {
                return;
            }
            let digits = &self.bytes[start..self.at];
            let zero = first == b'0' && digits.iter().any(|b| matches!(b, b'1'..=b'9'));
            if zero && !matches!(self.peek(0), b'.' | b'e' | b'E' | b'j' | b'J') {
                let message = "leading zeros in decimal integer literals are not permitted; \
                               use an 0o prefix for octal integers";
                self.error(start, self.at, message);
                return;
            }
            if self.peek(0) == b'.' {
                self.at += 1;
                if self.peek(0).is_ascii_digit() && !self.fraction() {
                    return;
                }
            }
        } else if !self.fraction() {
            return;
        }
        if matches!(self.peek(0), b'e' | b'E') {
            let sign = usize::from(matches!(self.peek(1), b'+' | b'-'));
            if self.peek(1 + sign).is_ascii_digit() {
                self.at += 2 + sign;
                if !self.decimal_tail() {
                    return;
                }
            }
        }
        if matches!(self.peek(0), b'j' | b'J') {
            self.at += 1;
            self.end_of_number("imaginary");
        } else {
            self.end_of_number("decimal");
        }
    }

    fn fraction(&mut self) -> bool {
        self.at += 1;
        self.decimal_tail()
    }

    /// Digits with single underscores between them; false after an error.
    fn decimal_tail(&mut self) -> bool {
        loop {
            while self.peek(0).is_ascii_digit() {
                self.at += 1;
            }
            if self.peek(0) != b'_' {
                return true;
            }
            self.at += 1;
            if !self.peek(0).is_ascii_digit() {
                self.bad_number("decimal");
                return false;
            }
        }
    }

    fn radix_digits(&mut self, radix: u32, kind: &str) {
        loop {
            if self.peek(0) == b'_' {
                self.at += 1;
            }
            let mut count = 0;
            while char::from(self.peek(0)).is_digit(radix) {
                self.at += 1;
                count += 1;
            }
            if count == 0 || self.peek(0).is_ascii_digit() {
                if self.peek(0).is_ascii_digit() {
                    let digit = self.peek(0) as char;
                    self.at += 1;
                    let message = format!("invalid digit '{digit}' in {kind} literal");
                    self.error(self.at - 1, self.at, message);
                    self.rest_of_number();
                } else {
                    self.bad_number(kind);
                }
                return;
            }
            if self.peek(0) != b'_' {
                break;
            }
        }
        self.end_of_number(kind);
    }

    /// A keyword may follow a number directly, other letters may not.
    fn end_of_number(&mut self, kind: &str) {
        let rest = &self.text[self.at..];
        let keyword = ["and", "else", "for", "if", "in", "is", "or", "not"];
        if keyword.iter().any(|word| rest.starts_with(word)) {
            return;
        }
        if rest.chars().next().is_some_and(is_name_character) {
            self.bad_number(kind);
        }
    }

    fn bad_number(&mut self, kind: &str) {
        self.error(self.at - 1, self.at, format!("invalid {kind} literal"));
        self.rest_of_number();
    }

    fn rest_of_number(&mut self) {
        while let Some(c) = self.text[self.at..].chars().next().filter(|c| is_name_character(*c)) {
            self.at += c.len_utf8();
        }
    }
}
