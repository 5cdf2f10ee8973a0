//! What each thread and each asyncio task did when: the rows of a timeline, as plain values.
//!
//! While the event loop runs a task, the task does what its thread does: one that calls
//! `time.sleep` sleeps, and everybody can see that the loop does, too.
//!
//! Lanes grow with the trace: [`Lanes::extend`] takes the events it has not seen. The canvas, the
//! list of threads and the Perfetto export all read them, so they cannot disagree.

use std::collections::{BTreeMap, VecDeque};

use crate::event::{BlockReason, Event, EventKind, NONE, SwitchCause, ThreadId};
use crate::trace::Trace;

/// A point of a run. Bytecodes pass without time and time passes without bytecodes, so it takes both.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// Virtual time.
    pub time_ns: u64,
    /// Bytecodes completed.
    pub step: u32,
}

impl Position {
    /// The later time and the later step.
    pub fn furthest(self, other: Position) -> Position {
        Position { time_ns: self.time_ns.max(other.time_ns), step: self.step.max(other.step) }
    }
}

/// What a thread or task does for a while.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LaneState {
    /// On a core.
    Running,
    /// Could run; another thread holds the GIL.
    WaitsForGil,
    /// Could run; all cores are taken, or nobody has chosen it yet.
    Ready,
    /// Waits for something.
    Blocked(BlockReason),
    /// A task whose event loop is free for others until what it awaits is there.
    Awaiting,
    /// A task that could go on; its event loop runs another one.
    WaitsForLoop,
    /// A thread whose event loop has nothing to do until a timer or another thread wakes it.
    LoopIdle,
    /// Has ended; whether by an exception.
    Finished(bool),
}

impl LaneState {
    /// As lists and tooltips say it; `object` is what it waits for.
    pub fn describe(self, object: &str) -> String {
        match self {
            LaneState::Running => "running".into(),
            LaneState::WaitsForGil => "waiting for the GIL".into(),
            LaneState::Ready => "ready".into(),
            LaneState::Blocked(BlockReason::Sleep) => "sleeping".into(),
            LaneState::Blocked(reason) if object.is_empty() => {
                format!("waiting for {}", reason.describe())
            }
            LaneState::Blocked(reason) => format!("waiting for {} {object}", reason.describe()),
            LaneState::Awaiting => format!("awaiting {object}"),
            LaneState::WaitsForLoop => "waiting for its turn in the event loop".into(),
            LaneState::LoopIdle => "event loop idle".into(),
            LaneState::Finished(false) => "finished".into(),
            LaneState::Finished(true) => "finished by an exception".into(),
        }
    }
}

/// One state of one thread or task, from a position to the next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Segment {
    /// Where it begins.
    pub start: Position,
    /// Where it ends.
    pub end: Position,
    /// What the thread does.
    pub state: LaneState,
    /// What it waits for: an index into [`Trace::objects`] (of a task that awaits, into
    /// [`Trace::texts`]), or [`NONE`].
    pub object: u32,
    /// Line of the program, 0 where unknown.
    pub line: u32,
}

impl Segment {
    /// What it waits for, in the trace's words; empty where that has no name.
    pub fn label<'a>(&self, trace: &'a Trace) -> &'a str {
        match self.state {
            LaneState::Awaiting => trace.text(self.object),
            _ => trace.object(self.object).map_or("", |object| &object.label),
        }
    }

    /// The state in words.
    pub fn describe(&self, trace: &Trace) -> String {
        self.state.describe(self.label(trace))
    }
}

/// Which lane.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum LaneId {
    /// A thread's, by its number.
    Thread(ThreadId),
    /// A task's, by its place in [`Lanes::tasks`].
    Task(u32),
}

/// One thread or task.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lane {
    /// Its number; of a task, that of its event loop's thread.
    pub thread: ThreadId,
    /// Number of its process.
    pub process: u32,
    /// Its name.
    pub name: String,
    /// Its states, without gaps.
    pub segments: Vec<Segment>,
}

/// A turn of an event loop begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Turn {
    /// The loop's thread.
    pub thread: ThreadId,
    /// When.
    pub at: Position,
}

/// A process, as far as lanes show it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ProcessInfo {
    /// Its name; empty where nobody told it.
    pub name: String,
    /// With which code it ended.
    pub exit_code: Option<i32>,
}

