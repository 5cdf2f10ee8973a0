//! The boundary between the machine and everything that looks at it: plain data for ids, events,
//! traces, schedules and outcomes.

mod chrome;
mod event;
mod finding;
mod lanes;
mod moment;
mod outcome;
mod schedule;
mod settings;
mod trace;

pub use chrome::{chrome_trace, write_chrome_trace};
pub use event::{BlockReason, Event, EventKind, NONE, ObjectName, SwitchCause, ThreadId};
pub use finding::{Finding, FindingKind, Fix, OutcomeFound, Side, Verdict};
pub use lanes::{
    Arrow, ArrowKind, Lane, LaneId, LaneState, Lanes, Position, ProcessInfo, Segment, Turn,
};
pub use moment::{FrameView, Moment, SyncView, ThreadState, ThreadView, Variable};
pub use outcome::{Budget, Outcome, Waiter};
pub use schedule::{Base, FIRST_WAY, MAX_OVERRIDES, Override, PCT_DEPTH, Schedule, ScheduleError};
pub use settings::{Costs, Limits, PythonVersion, Settings, StartMethod, StdoutMode};
pub use trace::{ObjectInfo, StableHash, Trace, TraceBuilder};
