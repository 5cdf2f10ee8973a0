//! Search over all interleavings of a simulated machine.
#![allow(dead_code, unused_imports)]

mod class;
mod explore;
mod footprints;
mod meter;
mod minimal;
mod options;
mod path;
mod report;
mod strategy;
mod system;
mod tally;
mod threads;
mod trail;
mod wakeup;

pub use explore::explore;
pub use options::{Control, Limits, Options, Progress, Strategy};
pub use report::{Estimate, OutcomeClass, Report, Schedule, Segment, Stop};
pub use system::{
    Access, AccessKind, Choice, Footprint, MAX_THREADS, Outcome, OutcomeKind, System, Tid,
};
