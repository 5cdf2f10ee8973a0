//! Python 3.13 source to bytecode, with a source range for every instruction.
//!
//! ```
//! use timeslice_compiler::{Mode, Options, compile, disassemble};
//!
//! let options = Options { file_name: "counter.py", mode: Mode::Exec, library: false };
//! let code = compile("counter = 0\ncounter += 1\n", &options).expect("valid Python");
//! assert!(disassemble(&code).contains("BinaryOp"));
//!
//! let problems = compile("if counter\n    pass\n", &options).expect_err("no colon");
//! assert_eq!(problems[0].message, "expected ':'");
//! assert_eq!((problems[0].line, problems[0].column), (1, 11));
//! ```
//!
//! The way of a program: `scan` looks at the characters (limits, brackets, strings, indentation),
//! the parser crate makes the tree, `syntax` words its errors like CPython, `scope` finds out what
//! every name means, `codegen` writes the code, `verify` checks its structure.

#![warn(missing_docs)]

pub mod bytecode;
mod codegen;
mod constant;
mod diagnostic;
mod disassemble;
mod guard;
mod limits;
mod names;
mod program;
mod scan;
mod scope;
mod stack_effect;
mod syntax;
mod unparse;
pub mod verify;
mod warn;

pub use bytecode::*;
pub use diagnostic::{Diagnostic, Kind};
pub use disassemble::disassemble;
pub use guard::{Guarded, guard};
pub use limits::MAX_SOURCE_BYTES;
pub use program::{Mode, Options, check, compile};
