//! The state of a whole machine as one number.
//!
//! Two states with the same number go on in the same way under the same choices: the explorer finds
//! by it that a program comes back to where it was, which it can then do for ever. What things are
//! called and where they lie is no part of it, nor the time of day, nor what was printed.

use std::hash::{DefaultHasher, Hash, Hasher};

use rustc_hash::FxHashMap;
use timeslice_trace::ThreadId;

use crate::base::base;
use crate::collect::children;
use crate::machine::Machine;
use crate::native_object::NativeObject;
use crate::object::Kind;
use crate::sync::SyncData;
use crate::thread::{State, Wait};
use crate::value::{Ref, Value};

/// Objects that are looked at, at most.
const MAX_OBJECTS: usize = 20_000;

/// A walk over what threads can reach.
struct Walk {
    /// Objects in the order in which they are met: that is their name here.
    met: FxHashMap<Ref, u32>,
    work: Vec<Ref>,
    /// Objects below are the library's, the same in every run; they are what they were.
    base: u32,
    hasher: DefaultHasher,
}

impl Walk {
    fn value(&mut self, value: Value) {
        std::mem::discriminant(&value).hash(&mut self.hasher);
        match value {
            Value::Null | Value::None | Value::NotImplemented | Value::Ellipsis => {}
            Value::Bool(b) => b.hash(&mut self.hasher),
            Value::Int(i) => i.hash(&mut self.hasher),
            Value::Float(x) => x.to_bits().hash(&mut self.hasher),
            Value::Obj(r) => self.object(r),
        }
    }

    fn object(&mut self, r: Ref) {
        if r.0 < self.base {
            r.0.hash(&mut self.hasher);
            return;
        }
        let next = self.met.len() as u32;
        let number = *self.met.entry(r).or_insert(next);
        if number == next {
            self.work.push(r);
        }
        (self.base + number).hash(&mut self.hasher);
    }
}

impl Machine {
    /// The state's number; `None` where something belongs to it that is not looked into: several
    /// processes, generators and iterators under way, files, a very large state.
    pub(crate) fn state_digest(&self) -> Option<u64> {
        if self.w.procs.len() != 1 {
            return None;
        }
        let base = base();
        let mut walk = Walk {
            met: FxHashMap::default(),
            work: Vec::new(),
            base: base.end,
            hasher: DefaultHasher::new(),
        };
        for tid in 0..self.thread_count() {
            self.walk_thread(&mut walk, tid);
        }
        for root in [self.p.modules, self.p.builtins, self.p.main] {
            walk.object(root);
        }
        for value in &self.p.roots {
            walk.value(*value);
        }
        let mut changed = self.p.heap.changed_since(&base.process.heap, base.end).into_iter();
        loop {
            let next =
                walk.work.pop().map(|r| (r, false)).or_else(|| changed.next().map(|r| (r, true)));
            let Some((r, shared)) = next else { break };
            let kind = self.get(r);
            self.walk_object(&mut walk, kind, shared)?;
            children(kind, |value| walk.value(value));
            if walk.met.len() > MAX_OBJECTS {
                return None;
            }
        }
        Some(walk.hasher.finish())
    }

    fn walk_thread(&self, walk: &mut Walk, tid: ThreadId) {
        let thread = self.thread(tid);
        std::mem::discriminant(&thread.state).hash(&mut walk.hasher);
        if let State::Blocked { wait, deadline_ns, .. } = thread.state {
            std::mem::discriminant(&wait).hash(&mut walk.hasher);
            if let Wait::Begun(other) | Wait::Ended(other) = wait {
                other.hash(&mut walk.hasher);
            }
            if let Some(r) = wait.object() {
                walk.object(r);
            }
            let now = self.w.now_ns.max(self.now_ns());
            deadline_ns.map(|deadline| deadline.saturating_sub(now)).hash(&mut walk.hasher);
        }
        if matches!(thread.state, State::Finished) {
            return;
        }
        let resume = thread.resume;
        (resume.phase, resume.timed_out, resume.notified, resume.data).hash(&mut walk.hasher);
        (thread.pc, thread.begun, thread.daemon, thread.frames.len()).hash(&mut walk.hasher);
        for frame in &thread.frames {
            (frame.code, frame.pc, frame.base, frame.floor).hash(&mut walk.hasher);
            frame.cont.hash(&mut walk.hasher);
            walk.object(frame.globals);
            for value in [frame.namespace, frame.generator, frame.handled, frame.function] {
                walk.value(value);
            }
        }
        walk.value(thread.handled);
        walk.value(thread.object);
        for value in &thread.stack {
            walk.value(*value);
        }
        for (key, values) in &thread.locals {
            walk.object(*key);
            walk.object(*values);
        }
    }

    /// What an object holds besides other values. Objects that all runs `share` are known not to be
    /// under way.
    fn walk_object(&self, walk: &mut Walk, kind: &Kind, shared: bool) -> Option<()> {
        let hasher = &mut walk.hasher;
        std::mem::discriminant(kind).hash(hasher);
        match kind {
            Kind::Str(text) => text.as_str().hash(hasher),
            Kind::BigInt(i) => i.hash(hasher),
            Kind::Complex(re, im) => (re.to_bits(), im.to_bits()).hash(hasher),
            Kind::Bytes(bytes) => bytes.hash(hasher),
            Kind::ByteArray(bytes) => bytes.hash(hasher),
            Kind::Tuple(items) => items.len().hash(hasher),
            Kind::List(items) => items.len().hash(hasher),
            Kind::Deque(data) => (data.items.len(), data.maxlen).hash(hasher),
            Kind::Range(parts) => parts.hash(hasher),
            Kind::Function(data) => data.code.hash(hasher),
            Kind::Native(n) | Kind::Code(n) | Kind::SeqIter(_, n) => n.hash(hasher),
            Kind::RangeIter(next, stop) => (next, stop).hash(hasher),
            Kind::DictView(kind, _) => std::mem::discriminant(kind).hash(hasher),
            Kind::Lock(state) => state.owner.hash(hasher),
            Kind::Sync(data) => walk_sync(hasher, data),
            Kind::Weak(pair) => pair[0].is_null().hash(hasher),
            Kind::Other(data) => match &**data {
                NativeObject::Random(generator) => generator.hash(hasher),
                NativeObject::Stream(number) => number.hash(hasher),
                NativeObject::Struct(name, _) => name.hash(hasher),
                _ if shared => {}
                _ => return None,
            },
            Kind::Generator(_) | Kind::Iter(_) if !shared => return None,
            _ => {}
        }
        Some(())
    }
}

fn walk_sync(hasher: &mut DefaultHasher, data: &SyncData) {
    match data {
        SyncData::RLock { owner, count } => (owner, count).hash(hasher),
        SyncData::Condition { waiters, .. } => waiters.hash(hasher),
        SyncData::Event { set, waiters } => (set, waiters).hash(hasher),
        SyncData::Semaphore { value, initial } => (value, initial).hash(hasher),
        SyncData::Barrier { waiting, state, draining, .. } => {
            (waiting, *state as u8, draining).hash(hasher);
        }
        SyncData::Queue { items, unfinished, shut_down, .. } => {
            (items.len(), unfinished, shut_down).hash(hasher);
        }
    }
}