impl Lane {
    /// What it does at a position; `None` before it exists.
    pub fn at(&self, position: Position) -> Option<&Segment> {
        let after = self.segments.partition_point(|segment| segment.start <= position);
        self.segments.get(after.checked_sub(1)?)
    }

    /// Whether it has ended.
    pub fn has_ended(&self) -> bool {
        self.segments.last().is_some_and(|s| matches!(s.state, LaneState::Finished(_)))
    }
}

/// Why one lane's event belongs to another's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ArrowKind {
    /// `start` to the thread's first moment, `create_task` to the task's.
    Start,
    /// The thread's last moment to the end of `join`.
    Join,
    /// `release` to the next `acquire`.
    Release,
    /// `put` to the `get` of the same item.
    Put,
    /// `notify`, `set`, or the last one at a barrier, to who wakes; a future's result to the task
    /// that awaits it.
    Wake,
}

impl ArrowKind {
    /// Its name in exports and tooltips.
    pub fn describe(self) -> &'static str {
        match self {
            ArrowKind::Start => "start",
            ArrowKind::Join => "join",
            ArrowKind::Release => "release to acquire",
            ArrowKind::Put => "put to get",
            ArrowKind::Wake => "wake",
        }
    }
}

/// A line from one lane to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Arrow {
    /// What it means.
    pub kind: ArrowKind,
    /// From which lane.
    pub from_lane: LaneId,
    /// When there.
    pub from: Position,
    /// To which lane.
    pub to_lane: LaneId,
    /// When there.
    pub to: Position,
    /// The object between them, or [`NONE`].
    pub object: u32,
}

/// Where an arrow may begin.
#[derive(Clone, Copy, Debug)]
struct Origin {
    lane: LaneId,
    at: Position,
}

/// Tasks beyond these have no lane: nobody could tell them apart.
const MAX_TASKS: usize = 5_000;

/// With these tasks `asyncio.run` clears its loop up; the program did not make them.
const HOUSEKEEPING: [&str; 2] = [" (shutdown_asyncgens)", " (shutdown_default_executor)"];

/// All threads and tasks of a run.
#[derive(Clone, Debug)]
pub struct Lanes {
    /// By thread number.
    pub lanes: Vec<Lane>,
    /// asyncio's tasks in the order of their creation.
    pub tasks: Vec<Lane>,
    /// By process number.
    pub processes: Vec<ProcessInfo>,
    /// The turns of event loops, in order.
    pub turns: Vec<Turn>,
    /// In the order of their ends.
    pub arrows: Vec<Arrow>,
    /// The last position seen.
    pub end: Position,
    has_gil: bool,
    seen: usize,
    starts: BTreeMap<ThreadId, Origin>,
    ends: BTreeMap<ThreadId, Origin>,
    releases: BTreeMap<u32, Origin>,
    puts: BTreeMap<u32, VecDeque<Origin>>,
    signals: BTreeMap<ThreadId, Origin>,
    /// A task's place in `tasks`, by its object.
    task_places: BTreeMap<u32, u32>,
    /// The tasks that each thread's loop runs, the innermost last: an eager task runs inside another.
    current_tasks: BTreeMap<ThreadId, Vec<u32>>,
    /// How many tasks of each thread's loop have not ended.
    open_tasks: BTreeMap<ThreadId, u32>,
    /// Tasks that await an object.
    awaiting: BTreeMap<u32, Vec<u32>>,
}

impl Lanes {
    /// Lanes of a run that has a GIL or not, which decides what a ready thread waits for.
    pub fn new(has_gil: bool) -> Lanes {
        Lanes {
            lanes: Vec::new(),
            tasks: Vec::new(),
            processes: Vec::new(),
            turns: Vec::new(),
            arrows: Vec::new(),
            end: Position::default(),
            has_gil,
            seen: 0,
            starts: BTreeMap::new(),
            ends: BTreeMap::new(),
            releases: BTreeMap::new(),
            puts: BTreeMap::new(),
            signals: BTreeMap::new(),
            task_places: BTreeMap::new(),
            current_tasks: BTreeMap::new(),
            open_tasks: BTreeMap::new(),
            awaiting: BTreeMap::new(),
        }
    }

    /// The lanes of a whole trace.
    pub fn of(trace: &Trace, has_gil: bool) -> Lanes {
        let mut lanes = Lanes::new(has_gil);
        lanes.extend(trace);
        lanes
    }

