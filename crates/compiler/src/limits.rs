//! Bounds on the source. They keep every recursive walk (the parser's, ours, and dropping the
//! tree) within a stack of one megabyte, which is what a browser's worker has.

/// Longest source, in bytes.
pub const MAX_SOURCE_BYTES: usize = 1 << 20;

/// Open brackets, as in CPython (`MAXLEVEL`, Parser/lexer/state.h).
pub(crate) const MAX_BRACKETS: usize = 200;

/// Indentation levels, as in CPython (`MAXINDENT`).
pub(crate) const MAX_INDENTS: usize = 100;

/// Operators, calls and attributes in one chain (`a + b + c …`, `a.b.c …`): each makes the tree
/// one level deeper.
pub(crate) const MAX_CHAIN: u32 = 1500;

/// Nested expressions and blocks.
pub(crate) const MAX_TREE_DEPTH: u32 = 250;

/// `for` parts of one comprehension.
pub(crate) const MAX_GENERATORS: usize = 60;

/// Names bound by one pattern: each moves all others on the stack.
pub(crate) const MAX_CAPTURES: usize = 500;

/// Instructions of a whole program.
pub(crate) const MAX_INSTRUCTIONS: usize = 2_000_000;

/// Problems reported at once.
pub(crate) const MAX_PROBLEMS: usize = 100;
