//! Who waits for what: conditions of blocked threads, and the report of a deadlock.

use timeslice_trace::{BlockReason, Outcome, ThreadId, Waiter};

use crate::machine::Machine;
use crate::natives::process::shared::LABEL_DEPTH;
use crate::object::Kind;
use crate::sync::SyncData;
use crate::thread::{State, Thread, Wait};
use crate::value::Ref;

impl Wait {
    /// The object waited for, when it lives in a heap.
    pub fn object(self) -> Option<Ref> {
        match self {
            Wait::Lock(r)
            | Wait::RLock(r)
            | Wait::Semaphore(r)
            | Wait::Notified(r)
            | Wait::QueueItem(r)
            | Wait::QueueRoom(r)
            | Wait::QueueDone(r)
            | Wait::BarrierOpen(r) => Some(r),
            _ => None,
        }
    }
}

impl Machine {
    /// Whether what `thread` waits for has come (its deadline apart).
    pub(crate) fn satisfied(&self, thread: &Thread) -> bool {
        let State::Blocked { wait, .. } = thread.state else { return true };
        let heap = &self.process(thread.process).heap;
        let sync = |r: Ref| match heap.get(r) {
            Kind::Sync(data) => Some(&**data),
            _ => None,
        };
        match wait {
            Wait::Lock(r) => matches!(heap.get(r), Kind::Lock(state) if state.owner.is_none()),
            Wait::RLock(r) => {
                matches!(sync(r), Some(SyncData::RLock { owner: None, .. }))
            }
            Wait::Semaphore(r) => {
                matches!(sync(r), Some(SyncData::Semaphore { value, .. }) if *value > 0)
            }
            Wait::Notified(_) => thread.resume.notified,
            Wait::QueueItem(r) => matches!(sync(r),
                Some(SyncData::Queue { items, shut_down, .. }) if !items.is_empty() || *shut_down),
            Wait::QueueRoom(r) => matches!(sync(r),
                Some(SyncData::Queue { items, maxsize, shut_down, .. })
                    if (items.len() as i64) < *maxsize || *shut_down),
            Wait::QueueDone(r) => {
                matches!(sync(r), Some(SyncData::Queue { unfinished, .. }) if *unfinished == 0)
            }
            Wait::BarrierOpen(r) => matches!(sync(r),
                Some(SyncData::Barrier { state, .. }) if !matches!(state,
                    crate::sync::BarrierState::Draining | crate::sync::BarrierState::Resetting)),
            Wait::Begun(tid) => self.thread(tid).begun,
            Wait::Ended(tid) => {
                let other = self.thread(tid);
                other.ended || other.process != thread.process
            }
            Wait::Import => {
                self.process(thread.process).importer.is_none_or(|tid| tid == thread.id)
            }
            Wait::Time => false,
            Wait::ProcessEnded(id) => self.process(id).info.exit_code.is_some(),
            other => self.world_ready(other, thread),
        }
    }

    /// Threads that could end the wait of `thread`: who holds the lock, who is joined.
    pub(crate) fn holders(&self, thread: &Thread) -> Vec<ThreadId> {
        let State::Blocked { wait, .. } = thread.state else { return Vec::new() };
        let heap = &self.process(thread.process).heap;
        match wait {
            Wait::Lock(r) => match heap.get(r) {
                Kind::Lock(state) => state.owner.into_iter().collect(),
                _ => Vec::new(),
            },
            Wait::RLock(r) => match heap.get(r) {
                Kind::Sync(data) => match &**data {
                    SyncData::RLock { owner, .. } => owner.iter().copied().collect(),
                    _ => Vec::new(),
                },
                _ => Vec::new(),
            },
            Wait::Ended(tid) | Wait::Begun(tid) => vec![tid],
            Wait::Import => self.process(thread.process).importer.into_iter().collect(),
            Wait::ProcessEnded(id) => vec![self.process(id).info.main_thread],
            Wait::SharedSemaphore(n) => {
                self.w.ipc.semaphores[n as usize].holder.into_iter().collect()
            }
            _ => Vec::new(),
        }
    }

