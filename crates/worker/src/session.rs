//! One page's conversation: questions in, answers out, and work in slices between them.
//!
//! Nothing here waits or reads a clock of its own, so it is tested natively; whoever drives it
//! calls [`Session::work`] until it is no longer busy, and hands questions in between.

use timeslice_machine::Recording;
use timeslice_protocol::{Answer, Ask, Chunk, Reply, Request, RequestId, Sent, Summary};
use timeslice_trace::{Settings, Trace};

use crate::exploration::Exploration;
use crate::problems::problems;
use crate::search::Search;

/// How long a slice should take: short enough that a stop is heard at once.
const SLICE_MS: f64 = 8.0;

/// How long between two reports of a job.
const REPORT_MS: f64 = 60.0;

/// Bytecodes of the first slice; later ones follow the clock.
const FIRST_SLICE: u64 = 20_000;

/// The end of standard error that a summary carries.
const STDERR_TAIL_BYTES: usize = 2_000;

/// One page's conversation.
#[derive(Default)]
pub struct Session {
    run: Option<Run>,
    search: Option<(RequestId, Search)>,
    exploration: Option<(RequestId, Exploration)>,
}

struct Run {
    id: RequestId,
    recording: Recording,
    phase: Phase,
    sent: Sent,
    slice: u64,
    reported_ms: f64,
}

#[derive(PartialEq)]
enum Phase {
    Runs,
    IsHeld,
    HasEnded,
}

impl Session {
    /// A session that was asked nothing yet.
    pub fn new() -> Session {
        Session::default()
    }

    /// Whether there is work to do.
    pub fn is_busy(&self) -> bool {
        self.search.is_some()
            || self.exploration.is_some()
            || self.run.as_ref().is_some_and(|run| run.phase == Phase::Runs)
    }

    /// Answers a question, or begins the job that it asks for.
    pub fn handle(&mut self, Request { id, ask }: Request, replies: &mut Vec<Reply>) {
        let mut reply = |answer| replies.push(Reply { id, answer });
        match ask {
            Ask::Check { source } => {
                let problems = problems(&timeslice_compiler::check(&source));
                reply(Answer::Checked { problems });
            }
            Ask::Run { source, file_name, settings, trace_capacity } => {
                self.run = None;
                let capacity = usize::try_from(trace_capacity).unwrap_or(usize::MAX);
                match start(&source, &file_name, &settings, capacity) {
                    Ok(recording) => self.run = Some(Run::new(id, recording)),
                    Err(answer) => reply(*answer),
                }
            }
            Ask::Search { source, file_name, settings, options } => {
                self.search = None;
                self.exploration = None;
                if let Some(timers) = Exploration::timers(options.strategy) {
                    match Exploration::new(&source, &file_name, &settings, timers) {
                        Ok(exploration) => self.exploration = Some((id, exploration)),
                        Err(diagnostics) => {
                            reply(Answer::Invalid { problems: problems(&diagnostics) });
                        }
                    }
                    return;
                }
                match Search::new(&source, &file_name, &settings, &options) {
                    Ok(search) => self.search = Some((id, search)),
                    Err(diagnostics) => {
                        reply(Answer::Invalid { problems: problems(&diagnostics) });
                    }
                }
            }
            Ask::Pause => {
                if let Some(run) = self.run.as_mut().filter(|run| run.phase == Phase::Runs) {
                    run.phase = Phase::IsHeld;
                    run.report(replies);
                    let (steps, time_ns) = (run.recording.steps(), run.recording.time_ns());
                    let answer = Answer::Paused { steps, time_ns };
                    replies.push(Reply { id: run.id, answer });
                }
            }
            Ask::Resume => {
                if let Some(run) = self.run.as_mut().filter(|run| run.phase == Phase::IsHeld) {
                    run.phase = Phase::Runs;
                }
            }
            Ask::Moment { step } => {
                if let Some(run) = &self.run {
                    let step = step.min(run.recording.steps());
                    reply(Answer::Moment(Box::new(run.recording.moment(step))));
                }
            }
            Ask::StepLine { from, back } => {
                if let Some(run) = &self.run {
                    reply(Answer::Stepped { step: run.recording.line_beside(from, back) });
                }
            }
            Ask::Cancel { job } => {
                let searched = self.search.take_if(|(id, _)| *id == job).is_some()
                    || self.exploration.take_if(|(id, _)| *id == job).is_some();
                let ran = self.run.take_if(|run| run.id == job).is_some();
                if searched || ran {
                    replies.push(Reply { id: job, answer: Answer::Cancelled });
                }
            }
        }
    }

