//! Shared memory as the explorer and the trace see it: which object, which slot, read or written.

use std::sync::Arc;

use timeslice_trace::{EventKind, ObjectName};

use crate::machine::{Machine, R, Signal};
use crate::object::Kind;
use crate::settings::PythonVersion;
use crate::value::{Ref, Value};

/// What an access does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Touch {
    /// Reads it (a failed try-lock is a read of the lock).
    Read,
    /// Writes it.
    Write,
    /// An operation on a synchronisation object: conflicts with every other on it.
    Sync,
    /// What happened before is visible to whoever acquires this later; no choice point.
    Release,
    /// The other side of `Release`.
    Acquire,
}

/// One access of a transition.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Access {
    /// The object.
    pub object: ObjectName,
    /// Its slot: an index, or the hash of a name or key.
    pub slot: u64,
    /// What is done to it.
    pub touch: Touch,
    /// Line of the program.
    pub line: u32,
}

/// The slot that stands for a container's length and order.
pub const STRUCTURE: u64 = u64::MAX;
/// The slot of a synchronisation object itself.
pub const WHOLE: u64 = u64::MAX - 1;

/// Where a process's number goes in the names of its own objects.
const PROCESS_SHIFT: u32 = 32;

/// How the explorer drives the machine.
#[derive(Clone, Debug)]
pub struct Explore {
    /// Accesses of the transition that runs.
    pub accesses: Vec<Access>,
    /// Which memory locations are shared with a conflict, hence choice points; `None`: all of them.
    pub tracked: Option<Arc<rustc_hash::FxHashSet<(ObjectName, u64)>>>,
    /// The bytecode count at which accesses are let through without asking.
    pub granted_at: u64,
    /// The transition has made a visible access.
    pub dirty: bool,
    /// The access the thread stopped before.
    pub pending: Option<Access>,
}

impl Machine {
    /// Declares an access to slot `slot` of `object` before it is made.
    ///
    /// # Errors
    /// [`Signal::Yield`] when the explorer wants to choose first; the instruction must not have
    /// changed anything yet.
    #[inline]
    pub(crate) fn access(&mut self, object: Ref, slot: u64, touch: Touch) -> R<()> {
        if self.explore.is_some() { self.access_explored(object, slot, touch) } else { Ok(()) }
    }

    #[cold]
    fn access_explored(&mut self, object: Ref, slot: u64, touch: Touch) -> R<()> {
        if self.code(self.frame().code).library && touch != Touch::Sync {
            return Ok(());
        }
        // A forked heap has its own copies of objects that keep their names.
        let name = self.name_of(object).0 ^ (u64::from(self.p.id) << PROCESS_SHIFT);
        self.declare(ObjectName(name), slot, touch)
    }

    /// The same for something that processes share, which has a name of its own. The library's
    /// part in it is no reason to keep quiet: its classes are all there is around shared memory.
    #[inline]
    pub(crate) fn access_shared(&mut self, object: ObjectName, slot: u64, touch: Touch) -> R<()> {
        if self.explore.is_some() { self.declare(object, slot, touch) } else { Ok(()) }
    }

    /// Lets the explorer stop before an operation on something shared that cannot go on now.
    pub(crate) fn before_shared_wait(&mut self, object: ObjectName) -> R<()> {
        if let Some(explore) = &self.explore
            && explore.dirty
            && explore.granted_at != self.steps
        {
            return self.declare(object, WHOLE, Touch::Sync);
        }
        Ok(())
    }

    fn declare(&mut self, object: ObjectName, slot: u64, touch: Touch) -> R<()> {
        let access = Access { object, slot, touch, line: self.current_line() };
        let version = self.settings.python;
        let steps = self.steps;
        let Some(explore) = &mut self.explore else { return Ok(()) };
        let tracked = touch == Touch::Sync
            || explore.tracked.as_ref().is_none_or(|t| t.contains(&(access.object, slot)));
        if tracked {
            let anywhere = matches!(version, PythonVersion::Any | PythonVersion::V313t);
            if anywhere && explore.dirty && explore.granted_at != steps {
                explore.pending = Some(access);
                return Err(Signal::Yield);
            }
            explore.dirty = true;
            explore.granted_at = steps;
            if !anywhere {
                self.set_soft_limit(0);
            }
        }
        if let Some(explore) = &mut self.explore
            && explore.accesses.last() != Some(&access)
        {
            explore.accesses.push(access);
        }
        Ok(())
    }

    /// Whether reads and writes of shared memory go into the trace now.
    #[inline]
    pub(crate) fn traces_memory(&self) -> bool {
        self.recorder.is_some() && self.p.live_threads > 1
    }

    /// Puts a read or write of `object`'s slot named by `slot` into the trace, when the object can
    /// be shared: made by the main thread or by another thread than this one.
    #[cold]
    pub(crate) fn trace_memory(&mut self, kind: EventKind, object: Ref, slot: Value) {
        if self.code(self.frame().code).library {
            return;
        }
        let maker = (self.name_of(object).0 >> 40) as u32;
        if maker == self.th.id && maker != 0 {
            return;
        }
        let slot = match slot {
            Value::Obj(r) => match self.get(r) {
                Kind::Str(t) => t.as_str().to_owned(),
                _ => "[…]".to_owned(),
            },
            Value::Int(i) => format!("[{i}]"),
            _ => "[…]".to_owned(),
        };
        self.event_object_text(kind, object, &slot);
    }
}
