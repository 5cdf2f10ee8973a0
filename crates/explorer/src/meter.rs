//! Holds a search to its limits and tells its caller how it goes.

use crate::options::{Control, Limits, Progress};
use crate::report::Stop;
use crate::tally::Tally;

/// Transitions between two looks at the memory, executions between two reports of progress.
const CHECK_EVERY: u64 = 4096;

/// The limits of one search, and when they were last looked at.
pub(crate) struct Meter<'a> {
    pub limits: Limits,
    control: Control<'a>,
    next_check: u64,
    next_progress: u64,
    /// The most memory that was seen in use.
    pub memory: usize,
    /// The search ends with the first execution that is too long.
    until_cut: bool,
}

impl<'a> Meter<'a> {
    pub fn new(limits: Limits, control: Control<'a>) -> Self {
        let next_progress = CHECK_EVERY;
        Meter { limits, control, next_check: 0, next_progress, memory: 0, until_cut: false }
    }

    /// The same, for a search that ends with the first execution that is too long.
    pub fn until_cut(limits: Limits, control: Control<'a>) -> Self {
        Meter { until_cut: true, ..Meter::new(limits, control) }
    }

    /// Whether the search has to end now, after `executed` transitions in all.
    pub fn spent(
        &mut self,
        tally: &Tally,
        executed: u64,
        memory: impl Fn() -> usize,
        share: impl Fn() -> Option<f64>,
    ) -> Option<Stop> {
        if self.control.cancelled() {
            return Some(Stop::Cancelled);
        }
        if !tally.wanted.is_empty() {
            return Some(Stop::Wanted);
        }
        if self.until_cut && tally.cut == Some(Stop::Depth) {
            return Some(Stop::Depth);
        }
        if tally.executions + tally.blocked >= self.limits.executions {
            return Some(Stop::Executions);
        }
        if executed >= self.limits.transitions {
            return Some(Stop::Transitions);
        }
        if executed < self.next_check {
            return None;
        }
        self.next_check = executed + CHECK_EVERY;
        self.memory = self.memory.max(memory());
        if self.memory > self.limits.memory {
            return Some(Stop::Memory);
        }
        if tally.executions + tally.blocked >= self.next_progress {
            self.next_progress = tally.executions + tally.blocked + CHECK_EVERY;
            self.control.tell(&progress(tally, executed, share()));
        }
        None
    }

    pub fn control(&self) -> Control<'a> {
        self.control
    }
}

/// What there is to tell.
pub(crate) fn progress(tally: &Tally, executed: u64, share: Option<f64>) -> Progress {
    Progress {
        executions: tally.executions,
        blocked: tally.blocked,
        transitions: executed,
        deepest: tally.deepest,
        outcomes: tally.entries.len(),
        share,
    }
}
