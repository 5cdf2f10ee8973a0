//! Reads observations off a recorded run.

use rustc_hash::FxHashMap;
use timeslice_trace::{Event, EventKind, NONE, TRIED, Trace};

use super::observation::{Action, Names, Observation, Site};
use crate::system::Tid;

/// An observation and when it was.
#[derive(Copy, Clone, Debug)]
pub(crate) struct Seen {
    pub observation: Observation,
    /// The thread, or the asyncio task that runs in it.
    pub actor: Tid,
    /// Bytecodes executed by then, its own among them.
    pub step: u32,
}

/// A run as the detectors see it.
pub(crate) struct Observed<'t> {
    trace: &'t Trace,
    pub seen: Vec<Seen>,
    threads: Vec<String>,
    /// Object and slot of each location, by number; numbers begin at [`LOCATIONS`].
    locations: Vec<(u32, u32)>,
    /// The task that each thread executes, if any.
    tasks: Vec<(Tid, u32)>,
}

/// Tasks as actors: the number of the task's name, from here on.
const TASKS: Tid = 1 << 20;

/// Numbers of locations; below are objects of the trace.
const LOCATIONS: u64 = 1 << 32;
/// What a queue's free places, and its count of unfinished items, are as objects.
const ROOM: u64 = 1 << 33;
const DONE: u64 = 1 << 34;
/// Wake-ups, by the event's position.
const WAKES: u64 = 1 << 35;

impl<'t> Observed<'t> {
    pub fn new(trace: &'t Trace) -> Self {
        let mut observed = Observed {
            trace,
            seen: Vec::new(),
            threads: Vec::new(),
            locations: Vec::new(),
            tasks: Vec::new(),
        };
        let mut numbers: FxHashMap<(u32, u32), u64> = FxHashMap::default();
        for (position, event) in trace.iter().enumerate() {
            observed.take(position as u64, &event, &mut numbers);
        }
        observed
    }

    fn take(&mut self, position: u64, event: &Event, numbers: &mut FxHashMap<(u32, u32), u64>) {
        use Action::{
            Acquire, Fork, Join, Lock, Notify, Read, Release, TryLock, Unlock, Wait, Write,
        };
        let object = u64::from(event.a);
        let is_lock = || {
            let kind = self.trace.object(event.a).and_then(|o| o.kind.rsplit('.').next());
            matches!(kind, Some("lock" | "RLock" | "Lock"))
        };
        let actions: [Option<Action>; 2] = match event.kind {
            EventKind::TaskRun => {
                self.tasks.push((event.thread, event.b));
                return;
            }
            EventKind::TaskAwait | EventKind::TaskEnd => {
                self.tasks.retain(|t| t.0 != event.thread);
                return;
            }
            EventKind::ThreadBegin => {
                self.name(event.thread, self.trace.text(event.b));
                return;
            }
            EventKind::ThreadStart => {
                self.name(event.a, self.trace.text(event.b));
                [Some(Fork(event.a)), None]
            }
            EventKind::ThreadJoin => [Some(Join(event.a)), None],
            EventKind::Acquire if is_lock() && event.b != NONE && event.b & TRIED != 0 => {
                [Some(TryLock(object)), None]
            }
            EventKind::Acquire if is_lock() => [Some(Lock(object)), None],
            EventKind::Acquire => [Some(Acquire(object)), None],
            EventKind::Release if is_lock() => [Some(Unlock(object)), None],
            EventKind::Release => [Some(Release(object)), None],
            EventKind::CondWait => [Some(Wait(object)), None],
            EventKind::CondNotify => {
                [Some(Notify { cond: object, woken: event.b }), Some(Release(object))]
            }
            EventKind::EventSet => [Some(Release(object)), None],
            EventKind::EventRead if event.b == 1 => [Some(Acquire(object)), None],
            EventKind::BarrierArrive => [Some(Release(object)), None],
            EventKind::BarrierLeave => [Some(Acquire(object)), None],
            EventKind::QueuePut => [Some(Acquire(object | ROOM)), Some(Release(object))],
            EventKind::QueueGet => [Some(Acquire(object)), Some(Release(object | ROOM))],
            EventKind::QueueDone => [Some(Release(object | DONE)), None],
            EventKind::QueueJoin => [Some(Acquire(object | DONE)), None],
            EventKind::Wake if event.a != NONE && event.b == 0 => {
                self.push(event.a, Release(WAKES | position), event);
                [Some(Acquire(WAKES | position)), None]
            }
            EventKind::Read | EventKind::Write => {
                let key = (event.a, event.b);
                let locations = &mut self.locations;
                let location = *numbers.entry(key).or_insert_with(|| {
                    locations.push(key);
                    LOCATIONS | (locations.len() as u64 - 1)
                });
                let write = event.kind == EventKind::Write;
                [Some(if write { Write(location) } else { Read(location) }), None]
            }
            _ => return,
        };
        for action in actions.into_iter().flatten() {
            self.push(event.thread, action, event);
        }
    }

