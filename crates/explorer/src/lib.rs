//! Search over all interleavings of a simulated machine.
//!
//! A machine implements [`System`]; [`explore`] runs it under every schedule that matters and
//! reports each distinct [`Outcome`] with the shortest [`Schedule`] that leads to it. [`findings`]
//! explains single executions: data races, lost updates, deadlocks, lock-order inversions.
//!
//! Nothing here reads a clock or a random source: a [`Report`] is a function of the machine and the
//! [`Options`], on any number of workers.

mod class;
mod explore;
pub mod findings;
mod footprints;
mod meter;
mod minimal;
mod options;
mod parallel;
mod path;
mod report;
mod strategy;
mod system;
mod tally;
mod threads;
mod trail;
mod wakeup;
mod workers;

pub use explore::explore;
pub use options::{Control, Limits, Options, Progress, Strategy};
pub use report::{Estimate, OutcomeClass, Report, Schedule, Segment, Stop};
pub use system::{
    Access, AccessKind, Choice, Footprint, MAX_THREADS, Outcome, OutcomeKind, System, Tid,
};
