//! What the page asks and what the worker answers.

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use timeslice_trace::{Moment, Outcome, Settings};

use crate::chunk::Chunk;
use crate::search::{FindingRow, OutcomeRow, SearchOptions, SearchState};

/// Numbers the page's questions from 1; an answer carries its question's number, and 0 where the
/// worker speaks of its own accord.
pub type RequestId = u32;

/// A question of the page.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Request {
    /// Its number.
    pub id: RequestId,
    /// What it asks.
    pub ask: Ask,
}

/// What the page can ask. `Run` and `Search` are jobs: a new one ends the one before it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Ask {
    /// Diagnostics only; answered by `Checked`.
    Check {
        /// The program.
        source: String,
    },
    /// Run from the start; answered by `Invalid`, or by any number of `Progress` and one `Finished`.
    Run {
        /// The program.
        source: String,
        /// Its name in tracebacks.
        file_name: String,
        /// The machine.
        settings: Box<Settings>,
        /// Events to keep.
        trace_capacity: u64,
    },
    /// Hold the run where it is; answered by `Paused` under the run's number.
    Pause,
    /// Let a held run go on.
    Resume,
    /// The state after `step` bytecodes of the latest run; answered by `Moment`.
    Moment {
        /// Bytecodes completed.
        step: u64,
    },
    /// Where the next (or previous) line of the learner's program begins; answered by `Stepped`.
    StepLine {
        /// Bytecodes completed.
        from: u64,
        /// Towards the start.
        back: bool,
    },
    /// Many executions; answered by `Invalid`, or by `Searched`, the last one saying so.
    Search {
        /// The program.
        source: String,
        /// Its name in tracebacks.
        file_name: String,
        /// The machine.
        settings: Box<Settings>,
        /// How to search.
        options: SearchOptions,
    },
    /// End the job with that number; answered by `Cancelled` under the job's number.
    Cancel {
        /// The job's request.
        job: RequestId,
    },
}

/// An answer of the worker.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Reply {
    /// The question's number.
    pub id: RequestId,
    /// What it answers.
    pub answer: Answer,
}

/// What the worker can answer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Answer {
    /// Diagnostics of a `Check`.
    Checked {
        /// None where the program is fine.
        problems: Vec<Problem>,
    },
    /// The program cannot be run.
    Invalid {
        /// Why.
        problems: Vec<Problem>,
    },
    /// What a run did since the last message.
    Progress {
        /// New events.
        chunk: Chunk,
        /// Bytecodes so far.
        steps: u64,
        /// Virtual time so far.
        time_ns: u64,
    },
    /// The run is held.
    Paused {
        /// Bytecodes so far.
        steps: u64,
        /// Virtual time so far.
        time_ns: u64,
    },
    /// The run has ended.
    Finished(Box<Summary>),
    /// The state at a step.
    Moment(Box<Moment>),
    /// Where a line begins; `None` where there is no further one.
    Stepped {
        /// Bytecodes completed.
        step: Option<u64>,
    },
    /// What a search found so far.
    Searched {
        /// How far it is.
        state: SearchState,
        /// Outcomes, each with a schedule that gives it.
        outcomes: Vec<OutcomeRow>,
        /// Findings.
        findings: Vec<FindingRow>,
    },
    /// The job was ended.
    Cancelled,
    /// The worker cannot go on: a bug. The page starts a new one.
    Crash {
        /// What it says.
        message: String,
    },
}

/// How a run ended.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Summary {
    /// Outcome.
    pub outcome: Outcome,
    /// Exit code of the simulated program.
    pub exit_code: i32,
    /// Bytecodes.
    pub steps: u64,
    /// Virtual time.
    pub time_ns: u64,
    /// How often the running thread changed.
    pub switches: u64,
    /// The trace's hash.
    pub trace_hash: u64,
    /// The schedule as text: it gives this run again.
    pub schedule: String,
    /// Bytes that the program wrote to standard output and error: a trace that was full misses some.
    pub output_bytes: u64,
    /// The end of standard error.
    pub stderr_tail: String,
}

/// Something wrong with the program's text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    /// Byte range in the source.
    pub start: u32,
    /// One past its end.
    pub end: u32,
    /// Line, from 1.
    pub line: u32,
    /// Column, from 1.
    pub column: u32,
    /// What is wrong.
    pub message: String,
    /// What to do about it; may be empty.
    pub help: String,
}

/// A message that cannot be read: page and worker are not of one build.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DecodeError(String);

impl std::fmt::Display for DecodeError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "a message that cannot be read ({}): reload the page", self.0)
    }
}

impl std::error::Error for DecodeError {}

/// A message as bytes.
///
/// # Panics
/// Never with this crate's types: postcard fails only on sequences of unknown length.
pub fn to_bytes<T: Serialize>(message: &T) -> Vec<u8> {
    postcard::to_stdvec(message).expect("messages hold no sequences of unknown length")
}

/// Reads a message; the whole of `bytes` must be one.
pub fn from_bytes<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, DecodeError> {
    match postcard::take_from_bytes(bytes) {
        Ok((message, [])) => Ok(message),
        Ok((_, rest)) => Err(DecodeError(format!("{} bytes too many", rest.len()))),
        Err(error) => Err(DecodeError(error.to_string())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use timeslice_trace::{BlockReason, ThreadState, ThreadView};

    #[test]
    fn messages_come_back() {
        let asks = [
            Ask::Run {
                source: "x".into(),
                file_name: "a.py".into(),
                settings: Box::default(),
                trace_capacity: 9,
            },
            Ask::StepLine { from: 1 << 40, back: true },
            Ask::Cancel { job: 3 },
        ];
        for ask in asks {
            let request = Request { id: 7, ask };
            assert_eq!(from_bytes(&to_bytes(&request)), Ok(request));
        }
        let thread = ThreadView {
            id: 1,
            name: "T".into(),
            process: 0,
            daemon: false,
            state: ThreadState::Blocked {
                reason: BlockReason::Sleep,
                object: String::new(),
                until_ns: Some(5),
            },
            frames: vec![],
        };
        let moment =
            Moment { step: 1, time_ns: 2, threads: vec![thread], objects: vec![], globals: vec![] };
        let reply = Reply { id: 1, answer: Answer::Moment(Box::new(moment)) };
        assert_eq!(from_bytes(&to_bytes(&reply)), Ok(reply));
    }

    #[test]
    fn rests_are_refused() {
        let mut bytes = to_bytes(&Reply { id: 1, answer: Answer::Cancelled });
        bytes.push(0);
        assert!(from_bytes::<Reply>(&bytes).unwrap_err().to_string().contains("1 bytes too many"));
    }

    proptest! {
        #[test]
        fn junk_never_panics(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
            let _ = from_bytes::<Request>(&bytes);
            let _ = from_bytes::<Reply>(&bytes);
        }
    }
}
