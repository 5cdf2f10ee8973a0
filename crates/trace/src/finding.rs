//! What a search over all interleavings tells: outcomes, each with its shortest schedule, and
//! findings in a learner's words.

use serde::{Deserialize, Serialize};

use crate::event::ThreadId;
use crate::outcome::Waiter;
use crate::settings::PythonVersion;

/// What a search of one program at one granularity found. Times are not part of it: the same
/// program, settings and bounds give the same verdict.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Verdict {
    /// Where threads may be preempted.
    pub python: PythonVersion,
    /// Nothing is left to find at this granularity.
    pub complete: bool,
    /// Why the search ended early, in words; empty when it did not.
    pub stopped: String,
    /// How the interleavings were gone through.
    pub strategy: String,
    /// Where a switch was possible, in words.
    pub granularity: String,
    /// Completed executions, deadlocked ones included: with `dpor` one for each class of
    /// equivalent interleavings.
    pub executions: u64,
    /// Executions abandoned because all they could lead to is seen elsewhere.
    pub blocked: u64,
    /// Transitions of the completed executions.
    pub transitions: u64,
    /// About how many executions there are, where that can be guessed.
    pub about: Option<f64>,
    /// The share of the whole that was seen, between 0 and 1, where that can be guessed.
    pub share: Option<f64>,
    /// The most bytes that the search held, about.
    pub memory: usize,
    /// Each distinct outcome, the shortest schedules first.
    pub outcomes: Vec<OutcomeFound>,
    /// What is wrong, the gravest first.
    pub findings: Vec<Finding>,
}

/// One distinct outcome of a program.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct OutcomeFound {
    /// `ok`, `exception`, `exit`, `deadlock`, `livelock` or `budget`.
    pub outcome: String,
    /// Exit code of the program.
    pub exit_code: i32,
    /// All of stdout.
    pub stdout: String,
    /// The last line of stderr.
    pub stderr_last: String,
    /// How many executions ended so (classes of interleavings, with `dpor`).
    pub executions: u64,
    /// Fewest switches away from a thread that could have gone on.
    pub preemptions: u32,
    /// Switches in that schedule.
    pub switches: u32,
    /// No shorter schedule gives this outcome.
    pub minimal: bool,
    /// The schedule: with the same program and settings a run gives exactly this outcome.
    pub schedule: String,
    /// The schedule in one sentence.
    pub sentence: String,
    /// The preemptions: after how many bytecodes, and which thread goes on.
    pub decisive: Vec<(u32, ThreadId)>,
    /// Who waits for what at a deadlock.
    pub waiters: Vec<Waiter>,
}

/// The kinds of finding, the gravest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FindingKind {
    /// Threads wait for ever.
    Deadlock,
    /// Threads run for ever without getting anywhere.
    Livelock,
    /// A notification came before somebody waited for it.
    LostWakeup,
    /// An exception ends a thread under some schedule.
    Exception,
    /// A thread wrote back a value computed from one that another had replaced.
    LostUpdate,
    /// Two accesses without an order, one of them a write.
    Race,
    /// Locks are taken in opposite orders.
    LockOrder,
    /// The program's end cuts off a daemon thread in the middle of its work.
    DaemonKilled,
    /// An exception went into a future or task that nobody asked.
    SwallowedException,
    /// A coroutine was made and never awaited.
    NeverAwaited,
    /// The output depends on the schedule.
    Outcome,
}

impl FindingKind {
    /// All, the gravest first.
    pub const ALL: [FindingKind; 11] = [
        FindingKind::Deadlock,
        FindingKind::Livelock,
        FindingKind::LostWakeup,
        FindingKind::Exception,
        FindingKind::LostUpdate,
        FindingKind::Race,
        FindingKind::LockOrder,
        FindingKind::DaemonKilled,
        FindingKind::SwallowedException,
        FindingKind::NeverAwaited,
        FindingKind::Outcome,
    ];

    /// Whether it is about accesses of data that a lock could keep apart.
    pub fn is_about_data(self) -> bool {
        matches!(self, FindingKind::Race | FindingKind::LostUpdate)
    }

    /// Its word on the command line and in JSON.
    pub fn word(self) -> &'static str {
        match self {
            FindingKind::Deadlock => "deadlock",
            FindingKind::Livelock => "livelock",
            FindingKind::LostWakeup => "lost_wakeup",
            FindingKind::Exception => "exception",
            FindingKind::LostUpdate => "lost_update",
            FindingKind::Race => "race",
            FindingKind::LockOrder => "lock_order",
            FindingKind::DaemonKilled => "daemon_killed",
            FindingKind::SwallowedException => "swallowed_exception",
            FindingKind::NeverAwaited => "never_awaited",
            FindingKind::Outcome => "outcome",
        }
    }
}

/// One thing that is wrong.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Finding {
    /// What kind of thing.
    pub kind: FindingKind,
    /// In a learner's words.
    pub message: String,
    /// Lines of the program that it is about, ascending.
    pub lines: Vec<u32>,
    /// Names of the threads concerned.
    pub threads: Vec<String>,
    /// Preemptions of the shortest known schedule that shows it.
    pub preemptions: u32,
    /// That schedule.
    pub schedule: String,
    /// The accesses or steps that make it up, in their order.
    pub sides: Vec<Side>,
    /// An edit that would mend it, where one is known.
    pub fix: Option<Fix>,
}

impl Finding {
    /// The variable or lock that it is about, as its first side calls it.
    pub fn object(&self) -> Option<&str> {
        self.sides.first().and_then(|side| side.what.split_once(' ')).map(|(_, object)| object)
    }
}

/// One access or step of a finding.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Side {
    /// The thread.
    pub thread: ThreadId,
    /// What it does there: `reads counter`.
    pub what: String,
    /// Where.
    pub line: u32,
    /// Bytecodes executed before it in the finding's schedule.
    pub step: u32,
    /// The locks that the thread holds.
    pub locks: Vec<String>,
}

/// A proposed edit and what a search of the edited program says.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Fix {
    /// The edit in words.
    pub message: String,
    /// The edit as a unified diff without file names.
    pub diff: String,
    /// The whole program after it.
    pub source: String,
    /// Whether the search of the edited program was complete and no longer has this finding.
    pub verified: bool,
}
