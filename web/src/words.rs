//! Events and states in words: for the table, the tooltips and the lists.

use timeslice_protocol::Problem;
use timeslice_trace::{
    BlockReason, Event, EventKind, LaneId, Lanes, NONE, SwitchCause, ThreadId, ThreadState, Trace,
};

use crate::format;

/// What happened, as a sentence without its subject.
pub fn event(event: &Event, trace: &Trace, name: impl Fn(ThreadId) -> String) -> String {
    let object = trace.object(event.a).map_or("", |object| &*object.label);
    let cause = SwitchCause::ALL.get(event.b as usize).copied();
    match event.kind {
        EventKind::ThreadStart => format!("starts thread {}", trace.text(event.b)),
        EventKind::ThreadBegin => "begins".into(),
        EventKind::ThreadEnd if event.a == 1 => "ends by an exception".into(),
        EventKind::ThreadEnd => "ends".into(),
        EventKind::ThreadJoin => format!("joined {}", name(event.a)),
        EventKind::ProcessStart => format!("starts process {}", trace.text(event.b)),
        EventKind::ProcessEnd => format!("process {} ends with {}", event.a, event.b as i32),
        EventKind::Run => format!("runs{}", because(cause)),
        EventKind::Ready => format!("is taken off{}", because(cause)),
        EventKind::Block => waits(BlockReason::ALL.get(event.b as usize).copied(), object),
        EventKind::Wake if event.b == 1 => "wakes up: the time is over".into(),
        EventKind::Wake if event.a == NONE => "wakes up".into(),
        EventKind::Wake => format!("is woken by {}", name(event.a)),
        EventKind::GilTake => "takes the GIL".into(),
        EventKind::GilDrop => format!("gives the GIL up{}", because(cause)),
        EventKind::Acquire => format!("acquires {object}"),
        EventKind::AcquireFail => format!("fails to acquire {object}"),
        EventKind::Release => format!("releases {object}"),
        EventKind::CondWait => format!("waits on {object} and gives its lock up"),
        EventKind::CondNotify => format!("notifies {object}, {}", woken(event.b)),
        EventKind::EventSet => format!("sets {object}, {}", woken(event.b)),
        EventKind::EventClear => format!("clears {object}"),
        EventKind::EventRead if event.b == 1 => format!("finds {object} set"),
        EventKind::EventRead => format!("finds {object} not set"),
        EventKind::BarrierArrive => {
            format!("arrives at {object} as number {}", event.b.wrapping_add(1))
        }
        EventKind::BarrierLeave if event.b == 1 => format!("leaves {object}, which is broken"),
        EventKind::BarrierLeave => format!("leaves {object}"),
        EventKind::QueuePut => format!("puts an item into {object}, {} inside", event.b),
        EventKind::QueueGet => format!("gets an item from {object}, {} left", event.b),
        EventKind::QueueJoin => format!("has seen all items of {object} done"),
        EventKind::QueueDone => format!("marks an item of {object} done, {} to go", event.b),
        EventKind::Read => format!("reads {}", slot(object, trace.text(event.b))),
        EventKind::Write => format!("writes {}", slot(object, trace.text(event.b))),
        EventKind::Call => format!("calls {}", trace.text(event.a)),
        EventKind::Return if event.b == 1 => {
            format!("leaves {} by an exception", trace.text(event.a))
        }
        EventKind::Return => format!("returns from {}", trace.text(event.a)),
        EventKind::Output if event.b == 2 => format!("writes to stderr: {}", quoted(trace, event)),
        EventKind::Output => format!("prints {}", quoted(trace, event)),
        EventKind::Raise => {
            let (kind, message) = (trace.text(event.a), trace.text(event.b));
            if message.is_empty() {
                format!("raises {kind}")
            } else {
                format!("raises {kind}: {}", head(message))
            }
        }
        EventKind::TaskCreate => format!("creates task {object}"),
        EventKind::TaskRun => format!("the event loop runs {object}"),
        EventKind::TaskAwait if event.a == NONE => "the task gives way for one turn".into(),
        EventKind::TaskAwait => format!("the task awaits {}", trace.text(event.b)),
        EventKind::TaskEnd => {
            let how = ["is done", "ends by an exception", "is cancelled"];
            format!("{object} {}", how.get(event.b as usize).unwrap_or(&how[0]))
        }
        EventKind::FutureDone => match trace.text(event.b) {
            "" => "a future is done: whoever awaits it may go on".into(),
            what => format!("{what} is done: whoever awaits it may go on"),
        },
        EventKind::LoopTurn => {
            let due = format::plural(u64::from(event.b), "callback");
            format!("the event loop begins a turn with {due}")
        }
        EventKind::Note => note(trace.text(event.a), trace.text(event.b)),
    }
}

