//! A run's events as columns, with the tables they point into and a stable hash.

use std::sync::Arc;

use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use crate::event::{Event, EventKind, ObjectName, ThreadId};

/// An object that events speak of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ObjectInfo {
    /// Its name, stable over interleavings.
    pub name: ObjectName,
    /// Its type as Python calls it (`lock`, `Queue`, `list`, `module` …).
    pub kind: Arc<str>,
    /// What a learner would call it: the variable it is bound to, or type and number.
    pub label: Arc<str>,
}

/// All events of a run, in order: 25 bytes each.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Trace {
    times_ns: Vec<u64>,
    steps: Vec<u32>,
    threads: Vec<u16>,
    kinds: Vec<EventKind>,
    lines: Vec<u16>,
    a: Vec<u32>,
    b: Vec<u32>,
    /// Objects that events point to.
    pub objects: Vec<ObjectInfo>,
    /// Texts that events point to.
    pub texts: Vec<Arc<str>>,
    /// Number of events that were not kept because the trace was full; they still count in the hash.
    pub dropped: u64,
}

impl Trace {
    /// Number of events kept.
    pub fn len(&self) -> usize {
        self.kinds.len()
    }

    /// Whether there is no event.
    pub fn is_empty(&self) -> bool {
        self.kinds.is_empty()
    }

    /// Event number `index`.
    ///
    /// # Panics
    /// When there is no such event.
    pub fn get(&self, index: usize) -> Event {
        Event {
            time_ns: self.times_ns[index],
            step: self.steps[index],
            thread: ThreadId::from(self.threads[index]),
            kind: self.kinds[index],
            line: u32::from(self.lines[index]),
            a: self.a[index],
            b: self.b[index],
        }
    }

    /// All events in order.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = Event> + ExactSizeIterator + '_ {
        (0..self.len()).map(|index| self.get(index))
    }

    /// Text number `index`, empty when there is none.
    pub fn text(&self, index: u32) -> &str {
        self.texts.get(index as usize).map_or("", |text| text)
    }

    /// Object number `index`.
    pub fn object(&self, index: u32) -> Option<&ObjectInfo> {
        self.objects.get(index as usize)
    }

    /// Index of the first event that happened at or after bytecode `step`.
    pub fn first_at_step(&self, step: u32) -> usize {
        self.steps.partition_point(|s| *s < step)
    }

    fn push(&mut self, event: &Event) {
        self.times_ns.push(event.time_ns);
        self.steps.push(event.step);
        self.threads.push(event.thread.min(u32::from(u16::MAX)) as u16);
        self.kinds.push(event.kind);
        self.lines.push(event.line.min(u32::from(u16::MAX)) as u16);
        self.a.push(event.a);
        self.b.push(event.b);
    }
}

/// 64-bit FNV-1a over little-endian words: simple, specified, the same everywhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StableHash(pub u64);

impl Default for StableHash {
    fn default() -> StableHash {
        StableHash(0xcbf2_9ce4_8422_2325)
    }
}

impl StableHash {
    /// Adds bytes.
    pub fn bytes(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3);
        }
    }

    /// Adds one word, in one multiplication round per 32 bits.
    pub fn word(&mut self, word: u64) {
        for half in [word & 0xffff_ffff, word >> 32] {
            self.0 = (self.0 ^ half).wrapping_mul(0x0000_0100_0000_01b3);
            self.0 ^= self.0 >> 29;
        }
    }
}

/// Collects events into a [`Trace`] and hashes them; beyond `capacity` events it only hashes.
#[derive(Clone, Debug)]
pub struct TraceBuilder {
    trace: Trace,
    hash: StableHash,
    count: u64,
    capacity: usize,
    text_ids: FxHashMap<Arc<str>, u32>,
    object_ids: FxHashMap<ObjectName, u32>,
}

