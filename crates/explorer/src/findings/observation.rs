//! What the detectors are told.

use crate::system::Tid;

/// Where in the program something happened.
#[derive(Copy, Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Site {
    /// The line in the user's source.
    pub line: u32,
    /// A number for the exact place (an instruction), so that two on a line can be told apart.
    pub position: u32,
    /// A number for the call stack; the caller can turn it into frames.
    pub stack: u32,
}

/// What a thread did. Locations, locks and other objects are the machine's 64-bit names.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum Action {
    /// Read a shared variable, attribute or item.
    Read(u64),
    /// Wrote a shared variable, attribute or item.
    Write(u64),
    /// Took a lock; with a re-entrant lock, each time.
    Lock(u64),
    /// The same, but it would not have waited for it, or not for ever.
    TryLock(u64),
    /// Freed a lock as often as it was taken last. A condition's wait frees its lock, too.
    Unlock(u64),
    /// Comes after every earlier `Release` of the object: a get, a wait that is over, a wake-up.
    Acquire(u64),
    /// Comes before every later `Acquire` of the object: a put, a set, a notification.
    Release(u64),
    /// Began to wait for a condition.
    Wait(u64),
    /// Notified a condition while `woken` threads were waiting for it.
    Notify {
        /// The condition.
        cond: u64,
        /// How many it woke.
        woken: u32,
    },
    /// Started a thread.
    Fork(Tid),
    /// Saw the end of a thread.
    Join(Tid),
}

/// One thing that one thread did.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub struct Observation {
    /// The thread.
    pub tid: Tid,
    /// What it did.
    pub action: Action,
    /// Where.
    pub site: Site,
}

/// How things are called in messages.
pub trait Names {
    /// A thread's name, `Thread-1`.
    fn thread(&self, tid: Tid) -> String;
    /// The name of a variable, lock or other object, `counter`, without quotes.
    fn object(&self, object: u64) -> String;
}
