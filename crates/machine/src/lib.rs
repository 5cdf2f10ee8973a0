//! The simulated world as one value: heap, processes, threads, clock, cores.

mod settings;

pub use settings::{Costs, Limits, PythonVersion, Settings, StartMethod, StdoutMode};