    /// Works for about a slice. `now_ms` is a clock that only runs forwards.
    pub fn work(&mut self, now_ms: &dyn Fn() -> f64, replies: &mut Vec<Reply>) {
        if let Some(run) = self.run.as_mut().filter(|run| run.phase == Phase::Runs) {
            run.work(now_ms, replies);
        }
        if let Some((id, exploration)) = &mut self.exploration {
            let (ended, answer) = exploration.round();
            replies.push(Reply { id: *id, answer });
            if ended {
                self.exploration = None;
            }
        }
        if let Some((id, search)) = &mut self.search {
            let ended = search.work(now_ms, SLICE_MS);
            if ended || search.wants_to_report(now_ms(), REPORT_MS) {
                replies.push(Reply { id: *id, answer: search.report(ended) });
            }
            if ended {
                self.search = None;
            }
        }
    }
}

fn start(
    source: &str,
    file_name: &str,
    settings: &Settings,
    capacity: usize,
) -> Result<Recording, Box<Answer>> {
    Recording::new(source, file_name, settings, Some(capacity))
        .map_err(|diagnostics| Box::new(Answer::Invalid { problems: problems(&diagnostics) }))
}

impl Run {
    fn new(id: RequestId, recording: Recording) -> Run {
        Run {
            id,
            recording,
            phase: Phase::Runs,
            sent: Sent::default(),
            slice: FIRST_SLICE,
            reported_ms: 0.0,
        }
    }

    fn work(&mut self, now_ms: &dyn Fn() -> f64, replies: &mut Vec<Reply>) {
        let before = now_ms();
        let ended = self.recording.advance(self.slice);
        let now = now_ms();
        self.slice = next_slice(self.slice, now - before);
        if ended {
            self.phase = Phase::HasEnded;
            self.report(replies);
            let answer = Answer::Finished(Box::new(summary(&self.recording)));
            replies.push(Reply { id: self.id, answer });
        } else if now - self.reported_ms >= REPORT_MS {
            self.reported_ms = now;
            self.report_once(replies);
        }
    }

    /// Sends all events that were not sent yet.
    fn report(&mut self, replies: &mut Vec<Reply>) {
        while self.report_once(replies) {}
    }

    /// Sends a message's worth of events; whether there were any.
    fn report_once(&mut self, replies: &mut Vec<Reply>) -> bool {
        let empty = Trace::default();
        let trace = self.recording.trace().unwrap_or(&empty);
        let chunk = Chunk::next(trace, &mut self.sent);
        let had_events = !chunk.is_empty();
        let (steps, time_ns) = (self.recording.steps(), self.recording.time_ns());
        replies.push(Reply { id: self.id, answer: Answer::Progress { chunk, steps, time_ns } });
        had_events
    }
}

/// Follows the clock without jumping: one slow slice may have been the browser's fault.
pub fn next_slice(slice: u64, took_ms: f64) -> u64 {
    let factor = (SLICE_MS / took_ms.max(0.1)).clamp(0.5, 2.0);
    ((slice as f64 * factor) as u64).max(1_000)
}

fn summary(recording: &Recording) -> Summary {
    let outcome = recording.outcome().expect("a recording that has ended has an outcome").clone();
    let stderr = recording.stderr();
    let mut tail = stderr.len().saturating_sub(STDERR_TAIL_BYTES);
    while !stderr.is_char_boundary(tail) {
        tail += 1;
    }
    Summary {
        outcome,
        exit_code: recording.exit_code(),
        steps: recording.steps(),
        time_ns: recording.time_ns(),
        switches: recording.switches(),
        trace_hash: recording.trace_hash(),
        schedule: recording.schedule(),
        output_bytes: (recording.stdout().len() + stderr.len()) as u64,
        stderr_tail: stderr[tail..].to_owned(),
    }
}
