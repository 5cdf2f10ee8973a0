//! Bounds on the source, checked before anything that recurses sees it.

/// Longest source, in bytes.
pub const MAX_SOURCE_BYTES: usize = 1 << 20;

/// Nested expressions and blocks.
pub(crate) const MAX_TREE_DEPTH: u32 = 300;

/// Instructions of a whole program.
pub(crate) const MAX_INSTRUCTIONS: usize = 4_000_000;
