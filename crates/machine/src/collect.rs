//! Garbage: deterministic mark and sweep, at moments that depend on the program alone.

use timeslice_trace::{Budget, Outcome};

use crate::base::base;
use crate::finalize::Extent;
use crate::machine::Machine;
use crate::native_object::NativeObject;
use crate::object::{IterData, Kind};
use crate::sync::SyncData;
use crate::thread::Thread;
use crate::value::{Ref, Value};

/// Bytes that are allocated between two collections, at least.
pub const MIN_GROWTH_BYTES: u64 = 24 << 20;

impl Machine {
    /// At a safe point: collects when enough was allocated, and ends the run when what is left is
    /// more than the limit. True when a frame was pushed, which runs finalisers.
    pub(crate) fn check_memory(&mut self) -> bool {
        if self.p.heap.bytes() < self.p.check_bytes {
            return false;
        }
        let dead = self.collect();
        let used = self.p.heap.bytes();
        let others: u64 = (0..self.w.procs.len() as u32)
            .filter(|i| *i != self.p.id)
            .map(|i| self.process(i).heap.bytes())
            .sum();
        let limit = self.settings.limits.memory_bytes;
        if used + others > limit {
            self.outcome = Some(Outcome::Budget(Budget::Memory(limit)));
        }
        let next = used + (used / 2).max(MIN_GROWTH_BYTES);
        self.p.check_bytes = next.min(limit.saturating_sub(others) + 1).max(used + (1 << 16));
        !dead.is_empty() && self.outcome.is_none() && self.push_finalizers(dead)
    }

    /// Frees what cannot be reached in the running process, except what has something to say
    /// before: that (and what it refers to) is given back, alive.
    pub(crate) fn collect(&mut self) -> Vec<Ref> {
        let (mut marks, _) = self.mark(&[]);
        let dead =
            if self.p.finalizers { self.dying(&marks, &[], Extent::Cycles) } else { Vec::new() };
        for r in &dead {
            self.mark_from(&mut marks, *r);
        }
        self.free_unmarked(&marks);
        dead
    }

    /// Frees what is not marked.
    pub(crate) fn free_unmarked(&mut self, marks: &[bool]) {
        self.clear_weak(marks);
        self.close_dead_connections(marks);
        self.p.heap.sweep(marks);
        self.forget_swept(marks);
    }

    /// Marks what can be reached in the running process, but not only through the objects
    /// `without`; also gives how many objects were looked at.
    pub(crate) fn mark(&self, without: &[Ref]) -> (Vec<bool>, u64) {
        let base = base();
        let mut marks = vec![false; self.p.heap.end() as usize];
        marks[..base.end as usize].fill(true);
        let mut work: Vec<Ref> = self.p.heap.changed_since(&base.process.heap, base.end);
        let mut seen = 0;
        let add = |marks: &mut Vec<bool>, work: &mut Vec<Ref>, v: Value| {
            if let Value::Obj(r) = v
                && !marks[r.0 as usize]
            {
                marks[r.0 as usize] = true;
                work.push(r);
            }
        };
        for r in [self.p.modules, self.p.builtins, self.p.main] {
            if !without.contains(&r) {
                add(&mut marks, &mut work, r.into());
            }
        }
        for v in &self.p.roots {
            add(&mut marks, &mut work, *v);
        }
        for r in self.p.interned.values() {
            add(&mut marks, &mut work, (*r).into());
        }
        for code in self.p.codes.iter() {
            for v in &code.consts {
                add(&mut marks, &mut work, *v);
            }
        }
        for tid in 0..self.thread_count() {
            let thread = self.thread(tid);
            if thread.process == self.p.id {
                thread_roots(thread, |v| add(&mut marks, &mut work, v));
            }
        }
        while let Some(r) = work.pop() {
            if without.contains(&r) {
                marks[r.0 as usize] = false;
                continue;
            }
            seen += 1;
            children(self.get(r), |v| add(&mut marks, &mut work, v));
        }
        (marks, seen)
    }

    pub(crate) fn mark_from(&self, marks: &mut [bool], r: Ref) {
        let mut work = vec![r];
        while let Some(r) = work.pop() {
            if !std::mem::replace(&mut marks[r.0 as usize], true) {
                children(self.get(r), |v| work.extend(v.as_ref()));
            }
        }
    }

    fn clear_weak(&mut self, marks: &[bool]) {
        let mut cleared = Vec::new();
        for (r, object) in self.p.heap.objects(0) {
            if let Kind::Weak(pair) = &object.kind
                && marks[r.0 as usize]
                && let Value::Obj(target) = pair[0]
                && !marks[target.0 as usize]
            {
                cleared.push((r, pair[1]));
            }
        }
        for (r, callback) in cleared {
            *self.get_mut(r) = Kind::Weak(std::sync::Arc::new([Value::Null, callback]));
        }
    }
}

