//! The exceptions that text and number functions ask the machine to raise.

use std::fmt;

/// A Python exception: its class and its message, exactly as CPython 3.13 words it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Raise {
    /// `ValueError`
    Value(String),
    /// `TypeError`
    Type(String),
    /// `OverflowError`
    Overflow(String),
    /// `ZeroDivisionError`
    ZeroDivision(String),
    /// `IndexError`
    Index(String),
    /// `KeyError`; the text is the key itself, which the machine shows by `repr`.
    Key(String),
    /// `MemoryError`, which CPython raises without a message. Also what a bound set by the
    /// caller ends in: the value would be larger than the simulated machine allows.
    Memory,
}

/// The result of an operation that may raise.
pub type Result<T> = std::result::Result<T, Raise>;

impl Raise {
    /// The name of the exception class.
    pub fn class(&self) -> &'static str {
        match self {
            Raise::Value(_) => "ValueError",
            Raise::Type(_) => "TypeError",
            Raise::Overflow(_) => "OverflowError",
            Raise::ZeroDivision(_) => "ZeroDivisionError",
            Raise::Index(_) => "IndexError",
            Raise::Key(_) => "KeyError",
            Raise::Memory => "MemoryError",
        }
    }

    /// The text after the class name in a traceback; for `KeyError` the bare key.
    pub fn message(&self) -> &str {
        match self {
            Raise::Value(text)
            | Raise::Type(text)
            | Raise::Overflow(text)
            | Raise::ZeroDivision(text)
            | Raise::Index(text)
            | Raise::Key(text) => text,
            Raise::Memory => "",
        }
    }

    pub(crate) fn value<T>(text: impl Into<String>) -> Result<T> {
        Err(Raise::Value(text.into()))
    }

    pub(crate) fn type_error<T>(text: impl Into<String>) -> Result<T> {
        Err(Raise::Type(text.into()))
    }

    pub(crate) fn overflow<T>(text: impl Into<String>) -> Result<T> {
        Err(Raise::Overflow(text.into()))
    }

    pub(crate) fn zero_division<T>(text: impl Into<String>) -> Result<T> {
        Err(Raise::ZeroDivision(text.into()))
    }
}

impl fmt::Display for Raise {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.message() {
            "" => f.write_str(self.class()),
            text => write!(f, "{}: {text}", self.class()),
        }
    }
}

impl std::error::Error for Raise {}
