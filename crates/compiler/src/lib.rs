//! Python source to bytecode with a source span for every instruction.

#![warn(missing_docs)]

mod bytecode;
mod codegen;
mod constant;
mod diagnostic;
mod disassemble;
mod limits;
mod names;
mod program;
mod scan;
mod scope;
mod stack_effect;
mod syntax;
mod unparse;
pub mod verify;

pub use bytecode::*;
pub use diagnostic::{Diagnostic, Kind};
pub use disassemble::disassemble;
pub use limits::MAX_SOURCE_BYTES;
pub use program::{Mode, Options, check, compile};