fn thread_roots(thread: &Thread, mut add: impl FnMut(Value)) {
    for v in &thread.stack {
        add(*v);
    }
    for frame in &thread.frames {
        for v in [frame.namespace, frame.generator, frame.handled, frame.function] {
            add(v);
        }
        add(frame.globals.into());
    }
    add(thread.handled);
    add(thread.object);
    for (key, dict) in &thread.locals {
        add((*key).into());
        add((*dict).into());
    }
    if let crate::thread::State::Blocked { wait, .. } = thread.state
        && let Some(r) = wait.object()
    {
        add(r.into());
    }
}

/// Calls `add` with every value an object refers to.
pub fn children(kind: &Kind, mut add: impl FnMut(Value)) {
    let mut all = |values: &[Value]| values.iter().for_each(|v| add(*v));
    match kind {
        Kind::Tuple(items) => all(items),
        Kind::List(items) => all(items),
        Kind::Dict(d) => {
            for e in d.iter() {
                all(&[e.key, e.value]);
            }
        }
        Kind::Set(s) | Kind::FrozenSet(s) => s.iter().for_each(|(_, v)| all(&[v])),
        Kind::Deque(d) => d.items.iter().for_each(|v| all(&[*v])),
        Kind::Slice(parts) => all(&parts[..]),
        Kind::Cell(v) | Kind::StaticMethod(v) | Kind::ClassMethod(v) => all(&[*v]),
        Kind::Function(f) => {
            all(&[
                f.globals.into(),
                f.defaults,
                f.kwdefaults,
                f.closure,
                f.annotations,
                f.name,
                f.qualname,
                f.doc,
                f.module,
            ]);
            f.attrs.iter().for_each(|(k, v)| all(&[k.into(), v]));
            f.attrs.dict.iter().for_each(|d| all(&[Value::Obj(*d)]));
        }
        Kind::Method(pair) => all(&pair[..]),
        Kind::Class(c) => {
            all(&[c.module, c.metaclass.into()]);
            for r in c.bases.iter().chain(&c.mro).chain(&c.subclasses) {
                all(&[(*r).into()]);
            }
            c.attrs.iter().for_each(|(k, v)| all(&[k.into(), v]));
        }
        Kind::Instance(cls, attrs) => {
            all(&[(*cls).into()]);
            if let Some(d) = attrs.dict {
                all(&[d.into()]);
            }
            attrs.iter().for_each(|(k, v)| all(&[k.into(), v]));
        }
        Kind::Module(name, dict) => all(&[(*name).into(), (*dict).into()]),
        Kind::Generator(g) => {
            all(&g.stack);
            all(&[g.name, g.qualname, g.handled, g.origin]);
            if let Some(f) = &g.frame {
                all(&[f.globals.into(), f.namespace, f.function, f.handled]);
            }
        }
        Kind::SeqIter(r, _) | Kind::DictView(_, r) => all(&[(*r).into()]),
        Kind::Iter(data) => match &**data {
            IterData::Str(r, _)
            | IterData::Bytes(r, _)
            | IterData::Dict(_, r, ..)
            | IterData::DictReversed(_, r, ..)
            | IterData::Set(r, ..)
            | IterData::Deque(r, ..)
            | IterData::Reversed(r, _) => all(&[(*r).into()]),
            IterData::Enumerate(v, _) => all(&[*v]),
            IterData::Zip(items, _) => all(items),
            IterData::Done | IterData::Range(..) => {}
        },
        Kind::Property(parts) => all(&parts[..]),
        Kind::Super(parts) => all(&parts[..]),
        Kind::Alias(pair) => all(&pair[..]),
        Kind::Weak(pair) => all(&pair[1..]),
        Kind::Sync(data) => match &**data {
            SyncData::Condition { lock, .. } => all(&[*lock]),
            SyncData::Barrier { action, .. } => all(&[*action]),
            SyncData::Queue { items, .. } => items.iter().for_each(|v| all(&[*v])),
            _ => {}
        },
        Kind::Other(data) => match &**data {
            NativeObject::Struct(_, fields) => fields.iter().for_each(|(_, v)| all(&[*v])),
            NativeObject::View(view) => view.owner.iter().for_each(|r| all(&[(*r).into()])),
            NativeObject::Unpickler(unpickler) => unpickler.values().for_each(|v| all(&[v])),
            NativeObject::CoroutineWrapper(coroutine) => all(&[(*coroutine).into()]),
            NativeObject::AsyncGenStep(step) => {
                all(&[step.generator.into()]);
                if let crate::async_gen::Step::Send(v) | crate::async_gen::Step::Throw(v) =
                    step.step
                {
                    all(&[v]);
                }
            }
            _ => {}
        },
        _ => {}
    }
}
