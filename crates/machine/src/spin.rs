//! Busy waiting: turns of a loop that change nothing.
//!
//! A thread that comes back to the head of a loop with the stack it had there before, and that has
//! only looked at things in between, under locks perhaps that it gave back, will do so again until
//! another thread changes what it looked at. The explorer lets it wait for that: else every number of turns would be an interleaving of
//! its own, and a search would never end. Where nobody is left to change anything, the program
//! never ends: a livelock.

use std::hash::{Hash, Hasher};

use rustc_hash::FxHasher;
use timeslice_trace::{Base, ThreadId};

use crate::access::{Access, Touch};
use crate::machine::Machine;
use crate::object::Kind;
use crate::value::Value;

/// Loops of one thread that are watched at a time, nested ones and those of its callers.
const MAX_WATCHES: usize = 8;
/// Locations that one turn may look at.
const MAX_READS: usize = 64;
/// How deep tuples in tuples are looked at.
const MAX_DEPTH: u32 = 3;

/// What is known of busy waiting.
#[derive(Clone, Debug, Default)]
pub struct Spins {
    /// By thread.
    threads: Vec<ThreadSpins>,
    /// How many transitions have changed anything but who holds a lock.
    changes: u64,
    /// The transition under way has changed something else than that.
    changed: bool,
    /// The transition under way has taken or freed a lock.
    locked: bool,
}

#[derive(Clone, Debug, Default)]
struct ThreadSpins {
    watches: Vec<Watch>,
    spin: Option<Spin>,
}

/// A loop that may be a busy wait.
#[derive(Clone, Debug)]
struct Watch {
    /// How many frames there are, and where the loop begins.
    head: (usize, u32),
    /// The thread's stack at its head.
    stack: u64,
    /// What has been looked at since.
    reads: Vec<Look>,
    /// Locks that were taken since, and whether they still are.
    locks: Vec<(u64, bool)>,
    /// The thread itself has changed something since, or asked for the time.
    changed: bool,
    /// The turn has waited for time to pass.
    slept: bool,
    /// How many transitions had changed anything when the turn began.
    began: u64,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Look {
    location: u64,
    memory: bool,
}

/// A thread that waits busily.
#[derive(Clone, Debug)]
struct Spin {
    reads: Vec<Look>,
    /// As in [`Watch`], for its last turn.
    began: u64,
    slept: bool,
    /// Something it looks at has changed.
    woken: bool,
}

impl Watch {
    fn look(&mut self, look: Look) {
        if self.reads.contains(&look) {
            return;
        }
        // Too much to wait for counts as a turn that does something.
        self.changed = self.reads.len() == MAX_READS;
        self.reads.push(look);
    }

    /// A lock is taken or freed; an instruction that is executed again says so again.
    fn lock(&mut self, location: u64, taken: bool) {
        match self.locks.iter_mut().find(|lock| lock.0 == location) {
            Some(lock) => lock.1 = taken,
            // It was held before the turn.
            None if !taken => self.changed = true,
            None => self.locks.push((location, true)),
        }
    }

    /// Whether the thread has only looked at things and holds what it held.
    fn in_vain(&self) -> bool {
        !self.changed && self.locks.iter().all(|lock| !lock.1)
    }
}

impl Spins {
    fn of(&mut self, tid: ThreadId) -> &mut ThreadSpins {
        let tid = tid as usize;
        if tid >= self.threads.len() {
            self.threads.resize_with(tid + 1, ThreadSpins::default);
        }
        &mut self.threads[tid]
    }

    /// Whether a loop of `tid` is watched.
    pub(crate) fn watches(&self, tid: ThreadId) -> bool {
        self.threads.get(tid as usize).is_some_and(|thread| !thread.watches.is_empty())
    }

    /// Whether no loop is watched, and nobody waits busily.
    pub(crate) fn is_idle(&self) -> bool {
        self.threads.iter().all(|thread| thread.watches.is_empty() && thread.spin.is_none())
    }

    fn spin(&self, tid: ThreadId) -> Option<&Spin> {
        self.threads.get(tid as usize)?.spin.as_ref()
    }

