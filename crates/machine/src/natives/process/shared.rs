//! Handles of shared things, their conditions, and how they show in traces and reports.

use std::sync::Arc;

use timeslice_trace::{EventKind, NONE, ObjectName, SyncView, ThreadId};

use crate::frame::Cont;
use crate::heap::make_mut;
use crate::ipc::{Ipc, SharedThing};
use crate::machine::{Machine, Process, R};
use crate::native::Args;
use crate::native_object::NativeObject;
use crate::object::Kind;
use crate::thread::{State, Thread, Wait};
use crate::value::{Ref, Value};

/// How deep a label is looked for behind a variable: `Value` → its `_obj` → `_cells`.
pub const LABEL_DEPTH: u32 = 4;
/// How many objects are looked at for one label.
const LABEL_BUDGET: u32 = 4_000;

/// Kinds of shared things in pickles.
pub const CONNECTION: i64 = 0;
/// See [`CONNECTION`].
pub const SEM_LOCK: i64 = 1;
/// See [`CONNECTION`].
pub const ARRAY: i64 = 2;

/// `_rebuild(kind, number)`: the handle that a pickle speaks of.
pub fn rebuild(m: &mut Machine, args: Args, _: Cont) -> R {
    let (kind, number) = (m.int_arg(m.arg(args, 0))?, m.int_arg(m.arg(args, 1))?);
    let known = match kind {
        CONNECTION => m.w.ipc.ends.len(),
        SEM_LOCK => m.w.ipc.semaphores.len(),
        ARRAY => m.w.ipc.arrays.len(),
        _ => 0,
    };
    if number < 0 || number as usize >= known {
        return m.value_error("no such shared object");
    }
    let number = number as u32;
    let thing = match kind {
        CONNECTION => {
            let process = m.p.id;
            let ipc = m.ipc_mut();
            let transit = &mut ipc.ends[number as usize].transit;
            *transit = transit.saturating_sub(1);
            ipc.hold(number, process);
            SharedThing::Connection { end: number, open: true }
        }
        SEM_LOCK => SharedThing::SemLock { number, count: 0, last: 0 },
        _ => SharedThing::Array(number),
    };
    Ok(m.shared_object(thing))
}

impl Machine {
    /// What processes share, to change it.
    pub(crate) fn ipc_mut(&mut self) -> &mut Ipc {
        make_mut(&mut self.w.ipc)
    }

    /// A new handle.
    pub(crate) fn shared_object(&mut self, thing: SharedThing) -> Value {
        self.alloc(Kind::Other(Arc::new(NativeObject::Shared(thing))))
    }

    /// A name for a new shared thing: that of an object that is made for it.
    pub(crate) fn shared_name(&mut self) -> ObjectName {
        self.th.namer.next()
    }

    /// The handle that an object is.
    pub(crate) fn shared_thing(&self, v: Value) -> Option<SharedThing> {
        let Value::Obj(r) = self.unwrap(v) else { return None };
        shared_in(&self.p, r)
    }

    /// Changes the handle that an object is.
    pub(crate) fn set_shared_thing(&mut self, v: Value, thing: SharedThing) {
        if let Value::Obj(r) = self.unwrap(v) {
            *self.get_mut(r) = Kind::Other(Arc::new(NativeObject::Shared(thing)));
        }
    }

    /// Whether a condition on something shared holds for a blocked thread.
    pub(crate) fn world_ready(&self, wait: Wait, thread: &Thread) -> bool {
        let ipc = &self.w.ipc;
        match wait {
            Wait::ChannelItem(c) => ipc.readable(ipc.channels[c as usize].reader),
            Wait::ChannelRoom(c) => {
                let channel = &ipc.channels[c as usize];
                channel.read >= thread.resume.data || !ipc.ends[channel.reader as usize].is_open()
            }
            Wait::SharedSemaphore(n) => ipc.semaphores[n as usize].value > 0,
            Wait::Listener(n) => {
                let listener = &ipc.listeners[n as usize];
                !listener.backlog.is_empty() || listener.address.is_none()
            }
            Wait::Any(list) => {
                let process = self.process(thread.process);
                let items: &[Value] = match process.heap.get(list) {
                    Kind::List(items) => items,
                    Kind::Tuple(items) => items,
                    _ => &[],
                };
                items.iter().any(|v| self.item_ready(process, *v))
            }
            _ => false,
        }
    }

