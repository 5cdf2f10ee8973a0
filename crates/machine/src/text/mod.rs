//! Python's number and text rules as pure functions over plain Rust values.
//!
//! Everything here behaves as CPython 3.13 does, messages included, and knows nothing of the
//! machine's heap: the machine passes numbers and `&str`, and turns a [`Raise`] into the
//! exception it names. Transcendental functions go through `libm`, never through the
//! platform, so that a native build and a wasm build agree bit for bit.
//!
//! Left to the machine: calling `__str__`, `__repr__`, `__format__`, `__index__` and
//! `__float__`; looking up attributes and items; strings with lone surrogates, which a Rust
//! `str` cannot hold.

pub mod accurate;
pub mod calendar;
pub mod decimal;
pub mod float;
pub mod hash;
pub mod int;
pub mod mathfn;
pub mod mathint;
pub mod number;
pub mod percent;
pub mod raise;
pub mod spec;
pub mod strcase;
pub mod strformat;
pub mod strftime;
pub mod strptime;
mod strptime_match;
pub mod strrepr;
pub mod strsplit;
pub mod sum;
pub mod unicode;
mod unicode_tables;

pub use number::{Int, IntRef};
pub use raise::{Raise, Result};
