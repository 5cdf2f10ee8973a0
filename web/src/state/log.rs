//! The events of a run and what is made of them while they come: lanes and output lines.

use timeslice_protocol::Chunk;
use timeslice_trace::{Event, EventKind, Lanes, Position, ThreadId, Trace, TraceBuilder};

/// The events of a run.
pub struct Log {
    builder: TraceBuilder,
    /// What each thread did when.
    pub lanes: Lanes,
    /// What was written, by line.
    pub output: Vec<OutputLine>,
    /// For each event, the furthest position up to it: with several cores, events of one may come
    /// after later ones of another, and what is searched by halving has to grow.
    frontier: Vec<Position>,
    /// Bytes in `output`.
    pub output_bytes: u64,
}

/// A line of output: more than one piece where threads wrote into each other's line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutputLine {
    /// When it began.
    pub at: Position,
    /// What was written, by whom.
    pub pieces: Vec<Piece>,
    /// Whether its end was written.
    pub is_complete: bool,
}

/// What one thread wrote into a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// Who.
    pub thread: ThreadId,
    /// To standard error.
    pub is_error: bool,
    /// What, without the line's end.
    pub text: String,
}

/// A line longer than this is shown as several.
const MAX_LINE_BYTES: usize = 4_000;

impl Log {
    /// The log of a run on a machine with or without a GIL.
    pub fn new(has_gil: bool) -> Log {
        Log {
            builder: TraceBuilder::new(usize::MAX),
            lanes: Lanes::new(has_gil),
            output: Vec::new(),
            frontier: Vec::new(),
            output_bytes: 0,
        }
    }

    /// Takes what came.
    pub fn append(&mut self, chunk: &Chunk, end: Position) {
        chunk.append_to(&mut self.builder);
        let trace = self.builder.trace();
        self.lanes.extend(trace);
        self.lanes.reach(end);
        for index in self.frontier.len()..trace.len() {
            let event = trace.get(index);
            let before = self.frontier.last().copied().unwrap_or_default();
            self.frontier.push(before.furthest(position(&event)));
            if event.kind == EventKind::Output {
                self.output_bytes += trace.text(event.a).len() as u64;
                write(&mut self.output, &event, trace.text(event.a));
            }
        }
    }

    /// The events.
    pub fn trace(&self) -> &Trace {
        self.builder.trace()
    }

    /// Number of events up to and including position `at`.
    pub fn events_until(&self, at: Position) -> usize {
        self.frontier.partition_point(|furthest| *furthest <= at)
    }

    /// The position at a virtual time. Between two events bytecodes are spread evenly.
    pub fn at_time(&self, time_ns: u64) -> Position {
        let end = self.lanes.end;
        if time_ns >= end.time_ns {
            return end;
        }
        let after = self.frontier.partition_point(|furthest| furthest.time_ns <= time_ns);
        let (before, next) = self.neighbours(after);
        let share = Share::of(time_ns, before.time_ns, next.time_ns);
        Position {
            time_ns,
            step: before.step + share.of_span(before.step.into(), next.step.into()) as u32,
        }
    }

    /// The position after so many bytecodes; its time is estimated between two events.
    pub fn at_step(&self, step: u32) -> Position {
        let end = self.lanes.end;
        if step >= end.step {
            return end;
        }
        let after = self.frontier.partition_point(|furthest| furthest.step <= step);
        let (before, next) = self.neighbours(after);
        let share = Share::of(step.into(), before.step.into(), next.step.into());
        Position { time_ns: before.time_ns + share.of_span(before.time_ns, next.time_ns), step }
    }

    /// The positions around the gap before event `after`.
    fn neighbours(&self, after: usize) -> (Position, Position) {
        let before = after.checked_sub(1).map_or(Position::default(), |index| self.frontier[index]);
        let next = self.frontier.get(after).copied().unwrap_or(self.lanes.end);
        (before, next)
    }

    /// The position of the next event after `from`, or of the one before it.
    pub fn event_beside(&self, from: Position, back: bool) -> Option<Position> {
        if back {
            let before = self.frontier.partition_point(|furthest| *furthest < from);
            return before.checked_sub(1).map(|index| self.frontier[index]);
        }
        self.frontier.get(self.events_until(from)).copied()
    }
}

/// How much of a span has passed.
struct Share {
    passed: u64,
    of: u64,
}

impl Share {
    fn of(value: u64, start: u64, end: u64) -> Share {
        Share { passed: value.saturating_sub(start), of: end.saturating_sub(start).max(1) }
    }

