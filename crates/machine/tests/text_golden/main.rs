//! Number and text functions against what CPython 3.13 answered.
//!
//! The cases are in `tests/data/text/*.tsv`; the Python files beside them made them and say
//! how a line is written.

mod formats;
mod golden;
mod maths;
mod numbers;
mod strings;
mod times;
