//! The part of a trace that was not sent yet, as columns.
//!
//! Times and steps hardly ever go back, so their differences are sent (as signed numbers: threads
//! on several cores may tell of earlier times); `NONE` becomes 0. The receiver enters
//! texts and objects in the sender's order and so gets the sender's numbers.

use std::sync::Arc;

use serde::{Deserialize, Serialize};
use timeslice_trace::{Event, EventKind, ObjectInfo, Trace, TraceBuilder};

/// The most events that one message carries, so that none keeps the page busy for long.
pub const MAX_CHUNK_EVENTS: usize = 1 << 15;

/// How much of a trace was sent, and where the differences start.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sent {
    events: usize,
    objects: usize,
    texts: usize,
    time_ns: u64,
    step: u32,
}

/// Some events with the objects and texts that they are the first to need.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Chunk {
    times: Vec<i64>,
    steps: Vec<i32>,
    threads: Vec<u32>,
    kinds: Vec<EventKind>,
    lines: Vec<u32>,
    a: Vec<u32>,
    b: Vec<u32>,
    start_ns: u64,
    start_step: u32,
    objects: Vec<ObjectInfo>,
    texts: Vec<Arc<str>>,
    /// Events not kept so far.
    pub dropped: u64,
}

impl Chunk {
    /// Takes the next events of `trace`, and moves `sent` behind them.
    pub fn next(trace: &Trace, sent: &mut Sent) -> Chunk {
        let end = trace.len().min(sent.events + MAX_CHUNK_EVENTS);
        let mut chunk = Chunk {
            start_ns: sent.time_ns,
            start_step: sent.step,
            objects: trace.objects[sent.objects..].to_vec(),
            texts: trace.texts[sent.texts..].to_vec(),
            dropped: trace.dropped,
            ..Chunk::default()
        };
        for event in (sent.events..end).map(|index| trace.get(index)) {
            chunk.times.push(event.time_ns.wrapping_sub(sent.time_ns) as i64);
            chunk.steps.push(event.step.wrapping_sub(sent.step) as i32);
            chunk.threads.push(event.thread);
            chunk.kinds.push(event.kind);
            chunk.lines.push(event.line);
            chunk.a.push(event.a.wrapping_add(1));
            chunk.b.push(event.b.wrapping_add(1));
            (sent.time_ns, sent.step) = (event.time_ns, event.step);
        }
        sent.events = end;
        sent.objects = trace.objects.len();
        sent.texts = trace.texts.len();
        chunk
    }

    /// Number of events.
    pub fn len(&self) -> usize {
        self.kinds.len()
    }

    /// Whether it holds no event.
    pub fn is_empty(&self) -> bool {
        self.kinds.is_empty()
    }

    /// Adds the events to a trace that holds all earlier ones.
    pub fn append_to(&self, builder: &mut TraceBuilder) {
        for text in &self.texts {
            builder.text(text);
        }
        for object in &self.objects {
            builder.object(object.name, || (object.kind.to_string(), object.label.to_string()));
        }
        let (mut time_ns, mut step) = (self.start_ns, self.start_step);
        for index in 0..self.len() {
            time_ns = time_ns.wrapping_add_signed(self.times[index]);
            step = step.wrapping_add_signed(self.steps[index]);
            builder.event(&Event {
                time_ns,
                step,
                thread: self.threads[index],
                kind: self.kinds[index],
                line: self.lines[index],
                a: self.a[index].wrapping_sub(1),
                b: self.b[index].wrapping_sub(1),
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::message::{from_bytes, to_bytes};
    use timeslice_trace::{NONE, ObjectName};

    fn record(events: usize) -> Trace {
        let mut builder = TraceBuilder::new(events);
        for index in 0..events as u32 {
            let text = builder.text(&format!("text {}", index % 7));
            let name = ObjectName::new(1, u64::from(index % 5));
            let object = builder.object(name, || ("lock".into(), format!("lock {index}")));
            builder.event(&Event {
                // Now and then an event of another core comes late.
                time_ns: u64::from(index) * 1000 + 5000 - u64::from(index % 7) * 900,
                step: index * 3,
                thread: index % 4,
                kind: if index % 2 == 0 { EventKind::Acquire } else { EventKind::Call },
                line: index % 100,
                a: if index % 2 == 0 { object } else { text },
                b: if index % 3 == 0 { NONE } else { index },
            });
        }
        builder.finish()
    }

    #[test]
    fn a_trace_in_chunks_is_the_same_trace() {
        let trace = record(MAX_CHUNK_EVENTS + 100);
        let mut sent = Sent::default();
        let mut copy = TraceBuilder::new(trace.len());
        let mut chunks = 0;
        while copy.trace().len() < trace.len() {
            let chunk = Chunk::next(&trace, &mut sent);
            let bytes = to_bytes(&chunk);
            assert!(bytes.len() < chunk.len() * 13 + 1000, "{} bytes", bytes.len());
            from_bytes::<Chunk>(&bytes).unwrap().append_to(&mut copy);
            chunks += 1;
        }
        assert_eq!(chunks, 2);
        assert_eq!(copy.finish(), trace);
        assert!(Chunk::next(&trace, &mut sent).is_empty());
    }
}