    /// Takes the events of `trace` that came since the last call.
    pub fn extend(&mut self, trace: &Trace) {
        for index in self.seen..trace.len() {
            self.event(&trace.get(index), trace);
        }
        self.seen = trace.len();
    }

    /// The run has come to `end`, though nothing happened there.
    pub fn reach(&mut self, end: Position) {
        self.end = self.end.furthest(end);
        for lane in self.lanes.iter_mut().chain(&mut self.tasks) {
            if let Some(last) = lane.segments.last_mut() {
                last.end = self.end;
            }
        }
    }

    /// The program has ended at `end`: the main thread returns or fails, and whoever was left (a
    /// daemon) ends with it.
    pub fn finish(&mut self, end: Position, failed: bool) {
        self.reach(end);
        let threads = (0..self.lanes.len() as u32).map(LaneId::Thread);
        let tasks = (0..self.tasks.len() as u32).map(LaneId::Task);
        for id in threads.chain(tasks) {
            let lane = self.lane(id);
            if !lane.segments.is_empty() && !lane.has_ended() {
                let line = lane.segments.last().map_or(0, |last| last.line);
                let state = LaneState::Finished(failed && id == LaneId::Thread(0));
                self.state(id, self.end, state, NONE, line);
            }
        }
    }

    /// The lane with this id.
    ///
    /// # Panics
    /// When there is none.
    pub fn lane(&self, id: LaneId) -> &Lane {
        match id {
            LaneId::Thread(thread) => &self.lanes[thread as usize],
            LaneId::Task(task) => &self.tasks[task as usize],
        }
    }

    /// All lanes from top to bottom: process by process, each thread with the tasks of its event
    /// loop below it.
    pub fn rows(&self) -> Vec<LaneId> {
        let mut rows: Vec<(u32, ThreadId, Option<u32>)> =
            self.lanes.iter().map(|lane| (lane.process, lane.thread, None)).collect();
        let tasks = self.tasks.iter().zip(0..);
        rows.extend(tasks.map(|(lane, task)| (lane.process, lane.thread, Some(task))));
        rows.sort_unstable();
        let id = |(_, thread, task): (u32, ThreadId, Option<u32>)| {
            task.map_or(LaneId::Thread(thread), LaneId::Task)
        };
        rows.into_iter().map(id).collect()
    }

    /// What a lane is called beside the others: a process's main thread by its process, where
    /// there is more than one.
    pub fn title(&self, id: LaneId) -> &str {
        let lane = self.lane(id);
        let process = self.processes.get(lane.process as usize).map_or("", |info| &info.name);
        let is_first = || {
            let first = self.lanes.iter().find(|other| other.process == lane.process);
            first.is_some_and(|first| first.thread == lane.thread)
        };
        match id {
            LaneId::Thread(_) if self.processes.len() > 1 && !process.is_empty() && is_first() => {
                process
            }
            _ => &lane.name,
        }
    }

