//! The settings of a run; they belong to the boundary, see [`timeslice_trace`].

pub use timeslice_trace::{Costs, Limits, PythonVersion, Settings, StartMethod, StdoutMode};
