//! Regular expressions as CPython 3.13's `re` has them: syntax, messages and matches.
//!
//! A backtracking matcher of our own, because none of the known crates has Python's meaning
//! (positions of errors, conditional groups, scoped flags, what a repeated group remembers, atomic
//! and possessive parts) and their Unicode tables would double the worker. Nothing here recurses
//! while matching, and every match is bounded in steps and in memory.
//!
//! [`parse`] makes a tree and finds the errors, [`compile`] makes instructions of it, [`run`]
//! executes them; [`template`] reads the replacement strings of `sub`.

mod caseless;
mod charset;
mod compile;
mod parse;
mod run;
mod template;
mod tokens;
mod tree;

pub use compile::Program;
pub use run::{How, Spans, find};
pub use template::{Part, parse_template};

use std::fmt;

/// `re.IGNORECASE`.
pub const IGNORECASE: u32 = 2;
/// `re.LOCALE`.
pub const LOCALE: u32 = 4;
/// `re.MULTILINE`.
pub const MULTILINE: u32 = 8;
/// `re.DOTALL`.
pub const DOTALL: u32 = 16;
/// `re.UNICODE`.
pub const UNICODE: u32 = 32;
/// `re.VERBOSE`.
pub const VERBOSE: u32 = 64;
/// `re.ASCII`.
pub const ASCII: u32 = 256;

/// What is wrong with a pattern, and as which exception it is raised.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// `re.PatternError`: the message, and where.
    Pattern(String, Option<usize>),
    /// `OverflowError`.
    Overflow(&'static str),
    /// `ValueError`.
    Value(&'static str),
    /// `IndexError`.
    Index(String),
    /// `RecursionError`: groups in groups without end.
    Nesting,
    /// `NotImplementedError`.
    Unsupported(&'static str),
}

/// A pattern made ready to match.
#[derive(Debug)]
pub struct Regex {
    /// Its instructions.
    pub program: Program,
    /// All flags, those in the pattern and `re.UNICODE` among them.
    pub flags: u32,
    /// Number of groups, the whole match not counted.
    pub groups: usize,
    /// Names of groups with their numbers, in order.
    pub names: Vec<(String, usize)>,
    /// `FutureWarning`s about the pattern.
    pub warnings: Vec<String>,
    /// Made of a str, not of bytes.
    pub text: bool,
}

/// Why a match was given up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exhausted {
    /// After this many steps.
    Steps(u64),
    /// With this many places to come back to.
    Places(usize),
    /// With this many groups found.
    Groups(usize),
}

impl fmt::Display for Exhausted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Exhausted::Steps(n) => {
                write!(f, "a regular expression took more than {n} steps; Timeslice gives it up")
            }
            Exhausted::Places(n) => write!(
                f,
                "a regular expression had more than {n} places to come back to; Timeslice gives it up"
            ),
            Exhausted::Groups(n) => {
                write!(f, "a regular expression found more than {n} groups; Timeslice gives it up")
            }
        }
    }
}

impl Regex {
    /// Compiles `pattern`; bytes come as the characters of their values, with `text` false.
    ///
    /// # Errors
    /// As CPython's `re.compile`, and for what is not supported.
    pub fn new(pattern: &[char], text: bool, flags: u32) -> Result<Regex, Fault> {
        let parsed = parse::parse(pattern, text, flags)?;
        let program = compile::compile(&parsed, text)?;
        Ok(Regex {
            program,
            flags: parsed.flags,
            groups: parsed.groups - 1,
            names: parsed.names,
            warnings: parsed.warnings,
            text,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn regex(pattern: &str) -> Result<Regex, Fault> {
        Regex::new(&pattern.chars().collect::<Vec<_>>(), true, 0)
    }

    fn search(pattern: &str, text: &str) -> Result<Option<(i64, i64)>, Exhausted> {
        let regex = regex(pattern).expect("a pattern");
        let bounds = (0, text.len());
        let (found, _) = find(&regex.program, text.as_bytes(), bounds, How::Search, 1)?;
        Ok(found.first().map(|spans| spans.groups[0]))
    }

    #[test]
    fn a_match_that_takes_for_ever_is_given_up() {
        let text = "a".repeat(40);
        assert_eq!(search("(a|aa)+$", &text), Ok(Some((0, 40))));
        assert!(matches!(search("(a|aa)+b|(a|aa)+$c", &text), Err(Exhausted::Steps(_))));
    }

    #[test]
    fn a_match_that_remembers_too_much_is_given_up() {
        let text = "ab".repeat(1_000_000);
        assert_eq!(search("(?:a|b)*+", &text), Ok(Some((0, 2_000_000))));
        assert!(matches!(search("(a|b|c)*x", &text), Err(Exhausted::Places(_))));
    }

    #[test]
    fn groups_in_groups_have_a_bound() {
        let nested = |n| format!("{}{}", "(".repeat(n), ")".repeat(n));
        assert!(regex(&nested(140)).is_ok());
        assert_eq!(regex(&nested(100_000)).err(), Some(Fault::Nesting));
    }
}