    fn event(&mut self, event: &Event, trace: &Trace) {
        let at = Position { time_ns: event.time_ns, step: event.step };
        let thread = LaneId::Thread(event.thread);
        let here = Origin { lane: self.current_task(event.thread).unwrap_or(thread), at };
        self.reach_lanes(event, at);
        match event.kind {
            EventKind::ProcessStart => {
                self.process(event.a).name = trace.text(event.b).to_owned();
            }
            EventKind::ProcessEnd => self.process(event.a).exit_code = Some(event.b as i32),
            EventKind::ThreadStart => {
                self.starts.insert(event.a, here);
                let process = self.thread(event.thread).process;
                let lane = self.thread(event.a);
                lane.name = trace.text(event.b).to_owned();
                lane.process = process;
                self.state(LaneId::Thread(event.a), at, LaneState::Ready, NONE, 0);
            }
            EventKind::ThreadBegin => {
                let lane = self.thread(event.thread);
                lane.process = event.a;
                lane.name = trace.text(event.b).to_owned();
                if lane.segments.is_empty() {
                    self.state(thread, at, LaneState::Ready, NONE, event.line);
                }
                let origin = self.starts.remove(&event.thread);
                self.arrow(ArrowKind::Start, origin, here, NONE);
            }
            EventKind::ThreadEnd => {
                self.current_tasks.remove(&event.thread);
                self.ends.insert(event.thread, Origin { lane: thread, at });
                self.state(thread, at, LaneState::Finished(event.a == 1), NONE, event.line);
            }
            EventKind::ThreadJoin => {
                let origin = self.ends.get(&event.a).copied();
                self.arrow(ArrowKind::Join, origin, here, NONE);
            }
            EventKind::Run => self.thread_state(event, at, LaneState::Running, NONE, event.line),
            EventKind::Ready => {
                let for_core = event.b == SwitchCause::Core as u32;
                let state = self.runnable(for_core);
                self.thread_state(event, at, state, NONE, event.line);
            }
            EventKind::Block => {
                let reason = BlockReason::ALL.get(event.b as usize).copied();
                let state = match reason.unwrap_or(BlockReason::Io) {
                    BlockReason::Event if self.is_loop(event.thread) => LaneState::LoopIdle,
                    reason => LaneState::Blocked(reason),
                };
                let line = match event.line {
                    // Woken, but another thread was first: it waits where it waited.
                    0 => self.thread(event.thread).segments.last().map_or(0, |last| last.line),
                    line => line,
                };
                self.thread_state(event, at, state, event.a, line);
            }
            EventKind::Wake => self.wake(event, here),
            EventKind::Release => {
                self.releases.insert(event.a, here);
            }
            EventKind::Acquire => {
                let origin = self.releases.remove(&event.a);
                self.arrow(ArrowKind::Release, origin, here, event.a);
            }
            EventKind::QueuePut => self.puts.entry(event.a).or_default().push_back(here),
            EventKind::QueueGet => self.get(event.a, here, trace),
            EventKind::CondNotify | EventKind::EventSet | EventKind::BarrierArrive => {
                self.signals.insert(event.thread, here);
            }
            EventKind::LoopTurn => self.turns.push(Turn { thread: event.thread, at }),
            EventKind::TaskCreate => self.task(event, here, trace),
            EventKind::TaskRun => {
                if let Some(place) = self.task_places.get(&event.a).copied() {
                    self.task_states(event.thread, at, LaneState::WaitsForLoop, NONE, 0);
                    self.current_tasks.entry(event.thread).or_default().push(place);
                    self.state(LaneId::Task(place), at, LaneState::Running, NONE, event.line);
                }
            }
            EventKind::TaskAwait => {
                if let Some(place) = self.leave_task(event, at) {
                    let (state, what) = match event.a {
                        NONE => (LaneState::WaitsForLoop, NONE),
                        future => {
                            self.awaiting.entry(future).or_default().push(place);
                            (LaneState::Awaiting, event.b)
                        }
                    };
                    self.state(LaneId::Task(place), at, state, what, event.line);
                }
            }
            EventKind::TaskEnd => {
                if let Some(place) = self.leave_task(event, at) {
                    let open = self.open_tasks.entry(event.thread).or_default();
                    *open = open.saturating_sub(1);
                    let state = LaneState::Finished(event.b == 1);
                    self.state(LaneId::Task(place), at, state, NONE, event.line);
                }
            }
            EventKind::FutureDone => {
                // A task is done a moment after it has left its loop.
                let of_task = self.task_places.get(&event.a).copied().map(LaneId::Task);
                let origin = Origin { lane: of_task.unwrap_or(here.lane), at };
                // What a timer or a callback completes comes from the loop: from nobody.
                let origin = (origin.lane != thread).then_some(origin);
                for place in self.awaiting.remove(&event.a).unwrap_or_default() {
                    let lane = LaneId::Task(place);
                    self.arrow(ArrowKind::Wake, origin, Origin { lane, at }, event.a);
                    self.state(lane, at, LaneState::WaitsForLoop, NONE, 0);
                }
            }
            _ => {}
        }
    }

    /// Every event moves the end of the run, and shows in which line its thread is.
    fn reach_lanes(&mut self, event: &Event, at: Position) {
        self.end = self.end.furthest(at);
        let task = match self.current_task(event.thread) {
            Some(LaneId::Task(task)) => self.tasks.get_mut(task as usize),
            _ => None,
        };
        for lane in self.lanes.get_mut(event.thread as usize).into_iter().chain(task) {
            if let Some(last) = lane.segments.last_mut().filter(|last| last.line == 0) {
                last.line = event.line;
            }
        }
    }

