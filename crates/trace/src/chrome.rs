//! Chrome's trace event format, which Perfetto's UI opens: a process a simulated process, a track
//! a thread or an asyncio task, slices for calls and waits, flow arrows between them.
//!
//! Slices of one track must nest. Calls do, and a thread that waits neither calls nor returns, so
//! waits lie inside the innermost call and all of it inside one slice for the thread's life.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::io::{self, Write};

use crate::event::{EventKind, ThreadId};
use crate::lanes::{Lane, LaneId, LaneState, Lanes, Position};
use crate::trace::Trace;

/// Up to here a time in nanoseconds, as microseconds with three decimals, is what a double gives
/// back digit by digit.
const EXACT_NS: u64 = 1_000_000_000_000_000;

/// The trace as JSON text.
pub fn chrome_trace(trace: &Trace, has_gil: bool) -> String {
    let mut bytes = Vec::new();
    write_chrome_trace(trace, has_gil, &mut bytes).expect("writing to memory cannot fail");
    String::from_utf8(bytes).expect("JSON is UTF-8")
}

/// Writes the trace as JSON, one event a line.
pub fn write_chrome_trace(trace: &Trace, has_gil: bool, out: &mut impl Write) -> io::Result<()> {
    let lanes = Lanes::of(trace, has_gil);
    write!(out, "{{\"displayTimeUnit\":\"ns\",\"traceEvents\":[")?;
    let mut writer = Writer { out, lanes: &lanes, line: Vec::new(), first: true };
    writer.names()?;
    writer.slices(trace)?;
    writer.arrows(trace)?;
    write!(out, "\n]}}")
}

/// Puts objects together text by text: a trace has as many as the program has calls, and a tree
/// of values for each would take longer than the run.
struct Writer<'a, W: Write> {
    out: &'a mut W,
    lanes: &'a Lanes,
    /// The object that is being written, with what separates it from the one before.
    line: Vec<u8>,
    first: bool,
}

/// What a slice shows.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Category {
    Thread,
    Task,
    Run,
    Call,
    Ready,
    Wait,
}

impl Category {
    fn word(self) -> &'static str {
        match self {
            Category::Thread => "thread",
            Category::Task => "task",
            Category::Run => "run",
            Category::Call => "call",
            Category::Ready => "ready",
            Category::Wait => "wait",
        }
    }
}

/// A slice, to be written in the order of its begin, the outer of two first.
struct Slice<'a> {
    name: Cow<'a, str>,
    category: Category,
    start_ns: u64,
    end_ns: u64,
    line: u32,
}