/// What a library module reports.
fn note(what: &str, which: &str) -> String {
    match what {
        "simulated" => format!("asks the simulated network: {which}"),
        "io_begin" => format!("begins to wait for {which}"),
        "io_end" => format!("has got {which}"),
        "future failed" => which.split_once('|').map_or(which, |(_, text)| text).to_owned(),
        "future asked" => "asks a future how it ended".into(),
        _ => format!("{what} {which}"),
    }
}

/// A lane's name with where it belongs.
pub fn lane(lanes: &Lanes, id: LaneId) -> String {
    let lane = lanes.lane(id);
    let process = lanes.processes.get(lane.process as usize).map_or("", |info| &info.name);
    let mut text = match id {
        LaneId::Thread(_) => lane.name.clone(),
        LaneId::Task(_) => {
            let thread = lanes.lanes.get(lane.thread as usize).map_or("", |lane| &lane.name);
            format!("{} in the event loop of {thread}", lane.name)
        }
    };
    if lanes.processes.len() > 1 && !process.is_empty() {
        text.push_str(&format!(" of {process}"));
    }
    text
}

fn because(cause: Option<SwitchCause>) -> &'static str {
    match cause {
        None => "",
        Some(SwitchCause::Start) => ": it was started",
        Some(SwitchCause::Block) => ": the one before waits",
        Some(SwitchCause::Finish) => ": the one before has ended",
        Some(SwitchCause::Interval) => ": the switch interval is over",
        Some(SwitchCause::Schedule) => ": the schedule says so",
        Some(SwitchCause::Core) => ": cores are shared",
    }
}

fn waits(reason: Option<BlockReason>, object: &str) -> String {
    match reason {
        Some(BlockReason::Sleep) => "sleeps".into(),
        Some(reason) => format!("waits for {} {object}", reason.describe()).trim_end().into(),
        None => "waits".into(),
    }
}

fn woken(count: u32) -> String {
    match count {
        0 => "nobody waits".into(),
        count => format!("wakes {}", format::plural(u64::from(count), "thread")),
    }
}

fn slot(object: &str, name: &str) -> String {
    match (object, name) {
        ("", name) => name.to_owned(),
        (object, "") => object.to_owned(),
        (object, name) => format!("{name} of {object}"),
    }
}

fn quoted(trace: &Trace, event: &Event) -> String {
    format!("{:?}", head(trace.text(event.a)))
}

fn head(text: &str) -> String {
    match text.char_indices().nth(80) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

/// A thread's state by the machine: it also knows until when.
pub fn state(state: &ThreadState) -> String {
    match state {
        ThreadState::Running => "running".into(),
        ThreadState::Runnable => "ready".into(),
        ThreadState::Blocked { reason: BlockReason::Sleep, until_ns: Some(until), .. } => {
            format!("sleeping until {}", format::time(*until))
        }
        ThreadState::Blocked { reason: BlockReason::Sleep, .. } => "sleeping".into(),
        ThreadState::Blocked { reason, object, until_ns } => {
            let mut text = format!("waiting for {} {object}", reason.describe());
            text.truncate(text.trim_end().len());
            if let Some(until) = until_ns {
                text.push_str(&format!(", until {} at most", format::time(*until)));
            }
            text
        }
        ThreadState::Finished { failed: true } => "finished by an exception".into(),
        ThreadState::Finished { failed: false } => "finished".into(),
    }
}

/// A problem with its place and help.
pub fn problem(problem: &Problem) -> String {
    let Problem { line, column, message, help, .. } = problem;
    if help.is_empty() {
        format!("Line {line}, column {column}: {message}")
    } else {
        format!("Line {line}, column {column}: {message} ({help})")
    }
}