    fn task(&mut self, event: &Event, here: Origin, trace: &Trace) {
        // The object's label also tells which function it runs.
        let name = match trace.object(event.a) {
            Some(object) => object.label.to_string(),
            None => trace.text(event.b).to_owned(),
        };
        let is_of_loop = HOUSEKEEPING.iter().any(|function| name.ends_with(function));
        if is_of_loop || self.tasks.len() == MAX_TASKS {
            return;
        }
        let place = self.tasks.len() as u32;
        self.task_places.insert(event.a, place);
        *self.open_tasks.entry(event.thread).or_default() += 1;
        let process = self.thread(event.thread).process;
        self.tasks.push(Lane { thread: event.thread, process, name, segments: Vec::new() });
        let lane = LaneId::Task(place);
        self.state(lane, here.at, LaneState::WaitsForLoop, NONE, event.line);
        self.arrow(ArrowKind::Start, Some(here), Origin { lane, at: here.at }, NONE);
    }

    /// The running task gives its loop back, to the task around it if there is one.
    fn leave_task(&mut self, event: &Event, at: Position) -> Option<u32> {
        let tasks = self.current_tasks.get_mut(&event.thread)?;
        let left = tasks.pop()?;
        if let Some(outer) = tasks.last().copied() {
            self.state(LaneId::Task(outer), at, LaneState::Running, NONE, 0);
        }
        Some(left)
    }

    /// Whether a thread is inside its event loop: it has tasks, and runs none of them.
    fn is_loop(&self, thread: ThreadId) -> bool {
        self.current_task(thread).is_none()
            && self.open_tasks.get(&thread).is_some_and(|count| *count > 0)
    }

    /// The task that a thread's loop runs.
    fn current_task(&self, thread: ThreadId) -> Option<LaneId> {
        self.current_tasks.get(&thread)?.last().copied().map(LaneId::Task)
    }

    fn task_states(
        &mut self,
        thread: ThreadId,
        at: Position,
        state: LaneState,
        object: u32,
        line: u32,
    ) {
        if let Some(task) = self.current_task(thread) {
            self.state(task, at, state, object, line);
        }
    }

    /// A state of a thread is one of the task that it runs.
    fn thread_state(
        &mut self,
        event: &Event,
        at: Position,
        state: LaneState,
        object: u32,
        line: u32,
    ) {
        self.task_states(event.thread, at, state, object, line);
        self.state(LaneId::Thread(event.thread), at, state, object, line);
    }

    fn process(&mut self, number: u32) -> &mut ProcessInfo {
        while self.processes.len() <= number as usize {
            self.processes.push(ProcessInfo::default());
        }
        &mut self.processes[number as usize]
    }

    fn runnable(&self, for_core: bool) -> LaneState {
        if self.has_gil && !for_core { LaneState::WaitsForGil } else { LaneState::Ready }
    }

    fn wake(&mut self, event: &Event, here: Origin) {
        let waited = self.thread(event.thread).segments.last().copied();
        let state = self.runnable(false);
        let line = match event.line {
            0 => waited.map_or(0, |segment| segment.line),
            line => line,
        };
        self.thread_state(event, here.at, state, NONE, line);
        // Locks, queues and joins have arrows of their own when they are got.
        let signalled = waited.filter(|segment| {
            use BlockReason::{Barrier, Condition, Event};
            matches!(segment.state, LaneState::Blocked(Condition | Event | Barrier))
                || segment.state == LaneState::LoopIdle
        });
        if let Some(segment) = signalled {
            let origin = self.signals.get(&event.a).copied();
            self.arrow(ArrowKind::Wake, origin, here, segment.object);
        }
    }

    fn get(&mut self, object: u32, here: Origin, trace: &Trace) {
        let Some(puts) = self.puts.get_mut(&object) else { return };
        let origin = match trace.object(object).map_or("", |info| &info.kind) {
            // Which item comes out is the heap's decision.
            "PriorityQueue" => None,
            "LifoQueue" => puts.pop_back(),
            _ => puts.pop_front(),
        };
        self.arrow(ArrowKind::Put, origin, here, object);
    }

