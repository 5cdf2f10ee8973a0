//! Python source to bytecode with a source span for every instruction.
