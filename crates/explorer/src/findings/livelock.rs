//! Livelocks: threads that run for ever without getting anywhere.

use timeslice_trace::{Moment, ThreadState};

use super::from_trace::Observed;
use super::observation::{Action, Names};
use super::text;
use crate::system::Tid;

/// A livelock: what to say of it, and what each side does in which line.
pub(crate) struct Livelock {
    pub message: String,
    pub sides: Vec<(Tid, String, u32)>,
}

/// What a thread that does not end has been doing.
struct Turn {
    tid: Tid,
    lines: Vec<u32>,
    /// What it has read, by name.
    reads: Vec<String>,
}

/// What the threads that could still run at `moment` have been doing since bytecode `since`.
fn turns(observed: &Observed, moment: &Moment, since: u64) -> Vec<Turn> {
    let running = moment.threads.iter().filter(|thread| match &thread.state {
        ThreadState::Finished { .. } => false,
        ThreadState::Blocked { until_ns, .. } => until_ns.is_some(),
        ThreadState::Running | ThreadState::Runnable => true,
    });
    running
        .map(|thread| {
            let looked = observed.seen.iter().filter(|seen| {
                seen.observation.tid == thread.id
                    && u64::from(seen.step) > since
                    && seen.observation.site.line > 0
            });
            let mut turn = Turn { tid: thread.id, lines: Vec::new(), reads: Vec::new() };
            for seen in looked {
                turn.lines.push(seen.observation.site.line);
                if let Action::Read(location) = seen.observation.action {
                    let name = format!("`{}`", observed.object(location));
                    if !turn.reads.contains(&name) {
                        turn.reads.push(name);
                    }
                }
            }
            let at = thread.frames.iter().rfind(|frame| !frame.library && frame.line > 0);
            turn.lines.extend(at.map(|frame| frame.line));
            turn.lines.sort_unstable();
            turn.lines.dedup();
            turn
        })
        .collect()
}

fn sides(turns: &[Turn]) -> Vec<(Tid, String, u32)> {
    let each = |turn: &Turn| {
        let tid = turn.tid;
        turn.lines.clone().into_iter().map(move |line| (tid, "repeats".to_owned(), line))
    };
    turns.iter().flat_map(each).collect()
}

/// `line 8`, `lines 8 and 9`.
fn lines(lines: &[u32]) -> String {
    let plural = if lines.len() == 1 { "" } else { "s" };
    let words: Vec<String> = lines.iter().map(u32::to_string).collect();
    format!("line{plural} {}", text::list(&words))
}

/// Threads that wait busily for changes that nobody is left to make.
pub(crate) fn livelock(observed: &Observed, moment: &Moment, since: u64) -> Livelock {
    let turns = turns(observed, moment, since);
    let names: Vec<String> = turns.iter().map(|turn| observed.thread(turn.tid)).collect();
    let mut all: Vec<u32> = turns.iter().flat_map(|turn| turn.lines.iter().copied()).collect();
    all.sort_unstable();
    all.dedup();
    let mut awaited: Vec<String> = Vec::new();
    for name in turns.iter().flat_map(|turn| &turn.reads) {
        if !awaited.contains(name) {
            awaited.push(name.clone());
        }
    }
    let s = if names.len() == 1 { "s" } else { "" };
    let wait = match awaited.as_slice() {
        [] => String::new(),
        some => format!(" until {} changes", text::list(some)),
    };
    Livelock {
        message: format!(
            "{} repeat{s} {}{wait}, but no thread is left that would change anything: \
             the program runs for ever.",
            text::list(&names),
            lines(&all),
        ),
        sides: sides(&turns),
    }
}

/// Threads that change things in turns, and come back to where they were.
pub(crate) fn endless_round(observed: &Observed, moment: &Moment, since: u64) -> Livelock {
    let turns = turns(observed, moment, since);
    let each: Vec<String> = turns
        .iter()
        .map(|turn| format!("{} repeats {}", observed.thread(turn.tid), lines(&turn.lines)))
        .collect();
    Livelock {
        message: format!(
            "{}, for ever: each gets its turn, and after every round all is as it was before.",
            text::list(&each),
        ),
        sides: sides(&turns),
    }
}
