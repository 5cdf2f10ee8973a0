//! The characters of a pattern, with an escape as one token (`Tokenizer` of CPython's re/_parser.py).

use super::Fault;
use crate::text::{strrepr, unicode};

/// One character, or a backslash and one character.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Token {
    /// As it is.
    Char(char),
    /// Behind a backslash.
    Escape(char),
}

impl Token {
    /// Length in the pattern.
    pub fn len(self) -> usize {
        match self {
            Token::Char(_) => 1,
            Token::Escape(_) => 2,
        }
    }

    /// As it is written.
    pub fn text(self) -> String {
        match self {
            Token::Char(c) => c.to_string(),
            Token::Escape(c) => format!("\\{c}"),
        }
    }
}

/// Where the reading of a pattern is.
pub struct Tokens<'a> {
    chars: &'a [char],
    /// Made of a str.
    pub text: bool,
    /// Behind `next`.
    index: usize,
    /// The token that comes.
    pub next: Option<Token>,
}

impl<'a> Tokens<'a> {
    /// At the beginning.
    pub fn new(chars: &'a [char], text: bool) -> Result<Tokens<'a>, Fault> {
        let mut tokens = Tokens { chars, text, index: 0, next: None };
        tokens.advance()?;
        Ok(tokens)
    }

    fn advance(&mut self) -> Result<(), Fault> {
        self.next = match self.chars.get(self.index) {
            None => None,
            Some('\\') => match self.chars.get(self.index + 1) {
                Some(c) => Some(Token::Escape(*c)),
                None => {
                    let at = self.chars.len() - 1;
                    return Err(Fault::Pattern("bad escape (end of pattern)".into(), Some(at)));
                }
            },
            Some(c) => Some(Token::Char(*c)),
        };
        self.index += self.next.map_or(0, Token::len);
        Ok(())
    }

    /// Takes the next token.
    pub fn get(&mut self) -> Result<Option<Token>, Fault> {
        let token = self.next;
        self.advance()?;
        Ok(token)
    }

    /// Takes the next token when it is this character.
    pub fn eat(&mut self, c: char) -> Result<bool, Fault> {
        let hit = self.next == Some(Token::Char(c));
        if hit {
            self.advance()?;
        }
        Ok(hit)
    }

    /// The next character when `accepts` says so, not taken.
    pub fn peek(&self, accepts: impl Fn(char) -> bool) -> Option<char> {
        match self.next {
            Some(Token::Char(c)) if accepts(c) => Some(c),
            _ => None,
        }
    }

    /// At most `n` characters that `accepts`.
    pub fn get_while(&mut self, n: usize, accepts: impl Fn(char) -> bool) -> Result<String, Fault> {
        let mut found = String::new();
        while found.len() < n
            && let Some(c) = self.peek(&accepts)
        {
            found.push(c);
            self.advance()?;
        }
        Ok(found)
    }

    /// A name up to `terminator`, which is taken as well.
    pub fn get_until(&mut self, terminator: char, name: &str) -> Result<String, Fault> {
        let mut found = String::new();
        loop {
            match self.get()? {
                None if found.is_empty() => return Err(self.error(format!("missing {name}"), 0)),
                None => {
                    let back = found.chars().count();
                    let message = format!("missing {terminator}, unterminated name");
                    return Err(self.error(message, back));
                }
                Some(Token::Char(c)) if c == terminator => {
                    if found.is_empty() {
                        return Err(self.error(format!("missing {name}"), 1));
                    }
                    return Ok(found);
                }
                Some(token) => found.push_str(&token.text()),
            }
        }
    }

    /// Where the next token begins.
    pub fn tell(&self) -> usize {
        self.index - self.next.map_or(0, Token::len)
    }

    /// Goes back to where a token began.
    pub fn seek(&mut self, index: usize) -> Result<(), Fault> {
        self.index = index;
        self.advance()
    }

    /// An error `back` characters before the next token.
    pub fn error(&self, message: impl Into<String>, back: usize) -> Fault {
        let mut message = message.into();
        if !self.text {
            message = strrepr::escape_non_ascii(&message);
        }
        Fault::Pattern(message, Some(self.tell().saturating_sub(back)))
    }

    /// Whether `name` can be a group's name.
    pub fn check_name(&self, name: &str, back: usize) -> Result<(), Fault> {
        let mut chars = name.chars();
        let identifier = chars.next().is_some_and(unicode::is_identifier_start)
            && chars.all(unicode::is_identifier_continue);
        if identifier && (self.text || name.is_ascii()) {
            return Ok(());
        }
        let shown = strrepr::repr(name);
        let shown = if self.text { shown } else { strrepr::escape_non_ascii(&shown) };
        let message = format!("bad character in group name {shown}");
        Err(self.error(message, name.chars().count() + back))
    }
}
