//! Putting events into the trace.

use timeslice_trace::{Event, EventKind, NONE, ThreadId};

use crate::base::base;
use crate::machine::Machine;
use crate::object::Kind;
use crate::sync::SyncData;
use crate::thread::State;
use crate::value::{Ref, Value};

impl Machine {
    /// The line of the program where the running thread is; 0 when it is not in it.
    pub(crate) fn current_line(&self) -> u32 {
        let mut pc = self.th.pc;
        for (index, frame) in self.th.frames.iter().enumerate().rev() {
            let code = self.code(frame.code);
            if !code.library {
                return code.lines.get((pc as usize).saturating_sub(1)).copied().unwrap_or(0);
            }
            pc = index.checked_sub(1).map_or(0, |i| self.th.frames[i].pc);
        }
        0
    }

    /// Adds an event of the running thread.
    pub(crate) fn event(&mut self, kind: EventKind, a: u32, b: u32) {
        if self.recorder.is_some() {
            self.event_at_line(kind, a, b, self.current_line());
        }
    }

    /// Adds an event of the running thread that belongs to another line than the thread is in.
    pub(crate) fn event_at_line(&mut self, kind: EventKind, a: u32, b: u32, line: u32) {
        let event = Event {
            time_ns: self.now_ns(),
            step: self.steps.min(u64::from(u32::MAX)) as u32,
            thread: self.th.id,
            kind,
            line,
            a,
            b,
        };
        if let Some(recorder) = &mut self.recorder {
            recorder.event(&event);
        }
    }

    /// Adds an event of another thread.
    pub(crate) fn event_of(
        &mut self,
        thread: ThreadId,
        time_ns: u64,
        kind: EventKind,
        a: u32,
        b: u32,
    ) {
        let step = self.steps.min(u64::from(u32::MAX)) as u32;
        if let Some(recorder) = &mut self.recorder {
            recorder.event(&Event { time_ns, step, thread, kind, line: 0, a, b });
        }
    }

    /// The number of a text in the trace's table.
    pub(crate) fn text_id(&mut self, text: &str) -> u32 {
        match &mut self.recorder {
            Some(recorder) => recorder.text(text),
            None => NONE,
        }
    }

    /// Adds an event whose `a` is a text.
    pub(crate) fn event_text(&mut self, kind: EventKind, text: &str, b: u32) {
        if self.recorder.is_some() {
            let a = self.text_id(text);
            self.event(kind, a, b);
        }
    }

    /// Adds an event about an object.
    pub(crate) fn event_object(&mut self, kind: EventKind, object: Ref, b: u32) {
        if self.recorder.is_some() {
            let a = self.object_id(object);
            self.event(kind, a, b);
            let takes = [EventKind::Acquire, EventKind::QueueGet, EventKind::QueuePut];
            if takes.contains(&kind) {
                self.tell_who_came_late(object, a);
            }
        }
    }

    /// Several threads were told that they need not wait for `object`, whose number is `id`. The
    /// running one was first: who finds nothing left waits on.
    fn tell_who_came_late(&mut self, object: Ref, id: u32) {
        if self.w.blocked == 0 {
            return;
        }
        let now = self.now_ns();
        for tid in 0..self.thread_count() {
            let thread = self.thread(tid);
            if let State::Blocked { wait, reason, .. } = thread.state
                && thread.was_told
                && thread.process == self.p.id
                && wait.object() == Some(object)
                && !self.satisfied(thread)
            {
                self.thread_mut(tid).was_told = false;
                self.event_of(tid, now, EventKind::Block, id, reason as u32);
            }
        }
    }

    /// Adds an event about an object and one of its slots.
    pub(crate) fn event_object_text(&mut self, kind: EventKind, object: Ref, text: &str) {
        if self.recorder.is_some() {
            let a = self.object_id(object);
            let b = self.text_id(text);
            self.event(kind, a, b);
        }
    }

    /// `tid` need not wait any longer, thanks to the running thread.
    pub(crate) fn event_wake(&mut self, tid: ThreadId) {
        let now = self.now_ns();
        let turns = self.w.turns;
        self.w.turns += 1;
        let thread = self.thread_mut(tid);
        thread.waiting_since = turns;
        thread.was_told = true;
        thread.clock_ns = thread.clock_ns.max(now);
        let me = self.th.id;
        self.event_of(tid, now, EventKind::Wake, me, 0);
        self.plan_anew(tid);
    }

    /// The number of an object in the trace's table.
    pub(crate) fn object_id(&mut self, object: Ref) -> u32 {
        let name = self.name_of(object);
        let Some(mut recorder) = self.recorder.take() else { return NONE };
        let id = recorder.object(name, || {
            let kind = self.type_name(object.into());
            let label = self.label_of(object);
            (kind, label)
        });
        self.recorder = Some(recorder);
        id
    }

    /// The same for an object that the trace is the first to speak of, and by this name.
    pub(crate) fn object_id_with(&mut self, object: Ref, kind: &str, label: String) -> u32 {
        let name = self.name_of(object);
        match &mut self.recorder {
            Some(recorder) => recorder.object(name, || (kind.to_owned(), label)),
            None => NONE,
        }
    }

    /// What a learner would call an object: the main program's variable that holds it, an item of
    /// such a variable, or its type and number.
    pub(crate) fn label_of(&self, object: Ref) -> String {
        if object == self.p.main {
            return "globals".into();
        }
        let Kind::Dict(globals) = self.get(self.p.main) else { return String::new() };
        let mut inside = None;
        for e in globals.iter() {
            let Some(name) = self.text(e.key) else { continue };
            let name = name.as_str();
            let Value::Obj(r) = e.value else { continue };
            if r == object {
                return name.to_owned();
            }
            if inside.is_some() {
                continue;
            }
            inside = match self.get(r) {
                Kind::List(items) => {
                    items.iter().position(|v| v.is(object.into())).map(|i| format!("{name}[{i}]"))
                }
                Kind::Tuple(items) => {
                    items.iter().position(|v| v.is(object.into())).map(|i| format!("{name}[{i}]"))
                }
                Kind::Dict(d) => d.iter().find(|e| e.value.is(object.into())).map(|e| {
                    let key = match e.key {
                        Value::Int(i) => i.to_string(),
                        key => self.text(key).map_or("…".into(), |t| format!("'{}'", t.as_str())),
                    };
                    format!("{name}[{key}]")
                }),
                Kind::Instance(_, attrs) => attrs
                    .iter()
                    .find(|(_, v)| v.is(object.into()))
                    .map(|(attr, _)| format!("{name}.{}", self.symbol_text(attr))),
                _ => None,
            };
        }
        inside.or_else(|| self.label_of_condition(object)).unwrap_or_else(|| {
            let name = self.name_of(object).0;
            let (thread, serial) = (name >> 40, name & ((1 << 40) - 1));
            format!("{}#{thread}.{serial}", self.type_name(object.into()))
        })
    }

    /// A lock that a condition made for itself is called like the condition, as in `with condition:`.
    fn label_of_condition(&self, lock: Ref) -> Option<String> {
        if !matches!(self.get(lock), Kind::Lock(_) | Kind::Sync(_)) {
            return None;
        }
        let owns = |r: &Ref| match self.get(*r) {
            Kind::Sync(data) => match &**data {
                SyncData::Condition { lock: made, .. } => made.is(lock.into()),
                _ => false,
            },
            _ => false,
        };
        let condition = (base().end..self.p.heap.end()).map(Ref).find(owns)?;
        Some(self.label_of(condition)).filter(|label| !label.contains('#'))
    }
}