    fn arrow(&mut self, kind: ArrowKind, origin: Option<Origin>, end: Origin, object: u32) {
        if let Some(origin) = origin.filter(|origin| origin.lane != end.lane) {
            self.arrows.push(Arrow {
                kind,
                from_lane: origin.lane,
                from: origin.at,
                to_lane: end.lane,
                to: end.at,
                object,
            });
        }
    }

    fn thread(&mut self, thread: ThreadId) -> &mut Lane {
        while self.lanes.len() <= thread as usize {
            let thread = self.lanes.len() as ThreadId;
            let name = format!("thread {thread}");
            self.lanes.push(Lane { thread, process: 0, name, segments: Vec::new() });
        }
        &mut self.lanes[thread as usize]
    }

    fn state(&mut self, id: LaneId, at: Position, state: LaneState, object: u32, line: u32) {
        let lane = match id {
            LaneId::Thread(thread) => self.thread(thread),
            LaneId::Task(task) => &mut self.tasks[task as usize],
        };
        let segments = &mut lane.segments;
        // A thread that was woken by another core's may be told of before its own last event.
        let at = segments.last().map_or(at, |last| at.furthest(last.start));
        if let Some(last) = segments.last_mut() {
            last.end = at;
            if last.state == state && last.object == object {
                return;
            }
            // A state that lasted neither time nor bytecodes was only passed through.
            if last.start == at {
                segments.pop();
            }
        }
        segments.push(Segment { start: at, end: at, state, object, line });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::event::ObjectName;
    use crate::trace::TraceBuilder;

    /// (time, step, thread, kind, a, b)
    type Row = (u64, u32, ThreadId, EventKind, u32, u32);

    fn record(rows: &[Row]) -> Trace {
        let mut builder = TraceBuilder::new(rows.len());
        builder.text("MainThread");
        builder.text("Thread-1");
        builder.object(ObjectName::new(0, 1), || ("lock".into(), "lock_a".into()));
        builder.object(ObjectName::new(0, 2), || ("Queue".into(), "box".into()));
        for &(time_ns, step, thread, kind, a, b) in rows {
            builder.event(&Event { time_ns, step, thread, kind, line: 3, a, b });
        }
        builder.finish()
    }

    use EventKind::*;
    const ROWS: &[Row] = &[
        (0, 0, 0, ThreadBegin, 0, 0),
        (0, 0, 0, Run, 0, 0),
        (10, 4, 0, ThreadStart, 1, 1),
        (10, 4, 0, Block, NONE, BlockReason::ThreadStart as u32),
        (10, 4, 1, ThreadBegin, 0, 1),
        (10, 4, 1, Run, 0, 1),
        (12, 5, 0, Wake, 1, 0),
        (20, 9, 1, Release, 0, 0),
        (20, 9, 1, QueuePut, 1, 1),
        (20, 9, 1, Block, NONE, BlockReason::Sleep as u32),
        (20, 9, 0, Run, 0, 1),
        (25, 11, 0, Acquire, 0, 0),
        (25, 11, 0, QueueGet, 1, 0),
        (50, 20, 1, Wake, NONE, 1),
        (50, 20, 0, Ready, NONE, SwitchCause::Interval as u32),
        (50, 20, 1, Run, 0, 3),
        (60, 25, 1, ThreadEnd, 0, 0),
        (60, 25, 0, Run, 0, 2),
        (61, 26, 0, ThreadJoin, 1, NONE),
    ];

    #[test]
    fn each_thread_has_its_states_without_gaps() {
        let lanes = Lanes::of(&record(ROWS), true);
        assert_eq!(lanes.lanes.len(), 2);
        assert_eq!(lanes.lanes[1].name, "Thread-1");
        let states = |lane: usize| -> Vec<_> {
            lanes.lanes[lane]
                .segments
                .iter()
                .map(|s| (s.start.time_ns, s.end.time_ns, s.state.describe("")))
                .collect()
        };
        let text = |(from, to, state): (u64, u64, &str)| (from, to, state.to_owned());
        let thread =
            [(10, 20, "running"), (20, 50, "sleeping"), (50, 60, "running"), (60, 60, "finished")];
        assert_eq!(states(1), thread.map(text));
        let main = [
            (0, 10, "running"),
            (10, 12, "waiting for the start of thread"),
            (12, 20, "waiting for the GIL"),
            (20, 50, "running"),
            (50, 60, "waiting for the GIL"),
            (60, 60, "running"),
        ];
        assert_eq!(states(0), main.map(text));
        assert!(lanes.lanes[1].has_ended() && !lanes.lanes[0].has_ended());
    }

    #[test]
    fn whoever_is_left_ends_with_the_program() {
        let mut lanes = Lanes::of(&record(&ROWS[..11]), true);
        let end = Position { time_ns: 70, step: 30 };
        lanes.finish(end, true);
        let last = |lane: usize| *lanes.lanes[lane].segments.last().expect("a segment");
        assert_eq!((last(0).start, last(0).state), (end, LaneState::Finished(true)));
        assert_eq!((last(1).start, last(1).state), (end, LaneState::Finished(false)));
        let finished = lanes.lanes.clone();
        lanes.finish(end, true);
        assert_eq!(lanes.lanes, finished);
    }

    #[test]
    fn arrows_join_what_belongs_together() {
        let lanes = Lanes::of(&record(ROWS), true);
        let arrows: Vec<_> = lanes
            .arrows
            .iter()
            .map(|a| (a.kind, a.from_lane, a.from.time_ns, a.to_lane, a.to.time_ns))
            .collect();
        let [main, child] = [LaneId::Thread(0), LaneId::Thread(1)];
        let expected = [
            (ArrowKind::Start, main, 10, child, 10),
            (ArrowKind::Release, child, 20, main, 25),
            (ArrowKind::Put, child, 20, main, 25),
            (ArrowKind::Join, child, 60, main, 61),
        ];
        assert_eq!(arrows, expected);
    }

    #[test]
    fn a_signal_points_to_whom_it_wakes() {
        let rows = &[
            (0, 0, 0, ThreadBegin, 0, 0),
            (1, 1, 1, ThreadBegin, 0, 1),
            (2, 2, 1, Block, 0, BlockReason::Event as u32),
            (5, 3, 0, EventSet, 0, 1),
            (5, 3, 1, Wake, 0, 0),
        ];
        let lanes = Lanes::of(&record(rows), false);
        assert_eq!(lanes.arrows.len(), 1);
        assert_eq!((lanes.arrows[0].kind, lanes.arrows[0].object), (ArrowKind::Wake, 0));
        assert_eq!(lanes.lanes[1].segments.last().unwrap().state, LaneState::Ready);
    }

    /// A thread that runs two tasks: the second sleeps with its thread, then ends, for which the
    /// first one waits.
    const TASKS: &[Row] = &[
        (0, 0, 0, ProcessStart, 0, 5),
        (0, 0, 0, ThreadBegin, 0, 0),
        (0, 0, 0, Run, 0, 0),
        (1, 1, 0, TaskCreate, 2, 2),
        (1, 1, 0, Block, 0, BlockReason::Event as u32),
        (2, 2, 0, Wake, NONE, 1),
        (2, 2, 0, Run, 0, 1),
        (2, 2, 0, LoopTurn, NONE, 1),
        (2, 2, 0, TaskRun, 2, 2),
        (3, 3, 0, TaskCreate, 3, 3),
        (4, 4, 0, TaskAwait, 3, 4),
        (5, 5, 0, TaskRun, 3, 3),
        (6, 6, 0, Block, NONE, BlockReason::Sleep as u32),
        (9, 6, 0, Wake, NONE, 1),
        (9, 6, 0, Run, 0, 1),
        (10, 7, 0, TaskEnd, 3, 0),
        (10, 7, 0, FutureDone, 3, 4),
        (12, 9, 0, TaskRun, 2, 2),
        (13, 10, 0, TaskEnd, 2, 1),
        // Nobody asked for this one.
        (14, 11, 0, TaskCreate, 4, 2),
        (14, 11, 0, TaskRun, 4, 2),
        (15, 12, 0, TaskEnd, 4, 0),
    ];

    fn record_tasks(rows: &[Row]) -> Trace {
        let mut builder = TraceBuilder::new(rows.len());
        for text in ["MainThread", "Thread-1", "Task-1", "Task-2", "Task-2 inner", "MainProcess"] {
            builder.text(text);
        }
        let labels = ["a", "b", "Task-1 (main)", "Task-2 (inner)", "Task-3 (shutdown_asyncgens)"];
        for (serial, label) in labels.into_iter().enumerate() {
            builder.object(ObjectName::new(0, serial as u64), || ("Task".into(), label.into()));
        }
        for &(time_ns, step, thread, kind, a, b) in rows {
            builder.event(&Event { time_ns, step, thread, kind, line: 3, a, b });
        }
        builder.finish()
    }

    #[test]
    fn tasks_have_lanes_below_their_thread() {
        let trace = record_tasks(TASKS);
        let lanes = Lanes::of(&trace, false);
        assert_eq!(lanes.rows(), [LaneId::Thread(0), LaneId::Task(0), LaneId::Task(1)]);
        let titles: Vec<_> = lanes.rows().into_iter().map(|id| lanes.title(id)).collect();
        assert_eq!(titles, ["MainThread", "Task-1 (main)", "Task-2 (inner)"]);
        assert_eq!(lanes.turns, [Turn { thread: 0, at: Position { time_ns: 2, step: 2 } }]);
        let states = |task: usize| -> Vec<(u64, String)> {
            let segments = lanes.tasks[task].segments.iter();
            segments.map(|s| (s.start.time_ns, s.describe(&trace))).collect()
        };
        let turn = "waiting for its turn in the event loop";
        let text = |rows: &[(u64, &str)]| -> Vec<(u64, String)> {
            rows.iter().map(|(at, state)| (*at, (*state).to_owned())).collect()
        };
        assert_eq!(
            states(0),
            text(&[
                (1, turn),
                (2, "running"),
                (4, "awaiting Task-2 inner"),
                (10, turn),
                (12, "running"),
                (13, "finished by an exception"),
            ])
        );
        let idle = lanes.lanes[0].segments.iter().find(|s| s.state == LaneState::LoopIdle);
        assert_eq!(idle.map(|s| (s.start.time_ns, s.end.time_ns)), Some((1, 2)));
        // It sleeps on its thread, and nobody else has a turn.
        assert_eq!(
            states(1),
            text(&[(3, turn), (5, "running"), (6, "sleeping"), (9, "running"), (10, "finished")])
        );
        let arrows: Vec<_> =
            lanes.arrows.iter().map(|a| (a.kind, a.from_lane, a.to_lane)).collect();
        assert_eq!(
            arrows,
            [
                (ArrowKind::Start, LaneId::Thread(0), LaneId::Task(0)),
                (ArrowKind::Start, LaneId::Task(0), LaneId::Task(1)),
                (ArrowKind::Wake, LaneId::Task(1), LaneId::Task(0)),
            ]
        );
    }

    #[test]
    fn threads_stand_below_their_process() {
        let rows = &[
            (0, 0, 0, ProcessStart, 0, 5),
            (0, 0, 0, ThreadBegin, 0, 0),
            (1, 1, 0, ProcessStart, 1, 4),
            (1, 1, 1, ThreadBegin, 1, 0),
            (2, 2, 2, ThreadBegin, 0, 1),
            (3, 3, 1, ProcessEnd, 1, -9_i32 as u32),
        ];
        let lanes = Lanes::of(&record_tasks(rows), true);
        let titles: Vec<_> = lanes.rows().into_iter().map(|id| lanes.title(id)).collect();
        assert_eq!(titles, ["MainProcess", "Thread-1", "Task-2 inner"]);
        assert_eq!(lanes.processes[1].exit_code, Some(-9));
    }

    #[test]
    fn growing_gives_what_the_whole_gives() {
        let whole = Lanes::of(&record(ROWS), true);
        let mut growing = Lanes::new(true);
        for end in 0..=ROWS.len() {
            growing.extend(&record(&ROWS[..end]));
        }
        assert_eq!(growing.lanes, whole.lanes);
        assert_eq!(growing.arrows, whole.arrows);
        growing.reach(Position { time_ns: 99, step: 30 });
        assert_eq!(growing.lanes[0].segments.last().unwrap().end.time_ns, 99);
    }

    #[test]
    fn a_position_finds_its_segment() {
        let lanes = Lanes::of(&record(ROWS), true);
        let at = |time_ns, step| {
            lanes.lanes[1].at(Position { time_ns, step }).map(|s| s.state.describe(""))
        };
        assert_eq!(at(9, 4), None);
        assert_eq!(at(35, 9).as_deref(), Some("sleeping"));
        assert_eq!(at(1000, 99).as_deref(), Some("finished"));
    }
}
