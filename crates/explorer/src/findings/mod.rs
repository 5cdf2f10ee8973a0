//! Explains what went wrong in one execution, from a stream of what its threads did.
//!
//! The machine fills in [`Observation`]s as it replays a schedule; the detectors read them one by
//! one and know nothing of machines. Their messages are in a learner's words; names of threads,
//! variables and locks come from the caller through [`Names`].

mod clock;
mod deadlock;
mod from_trace;
mod livelock;
mod lock_order;
mod lost_update;
mod lost_wakeup;
mod observation;
mod race;
mod sentence;
pub(crate) mod text;

pub use deadlock::{Deadlock, Waiting, WaitsFor, deadlock};
pub(crate) use from_trace::{Observed, Seen};
pub(crate) use livelock::{Livelock, livelock};
pub use lock_order::{Inversion, LockOrder, Step};
pub use lost_update::{LostUpdate, LostUpdates, Update};
pub use lost_wakeup::{LostWakeup, LostWakeups};
pub use observation::{Action, Names, Observation, Site};
pub use race::{Race, RaceAccess, Races};
pub use sentence::{Moment, Switch, tell};
