//! Searches over schedules: how, how far, and what was found.

use serde::{Deserialize, Serialize};
use timeslice_trace::{Fix, Side, ThreadId, Waiter};

/// The most outcomes and the most findings that one message carries.
pub const MAX_ROWS: usize = 200;

/// How to search.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SearchOptions {
    /// Which schedules are tried.
    pub strategy: Strategy,
    /// How many executions.
    pub executions: u64,
    /// The seed of the first one; the others follow it.
    pub first_seed: u64,
}

/// Which schedules are tried.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Strategy {
    /// Every class of equivalent interleavings, in rounds that grow until nothing is left.
    All,
    /// The same, and sleeps and timeouts may be over at any moment.
    AllTimes,
    /// A random thread at random preemption points.
    #[default]
    Random,
    /// Random priorities with a few random changes.
    Pct,
}

/// How far a search is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SearchState {
    /// Executions that ended.
    pub executions: u64,
    /// Whether the search is over, and with it what follows it.
    pub ended: bool,
    /// Whether all is found and only edits that would mend it are being tried.
    pub is_mending: bool,
    /// Whether it tried everything there is at its granularity.
    pub complete: bool,
    /// What it did, in one sentence.
    pub sentence: String,
}

/// One way a program can end.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OutcomeRow {
    /// `ok`, `exception`, `exit`, `deadlock`, `livelock`, `budget`.
    pub outcome: String,
    /// Its standard output, cut to a bounded length.
    pub stdout: String,
    /// The last line of its standard error.
    pub stderr_last: String,
    /// How many executions ended so.
    pub executions: u64,
    /// Preemptions of the schedule, where they were counted.
    pub preemptions: Option<u32>,
    /// A schedule that gives it.
    pub schedule: String,
    /// The schedule in one sentence; empty where nobody told it.
    pub sentence: String,
    /// Whether no schedule with fewer preemptions gives it.
    pub minimal: bool,
    /// The preemptions: after how many bytecodes, and which thread goes on.
    pub decisive: Vec<(u32, ThreadId)>,
    /// Who waits for what, at a deadlock.
    pub waiters: Vec<Waiter>,
}

/// Something that is wrong with a program.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct FindingRow {
    /// `race`, `deadlock`, `exception`, `lock_order` …
    pub kind: String,
    /// One sentence.
    pub message: String,
    /// Lines of the program, from 1.
    pub lines: Vec<u32>,
    /// Names of the threads.
    pub threads: Vec<String>,
    /// Preemptions of the schedule, where they were counted.
    pub preemptions: Option<u32>,
    /// A schedule that shows it.
    pub schedule: String,
    /// The accesses or steps that make it up.
    pub sides: Vec<Side>,
    /// An edit that would mend it, once one is known.
    pub fix: Option<Fix>,
}
