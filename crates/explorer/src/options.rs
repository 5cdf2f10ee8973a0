//! What a caller asks of a search, and how it watches and stops one.

use std::sync::atomic::{AtomicBool, Ordering};

/// How the interleavings are gone through.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum Strategy {
    /// Every interleaving, one by one. For tests and tiny programs.
    Exhaustive,
    /// One execution for each class of equivalent interleavings, none in vain (optimal DPOR).
    Dpor,
    /// Source-DPOR with sleep sets: every class, some executions begun in vain.
    SourceDpor,
    /// Every class that can be reached with so many preemptions, some of them more than once.
    Bounded {
        /// The most preemptions an execution may have.
        preemptions: u32,
    },
    /// Each move goes to a thread chosen evenly.
    Random {
        /// Where the random numbers begin.
        seed: u64,
    },
    /// Random priorities with a few random drops: finds a bug of the given depth with a known chance.
    Pct {
        /// Where the random numbers begin.
        seed: u64,
        /// How many ordering constraints the sought bug has; one less is the number of drops.
        depth: u32,
    },
    /// Uniform random walk: threads are chosen in proportion to how much they still have to do, so
    /// that each interleaving of a program with fixed lengths is about as likely as any other.
    Uniform {
        /// Where the random numbers begin.
        seed: u64,
    },
}

impl Strategy {
    /// Whether the strategy can prove that nothing is left.
    pub fn can_complete(self) -> bool {
        !matches!(self, Strategy::Random { .. } | Strategy::Pct { .. } | Strategy::Uniform { .. })
    }

    /// Whether a complete search has made at least one execution of every class.
    pub(crate) fn covers_classes(self) -> bool {
        matches!(self, Strategy::Dpor | Strategy::SourceDpor | Strategy::Bounded { .. })
    }

    /// The strategy's name on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Strategy::Exhaustive => "exhaustive",
            Strategy::Dpor => "dpor",
            Strategy::SourceDpor => "source-dpor",
            Strategy::Bounded { .. } => "bounded",
            Strategy::Random { .. } => "random",
            Strategy::Pct { .. } => "pct",
            Strategy::Uniform { .. } => "uniform",
        }
    }
}

/// Where a search gives up. Each ends in a partial report that names it.
#[derive(Copy, Clone, Debug)]
pub struct Limits {
    /// Completed executions, the abandoned ones included.
    pub executions: u64,
    /// Transitions, replays included.
    pub transitions: u64,
    /// Transitions of one execution.
    pub depth: usize,
    /// Bytes that the search believes it holds.
    pub memory: usize,
    /// Executions after which optimal DPOR divides the search, so that small searches never are. The
    /// result of a complete search does not depend on it.
    pub divide_after: u64,
    /// States that the search for shortest schedules looks at; 0 leaves it out.
    pub minimise: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Limits {
            executions: u64::MAX,
            transitions: u64::MAX,
            depth: 100_000,
            memory: 1 << 30,
            divide_after: 1024,
            minimise: 100_000,
        }
    }
}

/// A search to be made.
#[derive(Copy, Clone, Debug)]
pub struct Options {
    /// How.
    pub strategy: Strategy,
    /// How far.
    pub limits: Limits,
    /// On how many threads; 1 makes no use of any pool. The result does not depend on it.
    pub workers: usize,
}

impl Default for Options {
    fn default() -> Self {
        Options { strategy: Strategy::Dpor, limits: Limits::default(), workers: 1 }
    }
}

/// A glance at a search under way.
#[derive(Copy, Clone, Debug, Default, PartialEq)]
pub struct Progress {
    /// Completed executions so far.
    pub executions: u64,
    /// Abandoned executions so far.
    pub blocked: u64,
    /// Transitions so far, replays included.
    pub transitions: u64,
    /// The longest execution so far.
    pub deepest: usize,
    /// Distinct outcomes so far.
    pub outcomes: usize,
    /// The share of the whole that is done, where it can be guessed.
    pub share: Option<f64>,
}

/// How a caller watches and stops a search.
#[derive(Copy, Clone, Default)]
pub struct Control<'a> {
    /// Ends the search soon after it becomes true; what was found so far is reported.
    pub cancel: Option<&'a AtomicBool>,
    /// Called now and then, from the thread that called the search.
    pub progress: Option<&'a dyn Fn(&Progress)>,
}

impl Control<'_> {
    pub(crate) fn cancelled(&self) -> bool {
        self.cancel.is_some_and(|flag| flag.load(Ordering::Relaxed))
    }

    pub(crate) fn tell(&self, progress: &Progress) {
        if let Some(progress_fn) = self.progress {
            progress_fn(progress);
        }
    }
}