impl TraceBuilder {
    /// Replaces the labels of objects for which `label` has one that is not made up of a type and
    /// a number.
    pub fn relabel(&mut self, label: impl Fn(ObjectName) -> Option<String>) {
        for object in &mut self.trace.objects {
            if object.label.contains('#')
                && let Some(text) = label(object.name)
            {
                object.label = text.into();
            }
        }
    }

    /// Keeps at most `capacity` events; 0 keeps none and only hashes.
    pub fn new(capacity: usize) -> TraceBuilder {
        TraceBuilder {
            trace: Trace::default(),
            hash: StableHash::default(),
            count: 0,
            capacity,
            text_ids: FxHashMap::default(),
            object_ids: FxHashMap::default(),
        }
    }

    /// The number of `text` in the table, which it enters when new.
    pub fn text(&mut self, text: &str) -> u32 {
        if let Some(id) = self.text_ids.get(text) {
            return *id;
        }
        let id = self.trace.texts.len() as u32;
        let text: Arc<str> = text.into();
        self.hash.bytes(text.as_bytes());
        self.trace.texts.push(text.clone());
        self.text_ids.insert(text, id);
        id
    }

    /// The number of an object in the table; `describe` gives (kind, label) when it is new.
    pub fn object(&mut self, name: ObjectName, describe: impl FnOnce() -> (String, String)) -> u32 {
        if let Some(id) = self.object_ids.get(&name) {
            return *id;
        }
        let id = self.trace.objects.len() as u32;
        let (kind, label) = describe();
        self.hash.word(name.0);
        self.hash.bytes(label.as_bytes());
        self.trace.objects.push(ObjectInfo { name, kind: kind.into(), label: label.into() });
        self.object_ids.insert(name, id);
        id
    }

    /// Adds an event.
    pub fn event(&mut self, event: &Event) {
        self.hash.word(event.time_ns);
        self.hash.word(u64::from(event.step) | u64::from(event.kind as u8) << 32);
        self.hash.word(u64::from(event.thread) | u64::from(event.line) << 32);
        self.hash.word(u64::from(event.a) | u64::from(event.b) << 32);
        self.count += 1;
        if self.trace.len() < self.capacity {
            self.trace.push(event);
        } else {
            self.trace.dropped += 1;
        }
    }

    /// Events so far, kept or not.
    pub fn count(&self) -> u64 {
        self.count
    }

    /// The hash so far.
    pub fn hash(&self) -> u64 {
        self.hash.0
    }

    /// What was collected so far.
    pub fn trace(&self) -> &Trace {
        &self.trace
    }

    /// The finished trace.
    pub fn finish(self) -> Trace {
        self.trace
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn event(step: u32) -> Event {
        Event { time_ns: 7, step, thread: 1, kind: EventKind::Read, line: 3, a: 0, b: 0 }
    }

    #[test]
    fn a_full_trace_still_hashes_every_event() {
        let (mut full, mut none) = (TraceBuilder::new(10), TraceBuilder::new(0));
        for step in 0..5 {
            full.event(&event(step));
            none.event(&event(step));
        }
        assert_eq!(full.hash(), none.hash());
        assert_eq!(none.finish().dropped, 5);
    }

    #[test]
    fn the_hash_tells_events_apart() {
        let hash = |e: Event| {
            let mut builder = TraceBuilder::new(0);
            builder.event(&e);
            builder.hash()
        };
        let base = event(1);
        let others = [
            Event { time_ns: 8, ..base },
            Event { step: 2, ..base },
            Event { thread: 2, ..base },
            Event { kind: EventKind::Write, ..base },
            Event { line: 4, ..base },
            Event { a: 1, ..base },
            Event { b: 1, ..base },
        ];
        for other in others {
            assert_ne!(hash(base), hash(other), "{other:?}");
        }
    }

    #[test]
    fn events_come_back_from_the_columns() {
        let mut builder = TraceBuilder::new(10);
        builder.event(&event(4));
        builder.event(&event(9));
        let trace = builder.finish();
        assert_eq!(trace.iter().collect::<Vec<_>>(), [event(4), event(9)]);
        assert_eq!(trace.first_at_step(5), 1);
    }
}
