//! Exit codes beside the program's own.

/// Bad command line.
pub const USAGE: u8 = 64;
/// Not valid Python, or something unsupported.
pub const INVALID: u8 = 65;
/// The file cannot be read.
pub const NO_INPUT: u8 = 66;

/// Why a command ended early.
#[derive(Debug)]
pub struct Failure {
    /// The exit code.
    pub code: u8,
    /// For stderr, with its line end.
    pub message: String,
}

impl Failure {
    /// A failure with one line of explanation.
    pub fn new(code: u8, message: impl std::fmt::Display) -> Failure {
        Failure { code, message: format!("timeslice: {message}\n") }
    }
}
