//! How a run ended.

use serde::{Deserialize, Serialize};

use crate::event::{BlockReason, ThreadId};

/// How a run ended.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Outcome {
    /// The program ended by itself with exit code 0.
    Ok,
    /// An uncaught exception ended the main thread.
    Exception,
    /// `sys.exit(n)` with another code than 0.
    Exit(i32),
    /// Every thread waits for ever.
    Deadlock(Vec<Waiter>),
    /// A limit was reached.
    Budget(Budget),
}

/// A thread that waits, in a deadlock report.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Waiter {
    /// Who.
    pub thread: ThreadId,
    /// Its name.
    pub name: String,
    /// Where (line of the learner's program; 0 when not in it).
    pub line: u32,
    /// What kind of thing it waits for.
    pub reason: BlockReason,
    /// What that thing is called; empty when there is none.
    pub object: String,
    /// Threads that hold it, or that could end the wait (the one joined).
    pub holders: Vec<(ThreadId, String)>,
}

/// A limit that was reached, and its value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Budget {
    /// Bytecodes.
    Steps(u64),
    /// Bytes of simulated memory.
    Memory(u64),
    /// Bytes of output.
    Output(u64),
    /// Simulated threads alive at once.
    Threads(u64),
    /// Simulated processes.
    Processes(u64),
    /// Virtual time in nanoseconds.
    Time(u64),
}

impl std::fmt::Display for Budget {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Budget::Steps(n) => write!(f, "{n} bytecodes were executed"),
            Budget::Memory(n) => write!(f, "{} MB of simulated memory are in use", n / 1_000_000),
            Budget::Output(n) => write!(f, "{} KB of output were written", n / 1000),
            Budget::Threads(n) => write!(f, "{n} threads are alive at once"),
            Budget::Processes(n) => write!(f, "{n} processes were started"),
            Budget::Time(ns) => write!(f, "{} s of virtual time have passed", ns / 1_000_000_000),
        }
    }
}

impl Outcome {
    /// The process exit code of the command line (`1` for an exception; 75 budget; 76 deadlock).
    pub fn exit_code(&self) -> i32 {
        match self {
            Outcome::Ok => 0,
            Outcome::Exception => 1,
            Outcome::Exit(code) => *code,
            Outcome::Budget(_) => 75,
            Outcome::Deadlock(_) => 76,
        }
    }

    /// One word: `ok`, `exception`, `exit`, `deadlock`, `budget`.
    pub fn word(&self) -> &'static str {
        match self {
            Outcome::Ok => "ok",
            Outcome::Exception => "exception",
            Outcome::Exit(_) => "exit",
            Outcome::Budget(_) => "budget",
            Outcome::Deadlock(_) => "deadlock",
        }
    }
}
