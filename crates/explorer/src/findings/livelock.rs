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

/// What the threads that could still run at `moment` have been doing since bytecode `since`.
pub(crate) fn livelock(observed: &Observed, moment: &Moment, since: u64) -> Livelock {
    let running = moment.threads.iter().filter(|thread| match &thread.state {
        ThreadState::Finished { .. } => false,
        ThreadState::Blocked { until_ns, .. } => until_ns.is_some(),
        ThreadState::Running | ThreadState::Runnable => true,
    });
    let mut sides: Vec<(Tid, String, u32)> = Vec::new();
    let (mut names, mut awaited) = (Vec::new(), Vec::new());
    for thread in running {
        let looked = observed.seen.iter().filter(|seen| {
            seen.observation.tid == thread.id
                && u64::from(seen.step) > since
                && seen.observation.site.line > 0
        });
        let mut lines: Vec<u32> = looked.clone().map(|seen| seen.observation.site.line).collect();
        let at = thread.frames.iter().rfind(|frame| !frame.library && frame.line > 0);
        lines.extend(at.map(|frame| frame.line));
        lines.sort_unstable();
        lines.dedup();
        for seen in looked {
            if let Action::Read(location) = seen.observation.action {
                let name = format!("`{}`", observed.object(location));
                if !awaited.contains(&name) {
                    awaited.push(name);
                }
            }
        }
        names.push(observed.thread(thread.id));
        sides.extend(lines.into_iter().map(|line| (thread.id, "repeats".to_owned(), line)));
    }
    let mut lines: Vec<u32> = sides.iter().map(|side| side.2).collect();
    lines.sort_unstable();
    lines.dedup();
    let words: Vec<String> = lines.iter().map(u32::to_string).collect();
    let s = if names.len() == 1 { "s" } else { "" };
    let plural = if words.len() == 1 { "" } else { "s" };
    let wait = match awaited.as_slice() {
        [] => String::new(),
        some => format!(" until {} changes", text::list(some)),
    };
    Livelock {
        message: format!(
            "{} repeat{s} line{plural} {}{wait}, but no thread is left that would change anything: \
             the program runs for ever.",
            text::list(&names),
            text::list(&words),
        ),
        sides,
    }
}
