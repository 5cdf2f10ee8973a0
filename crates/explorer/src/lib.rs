//! Search over all interleavings of a simulated machine.
//!
//! A machine implements [`System`]; [`explore`] runs it under every schedule that matters and
//! reports each distinct [`Outcome`] with the shortest [`Schedule`] that leads to it. [`findings`]
//! explains single executions: data races, lost updates, deadlocks, lock-order inversions.
//!
//! ```
//! use timeslice_explorer::*;
//!
//! /// Two threads, each of which does `x += 1`: a read, then a write.
//! #[derive(Clone, Default)]
//! struct Counter {
//!     x: i32,
//!     read: [i32; 2],
//!     at: [usize; 2],
//! }
//!
//! impl System for Counter {
//!     fn enabled(&self, out: &mut Vec<Tid>) {
//!         out.extend((0..2).filter(|tid| self.at[*tid as usize] < 2));
//!     }
//!     fn blocked(&self, _: &mut Vec<Tid>) {}
//!     fn pending(&self, _: Tid, _: &mut Footprint) {}
//!     fn alternatives(&self, _: Tid) -> u32 {
//!         1
//!     }
//!     fn step(&mut self, choice: Choice, out: &mut Footprint) {
//!         let tid = choice.tid as usize;
//!         if self.at[tid] == 0 {
//!             self.read[tid] = self.x;
//!             out.push(0, AccessKind::Read);
//!         } else {
//!             self.x = self.read[tid] + 1;
//!             out.push(0, AccessKind::Write);
//!         }
//!         out.mark_stable();
//!         self.at[tid] += 1;
//!     }
//!     fn outcome_key(&self) -> u64 {
//!         self.x as u64
//!     }
//!     fn outcome(&self) -> Outcome {
//!         Outcome {
//!             kind: OutcomeKind::Ok,
//!             exit_code: 0,
//!             stdout: self.x.to_string(),
//!             stderr_last: String::new(),
//!         }
//!     }
//!     fn steps(&self) -> u64 {
//!         self.at.iter().sum::<usize>() as u64
//!     }
//! }
//!
//! let report = explore(&Counter::default(), &Options::default(), &Control::default());
//! assert!(report.complete);
//! assert_eq!(report.executions, 4);
//! let [right, lost] = &report.outcomes[..] else { panic!("two outcomes") };
//! assert_eq!((right.outcome.stdout.as_str(), right.schedule.preemptions), ("2", 0));
//! assert_eq!((lost.outcome.stdout.as_str(), lost.schedule.preemptions), ("1", 1));
//! assert!(lost.minimal);
//! ```
//!
//! Nothing here reads a clock or a random source: a [`Report`] is a function of the machine and the
//! [`Options`], on any number of workers.

mod class;
mod explore;
pub mod findings;
mod fix;
mod footprints;
mod meter;
mod minimal;
mod options;
mod order;
mod parallel;
mod path;
mod program;
mod report;
mod run;
mod strategy;
mod system;
mod tally;
mod threads;
mod trail;
mod verdict;
mod wakeup;
mod workers;

pub use explore::explore;
pub use options::{Control, Limits, Options, Progress, Strategy};
pub use program::{Explored, Program, Question, Timers, granularity};
pub use report::{Estimate, OutcomeClass, Report, Schedule, Segment, Stop, Way};
pub use system::{
    Access, AccessKind, Choice, Footprint, MAX_THREADS, Outcome, OutcomeKind, System, Tid,
};