    /// Whether an item of `multiprocessing.connection.wait`'s list is ready: a connection or a pid.
    pub(crate) fn item_ready(&self, process: &Process, item: Value) -> bool {
        match item {
            Value::Int(pid) => {
                self.process_of_pid(pid).is_none_or(|id| self.process(id).info.exit_code.is_some())
            }
            Value::Obj(r) => match shared_in(process, r) {
                Some(SharedThing::Connection { end, open }) => !open || self.w.ipc.readable(end),
                _ => false,
            },
            _ => false,
        }
    }

    /// Tells the threads of all processes whose wait for something shared has ended.
    pub(crate) fn wake_shared(&mut self, concerns: impl Fn(Wait) -> bool) {
        if self.w.blocked == 0 {
            return;
        }
        for tid in 0..self.thread_count() {
            let thread = self.thread(tid);
            if let State::Blocked { wait, .. } = thread.state
                && concerns(wait)
                && self.satisfied(thread)
            {
                self.event_wake(tid);
            }
        }
    }

    /// The number in the trace of something shared.
    pub(crate) fn shared_id(&mut self, name: ObjectName, kind: &str, thing: Wait) -> u32 {
        let Some(mut recorder) = self.recorder.take() else { return NONE };
        let id = recorder
            .object(name, || (kind.to_owned(), self.shared_label(&self.p, thing, LABEL_DEPTH)));
        self.recorder = Some(recorder);
        id
    }

    /// Adds an event about something shared.
    pub(crate) fn shared_event(
        &mut self,
        kind: EventKind,
        name: ObjectName,
        what: &str,
        thing: Wait,
        b: u32,
    ) {
        if self.recorder.is_some() {
            let a = self.shared_id(name, what, thing);
            self.event(kind, a, b);
        }
    }

    /// Number in the trace of what a thread waits for, when it is something shared.
    pub(crate) fn waited_shared_id(&mut self, wait: Wait) -> u32 {
        let ipc = &self.w.ipc;
        let (name, kind) = match wait {
            Wait::ChannelItem(c) | Wait::ChannelRoom(c) => (ipc.channels[c as usize].name, "Pipe"),
            Wait::SharedSemaphore(n) => {
                let semaphore = &ipc.semaphores[n as usize];
                (semaphore.name, semaphore.kind_name())
            }
            Wait::Listener(n) => (ipc.listeners[n as usize].name, "Listener"),
            _ => return NONE,
        };
        self.shared_id(name, kind, wait)
    }

    /// What a learner would call something shared: the variable of `process` behind which it is.
    pub(crate) fn shared_label(&self, process: &Process, thing: Wait, depth: u32) -> String {
        let mut budget = LABEL_BUDGET;
        let mut found = |v: Value| self.reaches(process, v, thing, depth, &mut budget);
        if let Kind::Dict(globals) = process.heap.get(process.main) {
            for e in globals.iter() {
                if let Value::Obj(key) = e.key
                    && let Kind::Str(name) = process.heap.get(key)
                    && found(e.value)
                {
                    return name.as_str().to_owned();
                }
            }
        }
        for tid in 0..self.thread_count() {
            let thread = self.thread(tid);
            if thread.process != process.id {
                continue;
            }
            for frame in &thread.frames {
                let code = &process.codes[frame.code as usize];
                if code.library {
                    continue;
                }
                for (slot, name) in code.local_names.iter().enumerate() {
                    let value = thread.stack.get(frame.base as usize + slot).copied();
                    if value.is_some_and(&mut found)
                        && let Kind::Str(name) = process.heap.get(*name)
                    {
                        return name.as_str().to_owned();
                    }
                }
            }
        }
        String::new()
    }

    /// Pipes and semaphores that a variable of the main process holds, for the inspector.
    pub(crate) fn shared_views(&self) -> Vec<SyncView> {
        let mut views = Vec::new();
        for (i, channel) in self.w.ipc.channels.iter().enumerate() {
            let n = channel.messages.len();
            let state = format!("{n} message{}", if n == 1 { "" } else { "s" });
            views.extend(self.shared_view(Wait::ChannelItem(i as u32), "Pipe", None, state));
        }
        for (i, semaphore) in self.w.ipc.semaphores.iter().enumerate() {
            let wait = Wait::SharedSemaphore(i as u32);
            let kind = semaphore.kind_name();
            let state = match (kind, semaphore.value) {
                ("Semaphore", n) => format!("{n} left"),
                (_, 0) => "locked".to_owned(),
                _ => "unlocked".to_owned(),
            };
            views.extend(self.shared_view(wait, kind, semaphore.holder, state));
        }
        views
    }