    /// Notes that thread `tid` touches a location: `memory`, or something that synchronises.
    /// A lock that others try to take without waiting is memory, too: they see it held.
    pub(crate) fn touch(&mut self, tid: ThreadId, location: u64, touch: Touch, memory: bool) {
        let looks = matches!(touch, Touch::Read | Touch::WaitRead);
        let locks = !memory && matches!(touch, Touch::Lock | Touch::Unlock);
        self.changed |= !looks && !locks;
        self.locked |= locks;
        if !self.watches(tid) {
            return;
        }
        for watch in self.of(tid).watches.iter_mut().filter(|watch| !watch.changed) {
            if locks {
                watch.lock(location, touch == Touch::Lock);
            } else if looks {
                watch.look(Look { location, memory });
            } else {
                watch.changed = true;
            }
        }
    }

    /// `tid` does what makes each turn another one, though nobody else sees it.
    pub(crate) fn act(&mut self, tid: ThreadId) {
        for watch in &mut self.of(tid).watches {
            watch.changed = true;
        }
    }

    /// `tid` waits until time has passed.
    pub(crate) fn sleep(&mut self, tid: ThreadId) {
        for watch in &mut self.of(tid).watches {
            watch.slept = true;
        }
    }

    /// Whether `tid` waits for a change that has not come, so that it need not run; `sleeping`
    /// threads do not count.
    pub(crate) fn waits(&self, tid: ThreadId) -> bool {
        self.spin(tid).is_some_and(|spin| !spin.slept && !spin.woken)
    }

    /// Whether `tid` has made a whole turn, busy or sleeping, since anything changed at all.
    pub(crate) fn is_stuck(&self, tid: ThreadId) -> bool {
        self.spin(tid).is_some_and(|spin| !spin.woken && spin.began == self.changes)
    }

    /// What `tid` waits for busily: location, and whether it is memory.
    pub(crate) fn reads(&self, tid: ThreadId) -> impl Iterator<Item = (u64, bool)> {
        let spin = self.spin(tid).filter(|spin| !spin.slept);
        spin.into_iter().flat_map(|spin| &spin.reads).map(|look| (look.location, look.memory))
    }

    /// A transition of `tid` begins; whether it waited busily before.
    pub(crate) fn begin(&mut self, tid: ThreadId) -> bool {
        (self.changed, self.locked) = (false, false);
        let changes = self.changes;
        let thread = self.of(tid);
        let Some(spin) = thread.spin.take_if(|spin| !spin.slept) else { return false };
        // It stands at the head of the innermost of its loops: the turn begins now.
        if let Some(watch) = thread.watches.last_mut() {
            watch.reads.clear();
            watch.locks.clear();
            watch.began = changes;
        }
        !spin.reads.is_empty()
    }

    /// The transition of `tid` is over: whoever waits for what it changed goes on. Gives a location
    /// among `untracked` that somebody has waited for: the wait is an order that has to be seen.
    pub(crate) fn end(
        &mut self,
        tid: ThreadId,
        accesses: &[Access],
        untracked: &[Access],
        ended: bool,
    ) -> Option<u64> {
        self.changes += u64::from(self.changed || ended);
        if !self.changed && !self.locked && !ended {
            return None;
        }
        let mut unseen = None;
        for (other, thread) in self.threads.iter_mut().enumerate() {
            let Some(spin) = thread.spin.as_mut().filter(|_| other != tid as usize) else {
                continue;
            };
            let wakes = |access: &&Access| {
                !matches!(access.touch, Touch::Read | Touch::WaitRead)
                    && spin.reads.iter().any(|look| look.location == access.location)
            };
            let hidden = untracked.iter().find(wakes).map(|access| access.location);
            spin.woken |= hidden.is_some() || accesses.iter().any(|access| wakes(&access));
            unseen = unseen.or(hidden.filter(|_| !spin.slept));
        }
        unseen
    }
}

impl Machine {
    /// A turn that asks what time it is is another one each time.
    pub(crate) fn watch_clock(&mut self) {
        let me = self.th.id;
        if let Some(explore) = &mut self.explore {
            explore.spins.act(me);
        }
    }