    /// The same share of another span, from its start.
    fn of_span(&self, start: u64, end: u64) -> u64 {
        let span = u128::from(end.saturating_sub(start));
        (span * u128::from(self.passed) / u128::from(self.of)) as u64
    }
}

/// Where an event happened.
pub fn position(event: &Event) -> Position {
    Position { time_ns: event.time_ns, step: event.step }
}

fn write(lines: &mut Vec<OutputLine>, event: &Event, text: &str) {
    for part in text.split_inclusive('\n') {
        let (content, ends) = match part.strip_suffix('\n') {
            Some(content) => (content, true),
            None => (part, false),
        };
        let is_full = |line: &OutputLine| {
            line.pieces.iter().map(|piece| piece.text.len()).sum::<usize>() > MAX_LINE_BYTES
        };
        if lines.last().is_none_or(|line| line.is_complete || is_full(line)) {
            let at = position(event);
            lines.push(OutputLine { at, pieces: Vec::new(), is_complete: false });
        }
        let line = lines.last_mut().expect("one was pushed if there was none");
        let is_error = event.b == 2;
        match line.pieces.last_mut() {
            Some(piece) if piece.thread == event.thread && piece.is_error == is_error => {
                piece.text.push_str(content);
            }
            _ => line.pieces.push(Piece { thread: event.thread, is_error, text: content.into() }),
        }
        line.is_complete = ends;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use timeslice_protocol::Sent;

    /// (time, step, thread, text)
    fn log(rows: &[(u64, u32, ThreadId, &str)]) -> Log {
        let mut builder = TraceBuilder::new(rows.len());
        for &(time_ns, step, thread, text) in rows {
            let a = builder.text(text);
            let kind = EventKind::Output;
            builder.event(&Event { time_ns, step, thread, kind, line: 1, a, b: 1 });
        }
        let mut log = Log::new(true);
        let chunk = Chunk::next(builder.trace(), &mut Sent::default());
        log.append(&chunk, Position { time_ns: 2_000, step: 30 });
        log
    }

    #[test]
    fn lines_know_who_wrote_them() {
        let log = log(&[(0, 1, 0, "a"), (1, 2, 1, "b\n"), (2, 3, 0, "\nc\nd")]);
        let lines: Vec<Vec<_>> = log
            .output
            .iter()
            .map(|line| line.pieces.iter().map(|p| (p.thread, p.text.as_str())).collect())
            .collect();
        assert_eq!(
            lines,
            [vec![(0, "a"), (1, "b")], vec![(0, "")], vec![(0, "c")], vec![(0, "d")]]
        );
        assert!(!log.output[3].is_complete);
        assert_eq!(log.output_bytes, 7);
    }

    #[test]
    fn positions_lie_between_events() {
        let log = log(&[(0, 0, 0, "a"), (100, 10, 0, "b"), (1_100, 10, 0, "c")]);
        let at = |time_ns| log.at_time(time_ns).step;
        assert_eq!([at(0), at(1), at(50), at(99), at(100)], [0, 0, 5, 9, 10]);
        // Asleep: time passes, and nothing happens.
        assert_eq!([at(101), at(600), at(1_099), at(1_100)], [10, 10, 10, 10]);
        assert_eq!(log.at_time(9_999), Position { time_ns: 2_000, step: 30 });
        assert_eq!(log.at_step(5).time_ns, 50);
        assert_eq!(log.at_step(99).time_ns, 2_000);
    }

    #[test]
    fn late_events_of_another_core_disturb_nothing() {
        let log = log(&[(0, 0, 0, "a"), (900, 20, 0, "b"), (300, 21, 1, "c"), (1_000, 25, 0, "d")]);
        assert_eq!(log.at_time(950).step, 23);
        assert_eq!(log.events_until(Position { time_ns: 950, step: 23 }), 3);
        assert_eq!(log.at_step(22).time_ns, 925);
    }

    #[test]
    fn events_are_found_in_both_directions() {
        let log = log(&[(0, 0, 0, "a"), (100, 10, 0, "b"), (100, 10, 1, "c"), (300, 20, 0, "d")]);
        let from = Position { time_ns: 100, step: 10 };
        assert_eq!(log.event_beside(from, false).map(|p| p.step), Some(20));
        assert_eq!(log.event_beside(from, true).map(|p| p.step), Some(0));
        assert_eq!(log.event_beside(Position::default(), true), None);
        assert_eq!(log.event_beside(log.lanes.end, false), None);
        assert_eq!(log.events_until(from), 3);
    }
}
