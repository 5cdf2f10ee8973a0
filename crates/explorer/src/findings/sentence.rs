//! Tells a schedule in one sentence: how it differs from the normal order.

use super::observation::{Action, Names};
use super::text;
use crate::system::Tid;

/// The last thing a thread did before, or the first it does after, a switch.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub struct Moment {
    /// What.
    pub action: Action,
    /// In which line.
    pub line: u32,
}

/// A switch that is not part of the normal order.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub struct Switch {
    /// The thread that had to stop although it could have gone on.
    pub stopped: Tid,
    /// The thread that ran instead.
    pub runs: Tid,
    /// What the stopped thread had done last, if anything.
    pub before: Option<Moment>,
    /// What it does first when it goes on, if it ever does.
    pub after: Option<Moment>,
}

/// The sentence. The normal order is: each thread runs until it waits or ends, and the one that was
/// started first goes on; `switches` are the exceptions in order.
pub fn tell(switches: &[Switch], names: &dyn Names) -> String {
    if switches.is_empty() {
        return "The normal order: no thread is stopped while it could go on.".to_string();
    }
    let exceptions: Vec<String> = switches.iter().map(|s| exception(s, names)).collect();
    format!("The normal order, except that {}.", text::list(&exceptions))
}

fn exception(switch: &Switch, names: &dyn Names) -> String {
    let runs = names.thread(switch.runs);
    let stopped = names.thread(switch.stopped);
    match (switch.before, switch.after) {
        (Some(before), Some(after)) => match (before.action, after.action) {
            (Action::Read(a), Action::Write(b)) if a == b && before.line == after.line => format!(
                "{runs} runs between reading and writing {} in line {}",
                text::quoted(names, a),
                before.line,
            ),
            (Action::Read(a), Action::Write(b)) if a == b => format!(
                "{runs} runs between reading {} in line {} and writing it in line {}",
                text::quoted(names, a),
                before.line,
                after.line,
            ),
            _ => format!(
                "{runs} runs after {stopped} has {} and before it {}",
                done(before, names),
                does(after, names),
            ),
        },
        (Some(before), None) => format!("{runs} runs after {stopped} has {}", done(before, names)),
        (None, Some(after)) => format!("{runs} runs before {stopped} {}", does(after, names)),
        (None, None) => format!("{runs} runs before {stopped}"),
    }
}

fn done(moment: Moment, names: &dyn Names) -> String {
    let object = |object| text::quoted(names, object);
    let what = match moment.action {
        Action::Read(x) => format!("read {}", object(x)),
        Action::Write(x) => format!("written {}", object(x)),
        Action::Lock(x) | Action::TryLock(x) => format!("taken {}", object(x)),
        Action::Unlock(x) => format!("freed {}", object(x)),
        Action::Acquire(x) => format!("waited for {}", object(x)),
        Action::Release(x) => format!("signalled {}", object(x)),
        Action::Wait(x) => format!("begun to wait for {}", object(x)),
        Action::Notify { cond, .. } => format!("notified {}", object(cond)),
        Action::Fork(tid) => format!("started {}", names.thread(tid)),
        Action::Join(tid) => format!("joined {}", names.thread(tid)),
    };
    format!("{what} in line {}", moment.line)
}

fn does(moment: Moment, names: &dyn Names) -> String {
    let object = |object| text::quoted(names, object);
    let what = match moment.action {
        Action::Read(x) => format!("reads {}", object(x)),
        Action::Write(x) => format!("writes {}", object(x)),
        Action::Lock(x) | Action::TryLock(x) => format!("takes {}", object(x)),
        Action::Unlock(x) => format!("frees {}", object(x)),
        Action::Acquire(x) => format!("waits for {}", object(x)),
        Action::Release(x) => format!("signals {}", object(x)),
        Action::Wait(x) => format!("begins to wait for {}", object(x)),
        Action::Notify { cond, .. } => format!("notifies {}", object(cond)),
        Action::Fork(tid) => format!("starts {}", names.thread(tid)),
        Action::Join(tid) => format!("joins {}", names.thread(tid)),
    };
    format!("{what} in line {}", moment.line)
}
