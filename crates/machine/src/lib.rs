//! The simulated world as one value: heap, processes, threads, clock, cores.

pub mod mersenne;
pub mod text;
