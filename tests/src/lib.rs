//! What the test suites share: running Python files in-process, comparing what they say with what
//! is recorded beside them, and the ratchet of programs that do not pass yet.

#![warn(missing_docs)]

mod compare;
mod ratchet;
mod replay;
mod run;

pub use compare::{Expectation, StderrMode, StdoutMode};
pub use ratchet::Ratchet;
pub use replay::{in_a_run, replay_problem, run_outcome};
pub use run::{MAX_STEPS, Ran, each, programs_in, run, settings_of};
