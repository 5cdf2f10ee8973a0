//! The machine's state at one moment, as the inspector shows it.

use serde::{Deserialize, Serialize};

use crate::event::{BlockReason, ThreadId};

/// Everything the inspector shows of one moment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Moment {
    /// Bytecodes completed.
    pub step: u32,
    /// Virtual time.
    pub time_ns: u64,
    /// All threads created so far, finished ones too, by number.
    pub threads: Vec<ThreadView>,
    /// Locks, conditions, events, queues … that exist, in the order of their creation.
    pub objects: Vec<SyncView>,
    /// The main module's variables (main process), without modules, functions and classes.
    pub globals: Vec<Variable>,
}

/// One thread.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ThreadView {
    /// Number.
    pub id: ThreadId,
    /// Name.
    pub name: String,
    /// Number of its process.
    pub process: u32,
    /// Daemon threads die with the program.
    pub daemon: bool,
    /// What it does.
    pub state: ThreadState,
    /// Innermost frame last.
    pub frames: Vec<FrameView>,
}

/// What a thread does at a moment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ThreadState {
    /// On a core.
    Running,
    /// Could run; another holds the GIL or all cores are taken.
    Runnable,
    /// Waits for something: what kind of thing, and what it is called.
    Blocked {
        /// What kind of thing.
        reason: BlockReason,
        /// What it is called; empty when it has no name.
        object: String,
        /// When the wait times out, in virtual nanoseconds.
        until_ns: Option<u64>,
    },
    /// Has ended; whether by an uncaught exception.
    Finished {
        /// Ended by an uncaught exception.
        failed: bool,
    },
}

/// One frame of a stack.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FrameView {
    /// Qualified name of the function.
    pub function: String,
    /// File name as tracebacks show it.
    pub file: String,
    /// Line (from 1) it is in.
    pub line: u32,
    /// Byte range of the expression being executed, in the source text.
    pub start: u32,
    /// One past the end of that range.
    pub end: u32,
    /// Part of Timeslice's own library.
    pub library: bool,
    /// Local variables.
    pub variables: Vec<Variable>,
}

/// A name and what it holds, cut to a bounded length.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Variable {
    /// The name.
    pub name: String,
    /// The type's name.
    pub kind: String,
    /// `repr`, at most 200 characters.
    pub value: String,
}

/// A synchronisation object.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SyncView {
    /// `lock`, `RLock`, `Condition`, `Event`, `Semaphore`, `Barrier`, `Queue` …
    pub kind: String,
    /// The variable it is bound to, or its kind and number.
    pub label: String,
    /// Who holds it.
    pub holder: Option<ThreadId>,
    /// Who waits for it, in the order of their coming.
    pub waiters: Vec<ThreadId>,
    /// Its state in words: `locked`, `unlocked`, `set`, `2 of 5 left`, `3 items` …
    pub state: String,
}