impl<W: Write> Writer<'_, W> {
    fn begin(&mut self) -> &mut Self {
        self.line.clear();
        let separator: &[u8] = if std::mem::take(&mut self.first) { b"\n{" } else { b",\n{" };
        self.line.extend_from_slice(separator);
        self
    }

    fn end(&mut self) -> io::Result<()> {
        self.line.push(b'}');
        self.out.write_all(&self.line)
    }

    /// A field's name; what goes before its value.
    fn key(&mut self, name: &str) {
        if !self.line.ends_with(b"{") {
            self.line.push(b',');
        }
        self.line.push(b'"');
        self.line.extend_from_slice(name.as_bytes());
        self.line.extend_from_slice(b"\":");
    }

    /// A field with a text of the program's.
    fn text(&mut self, name: &str, text: &str) -> &mut Self {
        self.key(name);
        serde_json::to_writer(&mut self.line, text).expect("writing to memory cannot fail");
        self
    }

    /// A field with a word of ours, in which nothing has to be escaped.
    fn word(&mut self, name: &str, word: &str) -> &mut Self {
        self.key(name);
        self.line.push(b'"');
        self.line.extend_from_slice(word.as_bytes());
        self.line.push(b'"');
        self
    }

    fn number(&mut self, name: &str, number: u64) -> &mut Self {
        self.key(name);
        push_number(&mut self.line, number);
        self
    }

    /// Chrome counts in microseconds.
    fn microseconds(&mut self, name: &str, ns: u64) -> &mut Self {
        self.key(name);
        if ns < EXACT_NS {
            push_number(&mut self.line, ns / 1000);
            self.line.push(b'.');
            let thousandths = ns % 1000;
            let digits = [thousandths / 100, thousandths / 10 % 10, thousandths % 10];
            let shown = 1 + digits[1..].iter().rposition(|d| *d != 0).map_or(0, |i| i + 1);
            self.line.extend(digits[..shown].iter().map(|d| b'0' + *d as u8));
        } else {
            serde_json::to_writer(&mut self.line, &(ns as f64 / 1000.0))
                .expect("writing to memory cannot fail");
        }
        self
    }

    /// The field `args` with what `fields` puts into it.
    fn args(&mut self, fields: impl FnOnce(&mut Self)) -> &mut Self {
        self.key("args");
        self.line.push(b'{');
        fields(self);
        self.line.push(b'}');
        self
    }

    fn process_of(&self, thread: ThreadId) -> u64 {
        self.lanes.lanes.get(thread as usize).map_or(0, |lane| u64::from(lane.process))
    }

    /// A track's number; those of tasks come after all threads.
    fn track(&self, id: LaneId) -> u32 {
        match id {
            LaneId::Thread(thread) => thread,
            LaneId::Task(task) => self.lanes.lanes.len() as u32 + task,
        }
    }

    fn names(&mut self) -> io::Result<()> {
        let lanes = self.lanes;
        let mut processes: BTreeMap<u32, String> = BTreeMap::new();
        for lane in &lanes.lanes {
            let name = match lanes.processes.get(lane.process as usize) {
                Some(info) if !info.name.is_empty() => info.name.clone(),
                _ => format!("process {}", lane.process),
            };
            processes.insert(lane.process, name);
        }
        for (process, name) in processes {
            self.begin()
                .args(|w| _ = w.text("name", &name))
                .word("name", "process_name")
                .word("ph", "M")
                .number("pid", process.into())
                .end()?;
        }
        for (place, id) in lanes.rows().into_iter().enumerate() {
            let lane = lanes.lane(id);
            let (pid, tid) = (lane.process.into(), self.track(id).into());
            self.begin()
                .args(|w| _ = w.text("name", &lane.name))
                .word("name", "thread_name")
                .word("ph", "M")
                .number("pid", pid)
                .number("tid", tid)
                .end()?;
            self.begin()
                .args(|w| _ = w.number("sort_index", place as u64))
                .word("name", "thread_sort_index")
                .word("ph", "M")
                .number("pid", pid)
                .number("tid", tid)
                .end()?;
        }
        Ok(())
    }

    fn slices(&mut self, trace: &Trace) -> io::Result<()> {
        let mut calls = calls(trace, self.lanes.end);
        let lanes = self.lanes;
        for lane in &lanes.lanes {
            let of_thread = calls.get_mut(lane.thread as usize);
            let mut slices = of_thread.map(std::mem::take).unwrap_or_default();
            slices.extend(self.life(lane, Category::Thread));
            slices.extend(states(lane, trace, false));
            self.track_slices(LaneId::Thread(lane.thread), slices)?;
        }
        for (task, lane) in lanes.tasks.iter().enumerate() {
            let mut slices: Vec<Slice> = self.life(lane, Category::Task).into_iter().collect();
            slices.extend(states(lane, trace, true));
            self.track_slices(LaneId::Task(task as u32), slices)?;
        }
        self.instants(trace)
    }

    /// All of a lane, from its first moment to its last.
    fn life<'l>(&self, lane: &'l Lane, category: Category) -> Option<Slice<'l>> {
        let (first, last) = (lane.segments.first()?, lane.segments.last()?);
        let end = if lane.has_ended() { last.start } else { self.lanes.end };
        Some(Slice {
            name: lane.name.as_str().into(),
            category,
            start_ns: first.start.time_ns,
            end_ns: end.time_ns,
            line: first.line,
        })
    }

    fn track_slices(&mut self, id: LaneId, mut slices: Vec<Slice>) -> io::Result<()> {
        // Stable: of slices with the same ends, the call that was made first is the outer one,
        // and calls come before the waits in them. The lane's own is longer than all.
        let is_whole = |slice: &Slice| matches!(slice.category, Category::Thread | Category::Task);
        slices.sort_by_key(|s| (s.start_ns, !is_whole(s), std::cmp::Reverse(s.end_ns)));
        let (pid, tid) = (self.lanes.lane(id).process.into(), self.track(id).into());
        for slice in slices {
            self.begin()
                .args(|w| _ = w.number("line", slice.line.into()))
                .word("cat", slice.category.word())
                .microseconds("dur", slice.end_ns - slice.start_ns)
                .text("name", &slice.name)
                .word("ph", "X")
                .number("pid", pid)
                .number("tid", tid)
                .microseconds("ts", slice.start_ns)
                .end()?;
        }
        Ok(())
    }

    /// Output and exceptions are moments, not spans.
    fn instants(&mut self, trace: &Trace) -> io::Result<()> {
        for event in trace.iter() {
            let (category, name) = match event.kind {
                EventKind::Output => ("output", trace.text(event.a).trim_end().to_owned()),
                EventKind::Raise => {
                    ("exception", format!("{}: {}", trace.text(event.a), trace.text(event.b)))
                }
                _ => continue,
            };
            if !name.is_empty() {
                let process = self.process_of(event.thread);
                self.begin()
                    .args(|w| _ = w.number("line", event.line.into()))
                    .word("cat", category)
                    .text("name", &name)
                    .word("ph", "i")
                    .number("pid", process)
                    .word("s", "t")
                    .number("tid", event.thread.into())
                    .microseconds("ts", event.time_ns)
                    .end()?;
            }
        }
        Ok(())
    }

    fn arrows(&mut self, trace: &Trace) -> io::Result<()> {
        for (id, arrow) in self.lanes.arrows.iter().enumerate() {
            let object = trace.object(arrow.object).map_or("", |object| &object.label);
            let kind = arrow.kind.describe();
            let name = if object.is_empty() { kind.into() } else { format!("{kind}: {object}") };
            let ends = [("s", arrow.from_lane, arrow.from), ("f", arrow.to_lane, arrow.to)];
            for (phase, lane, at) in ends {
                let (pid, tid) = (self.lanes.lane(lane).process.into(), self.track(lane).into());
                self.begin()
                    .word("bp", "e")
                    .word("cat", "flow")
                    .number("id", id as u64)
                    .text("name", &name)
                    .word("ph", phase)
                    .number("pid", pid)
                    .number("tid", tid)
                    .microseconds("ts", at.time_ns)
                    .end()?;
            }
        }
        Ok(())
    }
}

