//! Chrome's trace event format, which Perfetto's UI opens: a process a simulated process, a track
//! a thread or an asyncio task, slices for calls and waits, flow arrows between them.
//!
//! Slices of one track must nest. Calls do, and a thread that waits neither calls nor returns, so
//! waits lie inside the innermost call and all of it inside one slice for the thread's life.

use std::collections::BTreeMap;
use std::io::{self, Write};

use serde_json::{Value, json};

use crate::event::{EventKind, ThreadId};
use crate::lanes::{Lane, LaneId, LaneState, Lanes, Position};
use crate::trace::Trace;

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
    let mut writer = Writer { out, lanes: &lanes, first: true };
    writer.names()?;
    writer.slices(trace)?;
    writer.arrows(trace)?;
    write!(out, "\n]}}")
}

struct Writer<'a, W: Write> {
    out: &'a mut W,
    lanes: &'a Lanes,
    first: bool,
}

/// A slice, to be written in the order of its begin, the outer of two first.
struct Slice {
    name: String,
    category: &'static str,
    start_ns: u64,
    end_ns: u64,
    line: u32,
}

/// Chrome counts in microseconds.
fn microseconds(ns: u64) -> Value {
    json!(ns as f64 / 1000.0)
}

impl<W: Write> Writer<'_, W> {
    fn line(&mut self, event: &Value) -> io::Result<()> {
        let separator = if std::mem::take(&mut self.first) { "\n" } else { ",\n" };
        write!(self.out, "{separator}{event}")
    }

    fn process_of(&self, thread: ThreadId) -> u32 {
        self.lanes.lanes.get(thread as usize).map_or(0, |lane| lane.process)
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
            let args = json!({ "name": name });
            self.line(&json!({"ph": "M", "name": "process_name", "pid": process, "args": args}))?;
        }
        for (place, id) in lanes.rows().into_iter().enumerate() {
            let lane = lanes.lane(id);
            let (pid, tid) = (lane.process, self.track(id));
            let args = json!({ "name": lane.name });
            self.line(
                &json!({"ph": "M", "name": "thread_name", "pid": pid, "tid": tid, "args": args}),
            )?;
            let args = json!({ "sort_index": place });
            self.line(
                &json!({"ph": "M", "name": "thread_sort_index", "pid": pid, "tid": tid, "args": args}),
            )?;
        }
        Ok(())
    }

    fn slices(&mut self, trace: &Trace) -> io::Result<()> {
        let mut calls = calls(trace, self.lanes.end);
        let lanes = self.lanes;
        for lane in &lanes.lanes {
            let mut slices = calls.remove(&lane.thread).unwrap_or_default();
            slices.extend(self.life(lane, "thread"));
            slices.extend(states(lane, trace, false));
            self.track_slices(LaneId::Thread(lane.thread), slices)?;
        }
        for (task, lane) in lanes.tasks.iter().enumerate() {
            let mut slices: Vec<Slice> = self.life(lane, "task").into_iter().collect();
            slices.extend(states(lane, trace, true));
            self.track_slices(LaneId::Task(task as u32), slices)?;
        }
        self.instants(trace)
    }

    /// All of a lane, from its first moment to its last.
    fn life(&self, lane: &Lane, category: &'static str) -> Option<Slice> {
        let (first, last) = (lane.segments.first()?, lane.segments.last()?);
        let end = if lane.has_ended() { last.start } else { self.lanes.end };
        Some(Slice {
            name: lane.name.clone(),
            category,
            start_ns: first.start.time_ns,
            end_ns: end.time_ns,
            line: first.line,
        })
    }

    fn track_slices(&mut self, id: LaneId, mut slices: Vec<Slice>) -> io::Result<()> {
        // Stable: of slices with the same ends, the call that was made first is the outer one,
        // and calls come before the waits in them. The lane's own is longer than all.
        let is_whole = |slice: &Slice| matches!(slice.category, "thread" | "task");
        slices.sort_by_key(|s| (s.start_ns, !is_whole(s), std::cmp::Reverse(s.end_ns)));
        for slice in slices {
            self.line(&json!({
                "ph": "X", "name": slice.name, "cat": slice.category,
                "pid": self.lanes.lane(id).process, "tid": self.track(id),
                "ts": microseconds(slice.start_ns),
                "dur": microseconds(slice.end_ns - slice.start_ns),
                "args": {"line": slice.line},
            }))?;
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
                self.line(&json!({
                    "ph": "i", "s": "t", "name": name, "cat": category,
                    "pid": self.process_of(event.thread), "tid": event.thread,
                    "ts": microseconds(event.time_ns), "args": {"line": event.line},
                }))?;
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
                self.line(&json!({
                    "ph": phase, "bp": "e", "id": id, "name": name, "cat": "flow",
                    "pid": self.lanes.lane(lane).process, "tid": self.track(lane),
                    "ts": microseconds(at.time_ns),
                }))?;
            }
        }
        Ok(())
    }
}

/// What a lane did, besides running where that is the rule: what took no time is no slice, since
/// the viewer could not show it.
fn states(lane: &Lane, trace: &Trace, with_running: bool) -> Vec<Slice> {
    let mut slices = Vec::new();
    for segment in lane.segments.iter().filter(|s| s.start.time_ns < s.end.time_ns) {
        let category = match segment.state {
            LaneState::Running if with_running => "run",
            LaneState::Running | LaneState::Finished(_) => continue,
            LaneState::WaitsForGil | LaneState::Ready | LaneState::WaitsForLoop => "ready",
            LaneState::Blocked(_) | LaneState::Awaiting | LaneState::LoopIdle => "wait",
        };
        slices.push(Slice {
            name: segment.describe(trace),
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
fn calls(trace: &Trace, end: Position) -> BTreeMap<ThreadId, Vec<Slice>> {
    let mut open: BTreeMap<ThreadId, Vec<usize>> = BTreeMap::new();
    let mut slices: BTreeMap<ThreadId, Vec<Slice>> = BTreeMap::new();
    for event in trace.iter() {
        let stack = open.entry(event.thread).or_default();
        let of_thread = slices.entry(event.thread).or_default();
        match event.kind {
            EventKind::Call => {
                stack.push(of_thread.len());
                of_thread.push(Slice {
                    name: trace.text(event.a).to_owned(),
                    category: "call",
                    start_ns: event.time_ns,
                    end_ns: end.time_ns,
                    line: event.b,
                });
            }
            EventKind::Return => {
                // A generator may be closed from elsewhere, so the name decides.
                let name = trace.text(event.a);
                if let Some(depth) = stack.iter().rposition(|call| of_thread[*call].name == name) {
                    for call in stack.drain(depth..) {
                        of_thread[call].end_ns = event.time_ns;
                    }
                }
            }
            EventKind::ThreadEnd => {
                for call in stack.drain(..) {
                    of_thread[call].end_ns = event.time_ns;
                }
            }
            _ => {}
        }
    }
    slices
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::event::{BlockReason, Event, NONE, ObjectName};
    use crate::trace::TraceBuilder;

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
    fn an_empty_trace_is_valid_json() {
        let value: Value = serde_json::from_str(&chrome_trace(&Trace::default(), false)).unwrap();
        assert_eq!(value["traceEvents"], json!([]));
    }
}
