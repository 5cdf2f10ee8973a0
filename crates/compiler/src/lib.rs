//! Python source to bytecode with a source span for every instruction.

mod bytecode;

pub use bytecode::*;
