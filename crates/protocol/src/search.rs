//! Searches over schedules: how, how far, and what was found.

use serde::{Deserialize, Serialize};

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
    /// Whether the search is over.
    pub ended: bool,
    /// Whether it tried everything there is at its granularity.
    pub complete: bool,
    /// What it did, in one sentence.
    pub sentence: String,
}

/// One way a program can end.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OutcomeRow {
    /// `ok`, `exception`, `exit`, `deadlock`, `budget`.
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
}

/// Something that is wrong with a program.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
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
}