fn push_number(out: &mut Vec<u8>, mut number: u64) {
    let mut digits = [0; 20];
    let mut at = digits.len();
    loop {
        at -= 1;
        digits[at] = b'0' + (number % 10) as u8;
        number /= 10;
        if number == 0 {
            break;
        }
    }
    out.extend_from_slice(&digits[at..]);
}

/// What a lane did, besides running where that is the rule: what took no time is no slice, since
/// the viewer could not show it.
fn states(lane: &Lane, trace: &Trace, with_running: bool) -> Vec<Slice<'static>> {
    let mut slices = Vec::new();
    for segment in lane.segments.iter().filter(|s| s.start.time_ns < s.end.time_ns) {
        let category = match segment.state {
            LaneState::Running if with_running => Category::Run,
            LaneState::Running | LaneState::Finished(_) => continue,
            LaneState::WaitsForGil | LaneState::Ready | LaneState::WaitsForLoop => Category::Ready,
            LaneState::Blocked(_) | LaneState::Awaiting | LaneState::LoopIdle => Category::Wait,
        };
        slices.push(Slice {
            name: segment.describe(trace).into(),
            category,
            start_ns: segment.start.time_ns,
            end_ns: segment.end.time_ns,
            line: segment.line,
        });
    }
    slices
}