    fn shared_view(
        &self,
        thing: Wait,
        kind: &str,
        holder: Option<ThreadId>,
        state: String,
    ) -> Option<SyncView> {
        /// Not the semaphores inside a condition or a shared value.
        const DEPTH: u32 = 1;
        let label = self.shared_label(&self.p, thing, DEPTH);
        if label.is_empty() {
            return None;
        }
        let waiters = (0..self.thread_count())
            .filter(|t| {
                matches!(self.thread(*t).state, State::Blocked { wait, .. } if wait == thing
                    || matches!((wait, thing), (Wait::ChannelRoom(a), Wait::ChannelItem(b)) if a == b))
            })
            .collect();
        Some(SyncView { kind: kind.to_owned(), label, holder, waiters, state })
    }

    fn reaches(
        &self,
        process: &Process,
        v: Value,
        thing: Wait,
        depth: u32,
        budget: &mut u32,
    ) -> bool {
        let Value::Obj(r) = v else { return false };
        if *budget == 0 {
            return false;
        }
        *budget -= 1;
        let mut inside = |v: Value| depth > 0 && self.reaches(process, v, thing, depth - 1, budget);
        match process.heap.get(r) {
            Kind::Other(data) => match **data {
                NativeObject::Shared(shared) => self.is_same(shared, thing),
                _ => false,
            },
            Kind::Instance(_, attrs) => {
                let own = attrs.iter().any(|(_, v)| inside(v));
                own || attrs.dict.is_some_and(|d| match process.heap.get(d) {
                    Kind::Dict(d) => d.iter().any(|e| inside(e.value)),
                    _ => false,
                })
            }
            Kind::List(items) => items.iter().any(|v| inside(*v)),
            Kind::Tuple(items) => items.iter().any(|v| inside(*v)),
            Kind::Cell(v) => inside(*v),
            _ => false,
        }
    }

    fn is_same(&self, shared: SharedThing, thing: Wait) -> bool {
        match (shared, thing) {
            (SharedThing::Connection { end, .. }, Wait::ChannelItem(c) | Wait::ChannelRoom(c)) => {
                let end = &self.w.ipc.ends[end as usize];
                end.reads == Some(c) || end.writes == Some(c)
            }
            (SharedThing::SemLock { number, .. }, Wait::SharedSemaphore(n)) => number == n,
            // An array is nothing to wait for: its number stands in for one.
            (SharedThing::Array(number), Wait::Any(n)) => number == n.0,
            _ => false,
        }
    }

    /// Attributes of a handle.
    pub(crate) fn shared_attr(&mut self, thing: SharedThing, name: Ref) -> Option<Value> {
        let text = self.symbol_text(name);
        match thing {
            SharedThing::Connection { end, open } => {
                let end = &self.w.ipc.ends[end as usize];
                match text {
                    "closed" => Some(Value::Bool(!open)),
                    "readable" => Some(Value::Bool(end.reads.is_some())),
                    "writable" => Some(Value::Bool(end.writes.is_some())),
                    _ => None,
                }
            }
            SharedThing::SemLock { number, .. } => {
                let semaphore = &self.w.ipc.semaphores[number as usize];
                match text {
                    "maxvalue" => Some(Value::Int(semaphore.max)),
                    "kind" => Some(Value::Int(i64::from(!semaphore.recursive))),
                    "handle" => Some(Value::Int(i64::from(number))),
                    _ => None,
                }
            }
            SharedThing::Array(number) => {
                let code = self.w.ipc.arrays[number as usize].typecode;
                match text {
                    "typecode" => Some(self.str(&char::from(code).to_string())),
                    _ => None,
                }
            }
        }
    }
}

/// The handle that object `r` of a process is.
fn shared_in(process: &Process, r: Ref) -> Option<SharedThing> {
    match process.heap.get(r) {
        Kind::Other(data) => match **data {
            NativeObject::Shared(thing) => Some(thing),
            _ => None,
        },
        _ => None,
    }
}
