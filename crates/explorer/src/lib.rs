//! Search over all interleavings of a simulated machine.