    /// At the head of a loop, behind a jump back: whether the turn was in vain and the thread has
    /// to let others go on.
    #[cold]
    pub(crate) fn turned_in_vain(&mut self) -> bool {
        if self.code(self.frame().code).library {
            return false;
        }
        let stack = self.stack_digest();
        let head = (self.th.frames.len(), self.th.pc);
        let any_time = self.settings.schedule.base == Base::SerialAny;
        let me = self.th.id;
        let Some(explore) = &mut self.explore else { return false };
        let spins = &mut explore.spins;
        let began = spins.changes + u64::from(spins.changed);
        let thread = spins.of(me);
        let before = thread.watches.iter().position(|watch| watch.head == head);
        let before = before.map(|i| thread.watches.remove(i));
        thread.watches.retain(|watch| watch.head.0 <= head.0);
        thread.spin = None;
        let Some(stack) = stack else { return false };
        if thread.watches.len() == MAX_WATCHES {
            thread.watches.remove(0);
        }
        thread.watches.push(Watch {
            head,
            stack,
            reads: Vec::new(),
            locks: Vec::new(),
            changed: false,
            slept: false,
            began,
        });
        let Some(turn) = before.filter(|turn| turn.stack == stack && turn.in_vain()) else {
            return false;
        };
        let slept = turn.slept && !any_time;
        let Watch { reads, began, .. } = turn;
        thread.spin = Some(Spin { reads, began, slept, woken: false });
        explore.attempt = true;
        !slept
    }

    /// All that the running thread has of its own; `None` if it has something whose state is not
    /// known here, such as an iterator.
    fn stack_digest(&self) -> Option<u64> {
        let mut hasher = FxHasher::default();
        // From the top down: the iterator of a `for` is found at once.
        for value in self.th.stack.iter().rev() {
            self.digest(*value, MAX_DEPTH, &mut hasher)?;
        }
        let top = self.th.frames.len() - 1;
        for (i, frame) in self.th.frames.iter().enumerate() {
            let pc = if i == top { self.th.pc } else { frame.pc };
            (frame.code, pc, frame.base).hash(&mut hasher);
            self.digest(frame.handled, MAX_DEPTH, &mut hasher)?;
        }
        Some(hasher.finish())
    }

    fn digest(&self, value: Value, depth: u32, hasher: &mut FxHasher) -> Option<()> {
        std::mem::discriminant(&value).hash(hasher);
        match value {
            Value::Null | Value::None | Value::NotImplemented | Value::Ellipsis => {}
            Value::Bool(b) => b.hash(hasher),
            Value::Int(i) => i.hash(hasher),
            Value::Float(x) => x.to_bits().hash(hasher),
            Value::Obj(r) => match self.get(r) {
                Kind::Str(text) => text.as_str().hash(hasher),
                Kind::BigInt(i) => i.hash(hasher),
                Kind::Bytes(bytes) => bytes.hash(hasher),
                Kind::Tuple(items) if depth > 0 => {
                    items.len().hash(hasher);
                    items.iter().try_for_each(|v| self.digest(*v, depth - 1, hasher))?;
                }
                Kind::Method(pair) if depth > 0 => {
                    pair.iter().try_for_each(|v| self.digest(*v, depth - 1, hasher))?;
                }
                // What changes in these is declared when it does.
                Kind::Function(_)
                | Kind::Native(_)
                | Kind::Class(_)
                | Kind::Instance(..)
                | Kind::Module(..)
                | Kind::Code(_)
                | Kind::List(_)
                | Kind::Dict(_)
                | Kind::Set(_)
                | Kind::FrozenSet(_)
                | Kind::Deque(_)
                | Kind::ByteArray(_)
                | Kind::Cell(_)
                | Kind::Range(_)
                | Kind::Lock(_)
                | Kind::Sync(_) => r.hash(hasher),
                _ => return None,
            },
        }
        Some(())
    }
}
