//! What each thread did when: the rows of a timeline, as plain values.
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

/// What a thread does for a while.
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
            LaneState::Finished(false) => "finished".into(),
            LaneState::Finished(true) => "finished by an exception".into(),
        }
    }
}

/// One state of one thread, from a position to the next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Segment {
    /// Where it begins.
    pub start: Position,
    /// Where it ends.
    pub end: Position,
    /// What the thread does.
    pub state: LaneState,
    /// What it waits for: an index into [`Trace::objects`], or [`NONE`].
    pub object: u32,
    /// Line of the program, 0 where unknown.
    pub line: u32,
}

/// One thread.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lane {
    /// Its number.
    pub thread: ThreadId,
    /// Number of its process.
    pub process: u32,
    /// Its name.
    pub name: String,
    /// Its states, without gaps.
    pub segments: Vec<Segment>,
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

/// Why one thread's event belongs to another's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ArrowKind {
    /// `start` to the thread's first moment.
    Start,
    /// The thread's last moment to the end of `join`.
    Join,
    /// `release` to the next `acquire`.
    Release,
    /// `put` to the `get` of the same item.
    Put,
    /// `notify`, `set`, or the last one at a barrier, to who wakes.
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

/// A line from one thread to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Arrow {
    /// What it means.
    pub kind: ArrowKind,
    /// From which thread.
    pub from_thread: ThreadId,
    /// When there.
    pub from: Position,
    /// To which thread.
    pub to_thread: ThreadId,
    /// When there.
    pub to: Position,
    /// The object between them, or [`NONE`].
    pub object: u32,
}

/// Where an arrow may begin.
#[derive(Clone, Copy, Debug)]
struct Origin {
    thread: ThreadId,
    at: Position,
}

/// All threads of a run.
#[derive(Clone, Debug)]
pub struct Lanes {
    /// By thread number.
    pub lanes: Vec<Lane>,
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
}

impl Lanes {
    /// Lanes of a run that has a GIL or not, which decides what a ready thread waits for.
    pub fn new(has_gil: bool) -> Lanes {
        Lanes {
            lanes: Vec::new(),
            arrows: Vec::new(),
            end: Position::default(),
            has_gil,
            seen: 0,
            starts: BTreeMap::new(),
            ends: BTreeMap::new(),
            releases: BTreeMap::new(),
            puts: BTreeMap::new(),
            signals: BTreeMap::new(),
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
        for lane in &mut self.lanes {
            if let Some(last) = lane.segments.last_mut() {
                last.end = self.end;
            }
        }
    }

    /// The program has ended at `end`: the main thread returns or fails, and whoever was left (a
    /// daemon) ends with it.
    pub fn finish(&mut self, end: Position, failed: bool) {
        self.reach(end);
        for thread in 0..self.lanes.len() as ThreadId {
            let lane = &self.lanes[thread as usize];
            if !lane.segments.is_empty() && !lane.has_ended() {
                let line = lane.segments.last().map_or(0, |last| last.line);
                let state = LaneState::Finished(failed && thread == 0);
                self.state(thread, self.end, state, NONE, line);
            }
        }
    }

    fn event(&mut self, event: &Event, trace: &Trace) {
        let at = Position { time_ns: event.time_ns, step: event.step };
        let here = Origin { thread: event.thread, at };
        self.reach_threads(event, at);
        match event.kind {
            EventKind::ThreadStart => {
                self.starts.insert(event.a, here);
                self.lane(event.a).name = trace.text(event.b).to_owned();
                let process = self.lane(event.thread).process;
                self.lane(event.a).process = process;
                self.state(event.a, at, LaneState::Ready, NONE, 0);
            }
            EventKind::ThreadBegin => {
                let lane = self.lane(event.thread);
                lane.process = event.a;
                lane.name = trace.text(event.b).to_owned();
                if lane.segments.is_empty() {
                    self.state(event.thread, at, LaneState::Ready, NONE, event.line);
                }
                let origin = self.starts.remove(&event.thread);
                self.arrow(ArrowKind::Start, origin, here, NONE);
            }
            EventKind::ThreadEnd => {
                self.ends.insert(event.thread, here);
                self.state(event.thread, at, LaneState::Finished(event.a == 1), NONE, event.line);
            }
            EventKind::ThreadJoin => {
                let origin = self.ends.get(&event.a).copied();
                self.arrow(ArrowKind::Join, origin, here, NONE);
            }
            EventKind::Run => self.state(event.thread, at, LaneState::Running, NONE, event.line),
            EventKind::Ready => {
                let for_core = event.b == SwitchCause::Core as u32;
                let state = self.runnable(for_core);
                self.state(event.thread, at, state, NONE, event.line);
            }
            EventKind::Block => {
                let reason = BlockReason::ALL.get(event.b as usize).copied();
                let state = LaneState::Blocked(reason.unwrap_or(BlockReason::Io));
                let line = match event.line {
                    // Woken, but another thread was first: it waits where it waited.
                    0 => self.lane(event.thread).segments.last().map_or(0, |last| last.line),
                    line => line,
                };
                self.state(event.thread, at, state, event.a, line);
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
            _ => {}
        }
    }

    /// Every event moves the end of the run, and shows in which line its thread is.
    fn reach_threads(&mut self, event: &Event, at: Position) {
        self.end = self.end.furthest(at);
        let last = self.lanes.get_mut(event.thread as usize).and_then(|l| l.segments.last_mut());
        if let Some(last) = last.filter(|last| last.line == 0) {
            last.line = event.line;
        }
    }

    fn runnable(&self, for_core: bool) -> LaneState {
        if self.has_gil && !for_core { LaneState::WaitsForGil } else { LaneState::Ready }
    }

    fn wake(&mut self, event: &Event, here: Origin) {
        let waited = self.lane(event.thread).segments.last().copied();
        let state = self.runnable(false);
        let line = match event.line {
            0 => waited.map_or(0, |segment| segment.line),
            line => line,
        };
        self.state(event.thread, here.at, state, NONE, line);
        // Locks, queues and joins have arrows of their own when they are got.
        let signalled = waited.filter(|segment| {
            use BlockReason::{Barrier, Condition, Event};
            matches!(segment.state, LaneState::Blocked(Condition | Event | Barrier))
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
        if let Some(origin) = origin.filter(|origin| origin.thread != end.thread) {
            self.arrows.push(Arrow {
                kind,
                from_thread: origin.thread,
                from: origin.at,
                to_thread: end.thread,
                to: end.at,
                object,
            });
        }
    }

    fn lane(&mut self, thread: ThreadId) -> &mut Lane {
        while self.lanes.len() <= thread as usize {
            let thread = self.lanes.len() as ThreadId;
            let name = format!("thread {thread}");
            self.lanes.push(Lane { thread, process: 0, name, segments: Vec::new() });
        }
        &mut self.lanes[thread as usize]
    }

    fn state(&mut self, thread: ThreadId, at: Position, state: LaneState, object: u32, line: u32) {
        let segments = &mut self.lane(thread).segments;
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
            .map(|a| (a.kind, a.from_thread, a.from.time_ns, a.to_thread, a.to.time_ns))
            .collect();
        let expected = [
            (ArrowKind::Start, 0, 10, 1, 10),
            (ArrowKind::Release, 1, 20, 0, 25),
            (ArrowKind::Put, 1, 20, 0, 25),
            (ArrowKind::Join, 1, 60, 0, 61),
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