    /// A thread's name, with its process's once there are several.
    fn full_name(&self, thread: &Thread) -> String {
        if self.w.procs.len() < 2 {
            return thread.name.to_string();
        }
        let info = &self.process(thread.process).info;
        if info.main_thread == thread.id {
            info.name.to_string()
        } else {
            format!("{} of {}", thread.name, info.name)
        }
    }

    /// The outcome when nobody can go on.
    pub(crate) fn deadlock(&mut self) -> Outcome {
        let mut waiters = Vec::new();
        for tid in 0..self.thread_count() {
            let thread = self.thread(tid);
            let State::Blocked { reason, .. } = thread.state else { continue };
            let line = self.line_of(tid);
            // Feeders and handlers of the library wait for work: no part of the story.
            if thread.daemon && line == 0 && self.w.procs.len() > 1 {
                continue;
            }
            let name = self.full_name(thread);
            let holders = self
                .holders(thread)
                .into_iter()
                .map(|h| (h, self.full_name(self.thread(h))))
                .collect();
            let object = self.waited_label(tid);
            waiters.push(Waiter { thread: tid, name, line, reason, object, holders });
        }
        Outcome::Deadlock(waiters)
    }

    /// What a blocked thread waits for, as a learner calls it.
    pub(crate) fn waited_label(&self, tid: ThreadId) -> String {
        let thread = self.thread(tid);
        let State::Blocked { wait, .. } = thread.state else { return String::new() };
        match wait {
            Wait::Ended(t) | Wait::Begun(t) => self.thread(t).name.to_string(),
            Wait::ProcessEnded(id) => self.process(id).info.name.to_string(),
            Wait::ChannelItem(_) | Wait::ChannelRoom(_) | Wait::SharedSemaphore(_) => {
                self.shared_label(self.process(thread.process), wait, LABEL_DEPTH)
            }
            other => match other.object() {
                Some(r) if thread.process == self.p.id => self.label_of(r),
                _ => String::new(),
            },
        }
    }

    /// The line of the program where thread `tid` is.
    pub(crate) fn line_of(&self, tid: ThreadId) -> u32 {
        let thread = self.thread(tid);
        let codes = &self.process(thread.process).codes;
        let blocked = matches!(thread.state, State::Blocked { .. });
        // A blocked thread stands before the instruction that it will execute again.
        let mut pc = if blocked { thread.pc + 1 } else { thread.pc };
        for (index, frame) in thread.frames.iter().enumerate().rev() {
            let code = &codes[frame.code as usize];
            if !code.library {
                return code.lines.get((pc as usize).saturating_sub(1)).copied().unwrap_or(0);
            }
            pc = index.checked_sub(1).map_or(0, |i| thread.frames[i].pc);
        }
        0
    }

    /// The report of a deadlock for stderr.
    pub(crate) fn deadlock_report(waiters: &[Waiter]) -> String {
        let mut out = String::from("Deadlock: every thread waits for ever.\n");
        for w in waiters {
            let place = if w.line > 0 { format!(" at line {}", w.line) } else { String::new() };
            let object =
                if w.object.is_empty() { String::new() } else { format!(" '{}'", w.object) };
            out.push_str(&format!("  {}{place} waits for {}{object}", w.name, w.reason.describe()));
            if matches!(w.reason, BlockReason::Lock) && !w.holders.is_empty() {
                let names: Vec<&str> = w.holders.iter().map(|(_, n)| n.as_str()).collect();
                out.push_str(&format!(", held by {}", names.join(", ")));
            }
            out.push('\n');
        }
        out
    }

    /// The number of a blocked thread's object in the trace.
    pub(crate) fn waited_object_id(&mut self, wait: Wait) -> u32 {
        match wait.object() {
            Some(r) => self.object_id(r),
            None => self.waited_shared_id(wait),
        }
    }
}