    fn push(&mut self, tid: Tid, action: Action, event: &Event) {
        let site = Site { line: event.line, position: event.line, stack: 0 };
        let task = self.tasks.iter().find(|t| t.0 == tid).map(|t| TASKS + t.1);
        let observation = Observation { tid, action, site };
        self.seen.push(Seen { observation, actor: task.unwrap_or(tid), step: event.step });
    }

    fn name(&mut self, tid: Tid, name: &str) {
        let at = tid as usize;
        if self.threads.len() <= at {
            self.threads.resize(at + 1, String::new());
        }
        if self.threads[at].is_empty() {
            self.threads[at] = name.to_owned();
        }
    }

    /// The last observation of a thread up to `step`, if it did anything worth telling.
    pub fn last_before(&self, tid: Tid, step: u32) -> Option<Seen> {
        self.seen.iter().rfind(|s| s.observation.tid == tid && s.step <= step && tells(s)).copied()
    }

    /// The first observation of a thread after `step`.
    pub fn first_after(&self, tid: Tid, step: u32) -> Option<Seen> {
        self.seen.iter().find(|s| s.observation.tid == tid && s.step > step && tells(s)).copied()
    }
}

/// Whether an observation can be named in a sentence.
fn tells(seen: &Seen) -> bool {
    let nameless = |object: u64| object >= ROOM;
    seen.observation.site.line > 0
        && match seen.observation.action {
            Action::Acquire(object) | Action::Release(object) => !nameless(object),
            _ => true,
        }
}

impl Names for Observed<'_> {
    fn thread(&self, tid: Tid) -> String {
        if let Some(task) = tid.checked_sub(TASKS) {
            return self.trace.text(task).to_owned();
        }
        match self.threads.get(tid as usize) {
            Some(name) if !name.is_empty() => name.clone(),
            _ => format!("thread {tid}"),
        }
    }

    fn object(&self, object: u64) -> String {
        if object & LOCATIONS != 0 && object < ROOM {
            let Some(&(object, slot)) = self.locations.get((object & !LOCATIONS) as usize) else {
                return "memory".to_owned();
            };
            let slot = self.trace.text(slot);
            let Some(info) = self.trace.object(object) else { return slot.to_owned() };
            return match &*info.kind {
                _ if &*info.label == "globals" => slot.to_owned(),
                "cell" => slot.to_owned(),
                "dict" if !slot.starts_with('[') => format!("{}['{slot}']", info.label),
                _ if slot.starts_with('[') => format!("{}{slot}", info.label),
                _ => format!("{}.{slot}", info.label),
            };
        }
        let object = (object & !(ROOM | DONE)) as u32;
        self.trace.object(object).map_or_else(|| "object".to_owned(), |info| info.label.to_string())
    }
}