/// The calls of each thread. A return without a call (its call was not kept) is left out, and a
/// call without a return lasts until the end.
fn calls(trace: &Trace, end: Position) -> Vec<Vec<Slice<'_>>> {
    // Of each thread: the number of the slice, and of its name.
    let mut open: Vec<Vec<(usize, u32)>> = Vec::new();
    let mut slices: Vec<Vec<Slice>> = Vec::new();
    for event in trace.iter() {
        if !matches!(event.kind, EventKind::Call | EventKind::Return | EventKind::ThreadEnd) {
            continue;
        }
        let thread = event.thread as usize;
        if slices.len() <= thread {
            slices.resize_with(thread + 1, Vec::new);
            open.resize_with(thread + 1, Vec::new);
        }
        let (stack, of_thread) = (&mut open[thread], &mut slices[thread]);
        match event.kind {
            EventKind::Call => {
                stack.push((of_thread.len(), event.a));
                of_thread.push(Slice {
                    name: trace.text(event.a).into(),
                    category: Category::Call,
                    start_ns: event.time_ns,
                    end_ns: end.time_ns,
                    line: event.b,
                });
            }
            EventKind::Return => {
                // A generator may be closed from elsewhere, so the name decides.
                if let Some(depth) = stack.iter().rposition(|(_, name)| *name == event.a) {
                    for (call, _) in stack.drain(depth..) {
                        of_thread[call].end_ns = event.time_ns;
                    }
                }
            }
            _ => {
                for (call, _) in stack.drain(..) {
                    of_thread[call].end_ns = event.time_ns;
                }
            }
        }
    }
    slices
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::event::{BlockReason, Event, NONE, ObjectName};
    use crate::trace::TraceBuilder;
    use serde_json::{Value, json};

    fn record() -> Trace {
        let mut builder = TraceBuilder::new(100);
        let main = builder.text("MainThread");
        let child = builder.text("Thread-1 \"quoted\"");
        let work = builder.text("work");
        let inner = builder.text("inner");
        let hello = builder.text("hello\n");
        let lock = builder.object(ObjectName::new(0, 1), || ("lock".into(), "lock_a".into()));
        use EventKind::*;
        let rows = [
            (0, 0, ThreadBegin, 0, main),
            (0, 0, Run, 0, 0),
            (1_000, 0, Acquire, lock, 0),
            (1_500, 0, ThreadStart, 1, child),
            (1_500, 1, ThreadBegin, 0, child),
            (2_000, 1, Run, 0, 0),
            (2_000, 1, Call, work, 3),
            (2_100, 1, Call, inner, 9),
            (2_200, 1, Block, lock, BlockReason::Lock as u32),
            (3_000, 0, Release, lock, 0),
            (3_000, 1, Wake, 0, 0),
            (3_100, 1, Run, 0, 1),
            (3_100, 1, Acquire, lock, 0),
            (3_200, 1, Output, hello, 1),
            (3_300, 1, Return, inner, 0),
            (3_400, 1, ThreadEnd, 0, 0),
            (3_500, 0, ThreadJoin, 1, NONE),
        ];
        for (index, (time_ns, thread, kind, a, b)) in rows.into_iter().enumerate() {
            builder.event(&Event { time_ns, step: index as u32, thread, kind, line: 7, a, b });
        }
        builder.finish()
    }

    #[test]
    fn perfetto_gets_what_it_reads() {
        let value: Value = serde_json::from_str(&chrome_trace(&record(), true)).unwrap();
        let events = value["traceEvents"].as_array().unwrap();
        let named = |phase: &str| -> Vec<String> {
            let of_phase = events.iter().filter(|e| e["ph"] == phase);
            of_phase.map(|e| format!("{} {}", e["tid"], e["name"].as_str().unwrap())).collect()
        };
        assert_eq!(
            named("X"),
            [
                "0 MainThread",
                "1 Thread-1 \"quoted\"",
                "1 ready",
                "1 work",
                "1 inner",
                "1 waiting for lock lock_a",
                "1 waiting for the GIL",
            ]
        );
        assert_eq!(named("s"), ["0 start", "0 release to acquire: lock_a", "1 join"]);
        assert_eq!(named("f"), ["1 start", "1 release to acquire: lock_a", "0 join"]);
        assert_eq!(named("i"), ["1 hello"]);
        let wait = events.iter().find(|e| e["cat"] == "wait").unwrap();
        assert_eq!((wait["ts"].as_f64(), wait["dur"].as_f64()), (Some(2.2), Some(0.8)));
    }

    #[test]
    fn slices_of_a_track_nest() {
        let value: Value = serde_json::from_str(&chrome_trace(&record(), true)).unwrap();
        for track in 0..2 {
            let mut open: Vec<f64> = Vec::new();
            let slices = value["traceEvents"].as_array().unwrap().iter();
            for slice in slices.filter(|e| e["ph"] == "X" && e["tid"] == track) {
                let start = slice["ts"].as_f64().unwrap();
                let end = start + slice["dur"].as_f64().unwrap();
                while open.last().is_some_and(|outer| *outer <= start) {
                    open.pop();
                }
                assert!(open.iter().all(|outer| end <= outer + 1e-9), "{slice}");
                open.push(end);
            }
        }
    }

    #[test]
    fn times_are_written_as_the_doubles_they_are() {
        let lanes = Lanes::new(true);
        let times = [0, 1, 10, 999, 1_000, 2_200, 3_050, 7_001, 123_456_789, EXACT_NS - 1];
        for ns in times.into_iter().chain([EXACT_NS, EXACT_NS + 1, u64::MAX]) {
            let mut out = Vec::new();
            let mut writer = Writer { out: &mut out, lanes: &lanes, line: Vec::new(), first: true };
            writer.begin().microseconds("ts", ns).end().unwrap();
            let text = String::from_utf8(out).unwrap();
            assert_eq!(text.trim(), json!({ "ts": ns as f64 / 1000.0 }).to_string());
        }
    }

    #[test]
    fn an_empty_trace_is_valid_json() {
        let value: Value = serde_json::from_str(&chrome_trace(&Trace::default(), false)).unwrap();
        assert_eq!(value["traceEvents"], json!([]));
    }
}
