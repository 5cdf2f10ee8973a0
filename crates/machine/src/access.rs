//! Shared memory as the explorer and the trace see it: which object, which slot, read or written.

use std::sync::Arc;

use timeslice_trace::{Base, BlockReason, EventKind, ObjectName};

use crate::machine::{Machine, R, Signal};
use crate::object::Kind;
use crate::settings::PythonVersion;
use crate::spin::Spins;
use crate::sync::SyncData;
use crate::thread::{State, Wait};
use crate::value::{Ref, Value};

/// What an access does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Touch {
    /// Reads it (a failed try-lock is a read of the lock).
    Read,
    /// Writes it, never waiting for it.
    Write,
    /// Takes a lock, waiting while another thread holds it.
    Lock,
    /// Frees a lock.
    Unlock,
    /// Changes it after waiting until it permits.
    Wait,
    /// Waits until it permits and only looks.
    WaitRead,
    /// What happened before is visible to whoever acquires this later.
    Release,
    /// The other side of `Release`.
    Acquire,
}

/// One access of a transition.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Access {
    /// Object and slot as one word, the same in every interleaving; see [`location`].
    pub location: u64,
    /// What is done to it.
    pub touch: Touch,
    /// Bytecodes executed with the instruction that made it; 0 where the transition as a whole
    /// has it (the moment of virtual time, the process that it lives in).
    pub step: u64,
}

/// The slot that stands for a container's length and order.
pub const STRUCTURE: u64 = u64::MAX;
/// The slot of a synchronisation object itself.
pub const WHOLE: u64 = u64::MAX - 1;
/// Slot of a queue's count of unfinished items.
pub const UNFINISHED: u64 = u64::MAX - 2;
/// Slot of an event for "was it cleared before or after somebody began to wait".
pub const CLEARED: u64 = u64::MAX - 3;
/// Slot of a thread: has it ended (`is_alive`).
pub const ALIVE: u64 = 3;
/// The location "which threads are there, and which number does the next one get", for all
/// processes.
pub const THREADS: u64 = 1;
/// The location "how late is it", where timers fire at any moment.
pub const MOMENT: u64 = 2;
/// Slot of a process's main thread: how many threads were given a name with a number.
pub const NUMBERS: u64 = 5;
/// Slot of a lock: somebody looks whether it is held.
const TRIED: u64 = u64::MAX - 5;
/// Slot of a thread object: was it started.
pub const STARTED: u64 = u64::MAX - 4;
/// Slots of a thread from here on: it was woken at a condition.
const WOKEN: u64 = 16;

/// The most ways of an operation that are told apart: numbers that one draw can give, choices of
/// waiters that can be woken.
pub const MAX_WAYS: u32 = 10;

/// A location's name: an object's name and its slot, mixed.
pub fn location(object: ObjectName, slot: u64) -> u64 {
    mix(mix(object.0) ^ slot)
}

/// Spreads the bits of a word (the finaliser of splitmix64).
fn mix(word: u64) -> u64 {
    let word = word.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let word = (word ^ (word >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let word = (word ^ (word >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    word ^ (word >> 31)
}

/// Stands for thread `thread` as an object; no allocation has serial 0.
pub(crate) fn thread_object(thread: timeslice_trace::ThreadId) -> ObjectName {
    ObjectName::new(thread, 0)
}

/// Where a process's number goes in the names of its own objects.
const PROCESS_SHIFT: u32 = 20;

/// Locations at which a thread stops before it accesses them.
pub type Tracked = Arc<rustc_hash::FxHashSet<u64>>;

/// How the explorer drives the machine. What the last transition touched is no part of a copy.
#[derive(Debug)]
pub struct Explore {
    /// Accesses of the transition that runs, to tracked locations and synchronisation.
    pub accesses: Vec<Access>,
    /// Its accesses to other memory: they have no race, or they would be tracked.
    pub untracked: Vec<Access>,
    /// Memory that is a choice point; `None`: all of it.
    pub tracked: Option<Tracked>,
    /// The bytecode count at which accesses are let through without asking.
    pub granted_at: u64,
    /// The transition has made a visible access, or has to end before the next.
    pub dirty: bool,
    /// Bytecodes executed when the transition began.
    pub began_at: u64,
    /// A location that has to be tracked although nobody races there.
    pub wanted: Option<u64>,
    /// The transition attempts something that may succeed or not: elsewhere it may touch other things.
    pub attempt: bool,
    /// Threads that stand before an operation that only orders (a start).
    pub orders_only: u128,
    /// Threads that wait busily.
    pub spins: Spins,
    /// What threads stand before that can go several ways.
    pub open: Vec<Open>,
    /// The way that the transition is to go.
    pub way: Option<u32>,
    /// Numbers were drawn that only this seed gives.
    pub seeded: bool,
}

/// An operation that the language leaves open: whom `notify` wakes, which number is drawn.
#[derive(Clone, Copy, Debug)]
pub struct Open {
    /// Who stands before it.
    pub thread: timeslice_trace::ThreadId,
    /// How many ways it can go; at least 2.
    pub ways: u32,
    /// A run goes way 0 when its schedule says nothing.
    pub ordinary: bool,
}

impl Clone for Explore {
    fn clone(&self) -> Explore {
        Explore {
            accesses: Vec::new(),
            untracked: Vec::new(),
            tracked: self.tracked.clone(),
            spins: self.spins.clone(),
            open: self.open.clone(),
            ..*self
        }
    }

    /// Keeps the allocations.
    fn clone_from(&mut self, source: &Explore) {
        let mut accesses = std::mem::take(&mut self.accesses);
        accesses.clear();
        let mut untracked = std::mem::take(&mut self.untracked);
        untracked.clear();
        let mut spins = std::mem::take(&mut self.spins);
        spins.clone_from(&source.spins);
        let mut tracked = self.tracked.take();
        match (&mut tracked, &source.tracked) {
            (Some(mine), Some(theirs)) => crate::heap::share(mine, theirs),
            (mine, theirs) => mine.clone_from(theirs),
        }
        let mut open = std::mem::take(&mut self.open);
        open.clone_from(&source.open);
        *self = Explore { accesses, untracked, tracked, spins, open, ..*source };
    }
}

impl Explore {
    /// Whether threads stop before they access the location.
    pub fn is_visible(&self, location: u64) -> bool {
        self.tracked.as_ref().is_none_or(|tracked| tracked.contains(&location))
    }

    /// Whether the location was asked to be visible.
    pub fn is_tracked(&self, location: u64) -> bool {
        self.tracked.as_ref().is_some_and(|tracked| tracked.contains(&location))
    }

    /// Notes an access to memory that is not tracked, once in a while at least without repetition.
    fn note(&mut self, access: Access) {
        let same = |a: &Access| a.location == access.location && a.touch == access.touch;
        if !self.untracked.iter().rev().take(8).any(same) {
            self.untracked.push(access);
            if self.untracked.len().is_multiple_of(1024) {
                self.tidy();
            }
        }
    }

    /// Sorts the untracked accesses and removes repetitions.
    pub fn tidy(&mut self) {
        self.untracked.sort_unstable_by_key(|a| (a.location, a.touch));
        self.untracked.dedup_by_key(|a| (a.location, a.touch));
    }
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
        let quiet = self.code(self.frame().code).quiet;
        if quiet && touch == Touch::Read && !self.watches_reads() {
            return Ok(());
        }
        let place = location(self.stable_name(object), slot);
        if quiet {
            self.watch_spins(place, touch, true);
            return Ok(());
        }
        self.declare_memory(place, touch)
    }

    /// Whether the running thread is in a loop of which is noted what it reads.
    fn watches_reads(&self) -> bool {
        self.explore.as_ref().is_some_and(|e| e.spins.watches(self.th.id))
    }

    /// Whether nobody cares what the running code does to memory: it is the library's own business,
    /// and there are no loops that may be busy waits.
    pub(crate) fn acts_for_itself(&self) -> bool {
        self.code(self.frame().code).quiet
            && self.explore.as_ref().is_none_or(|e| e.spins.is_idle())
    }

    /// The name of an object in all interleavings: a forked heap has its own copies of objects
    /// that keep their names.
    pub(crate) fn stable_name(&self, object: Ref) -> ObjectName {
        self.stable_name_in(self.name_of(object), self.p.id)
    }

    /// The same for an object called `name` in process `process`.
    pub(crate) fn stable_name_in(&self, name: ObjectName, process: u32) -> ObjectName {
        ObjectName(name.0 ^ (u64::from(process) << PROCESS_SHIFT))
    }

    /// Declares an operation on a synchronisation object, in the library too.
    ///
    /// # Errors
    /// As [`Machine::access`].
    #[inline]
    pub(crate) fn sync(&mut self, object: Ref, slot: u64, touch: Touch) -> R<()> {
        if self.explore.is_none() {
            return Ok(());
        }
        let name = self.stable_name(object);
        let looks = touch == Touch::Read && self.is_lock(object);
        if (looks || matches!(touch, Touch::Lock | Touch::Unlock))
            && let Some(explore) = &mut self.explore
        {
            let tried = location(name, TRIED);
            if explore.is_visible(tried) {
                // Who takes it for a moment only makes others fail.
                explore.spins.act(self.th.id);
            } else if looks {
                explore.wanted = Some(tried);
            }
        }
        self.declare_sync(location(name, slot), touch)
    }

    fn is_lock(&self, object: Ref) -> bool {
        match self.get(object) {
            Kind::Lock(_) => true,
            Kind::Sync(data) => matches!(**data, SyncData::RLock { .. }),
            _ => false,
        }
    }

    /// The same for an operation that would wait: a thread that stops before it stands as one
    /// that waits, so that it goes on only when it can.
    ///
    /// # Errors
    /// As [`Machine::access`].
    #[inline]
    pub(crate) fn sync_waiting(
        &mut self,
        object: Ref,
        touch: Touch,
        wait: Wait,
        deadline: Option<u64>,
        reason: BlockReason,
    ) -> R<()> {
        let declared = self.sync(object, WHOLE, touch);
        self.stand_before(declared, wait, deadline, reason)
    }

    /// The operation that starts now may turn out one way or another.
    #[inline]
    pub(crate) fn attempt(&mut self) {
        if let Some(explore) = &mut self.explore {
            explore.attempt = true;
        }
    }

    /// Lets the thread stand as waiting if the explorer stops it here.
    pub(crate) fn stand_before(
        &mut self,
        declared: R<()>,
        wait: Wait,
        deadline_ns: Option<u64>,
        reason: BlockReason,
    ) -> R<()> {
        if matches!(declared, Err(Signal::Yield)) {
            self.th.state = State::Blocked { wait, deadline_ns, reason };
            self.w.blocked += 1;
        }
        declared
    }

    /// Declares an operation on something that processes share, which has a name of its own.
    ///
    /// # Errors
    /// As [`Machine::access`].
    #[inline]
    pub(crate) fn access_shared(&mut self, object: ObjectName, slot: u64, touch: Touch) -> R<()> {
        if self.explore.is_some() {
            self.declare_sync(location(object, slot), touch)
        } else {
            Ok(())
        }
    }

    /// Declares that an event is cleared, or that somebody who begins to wait has not missed it.
    pub(crate) fn access_cleared(&mut self, event: Ref, touch: Touch) -> R<()> {
        if self.explore.is_none() {
            return Ok(());
        }
        self.declare_memory(location(self.stable_name(event), CLEARED), touch)
    }

    /// Whether the instruction has already been let through as a visible one.
    pub(crate) fn stands_alone(&self) -> bool {
        self.explore.as_ref().is_some_and(|e| e.dirty && e.granted_at == self.steps)
    }

    /// Declares that it is asked, or changed, whether thread `tid` has ended.
    pub(crate) fn access_alive(&mut self, tid: timeslice_trace::ThreadId, touch: Touch) -> R<()> {
        if self.explore.is_some() {
            self.declare_memory(location(thread_object(tid), ALIVE), touch)
        } else {
            Ok(())
        }
    }

    /// The location of "thread `tid` was woken".
    pub(crate) fn woken_location(tid: timeslice_trace::ThreadId) -> u64 {
        location(thread_object(tid), WOKEN)
    }

    /// Adds to the operation under way that it wakes, or is the waking of, thread `tid`.
    pub(crate) fn note_woken(&mut self, tid: timeslice_trace::ThreadId, touch: Touch) {
        self.note(Machine::woken_location(tid), touch);
    }

    /// Adds an access to the transition under way.
    pub(crate) fn note(&mut self, location: u64, touch: Touch) {
        let step = self.steps;
        if let Some(explore) = &mut self.explore {
            explore.accesses.push(Access { location, touch, step });
        }
    }

    /// The location of "process `id` still runs", which its daemon threads depend on.
    pub(crate) fn process_location(id: u32) -> u64 {
        location(ObjectName(u64::MAX - u64::from(id)), WHOLE)
    }

    /// The location of the lock under which process `id` executes the bodies of modules.
    pub(crate) fn import_location(id: u32) -> u64 {
        location(ObjectName(u64::MAX - u64::from(id)), WHOLE - 1)
    }

    /// Declares that the lock is taken or freed under which the bodies of modules are executed.
    ///
    /// # Errors
    /// As [`Machine::access`].
    pub(crate) fn access_import(&mut self, touch: Touch) -> R<()> {
        if self.explore.is_none() {
            return Ok(());
        }
        self.declare_sync(Machine::import_location(self.p.id), touch)
    }

    /// Declares that it is asked, or changed, whether a module is loaded.
    ///
    /// # Errors
    /// As [`Machine::access`].
    pub(crate) fn access_module(&mut self, name: Ref, touch: Touch) -> R<()> {
        if self.explore.is_none() || self.code(self.frame().code).quiet {
            return Ok(());
        }
        let hash = self.symbol_hash(name);
        self.declare_memory(location(self.stable_name(self.p.modules), hash), touch)
    }

    /// Which of `ways` ways the operation goes that begins now, where the schedule or the explorer
    /// says it; `None` where nobody does. `ordinary`: that means way 0.
    ///
    /// # Errors
    /// As [`Machine::access`].
    pub(crate) fn open_choice(&mut self, ways: u32, ordinary: bool) -> R<Option<u32>> {
        let me = self.th.id;
        if let Some(explore) = &mut self.explore {
            // Nobody else makes a turn with a draw in it the same as the last.
            explore.spins.act(me);
            let way = explore.way.take();
            if way.is_none() {
                explore.open.push(Open { thread: me, ways, ordinary });
                return Err(Signal::Yield);
            }
            return Ok(way);
        }
        let chosen = self.w.chosen.take_if(|chosen| chosen.thread == me);
        let Some(chosen) = chosen else { return Ok(None) };
        let fits = chosen.at + 1 == self.steps && chosen.way < ways;
        self.w.overrides_missed += u32::from(!fits);
        Ok(fits.then_some(chosen.way))
    }

    /// Declares the end of a process: threads that still run there are cut off. Daemon threads say
    /// at each transition that they depend on it; where others are cut off too, `unexpected`, all
    /// have to.
    ///
    /// # Errors
    /// As [`Machine::access`].
    pub(crate) fn access_process_end(&mut self, id: u32, unexpected: bool) -> R<()> {
        let Some(explore) = &mut self.explore else { return Ok(()) };
        let place = Machine::process_location(id);
        if unexpected && !explore.is_tracked(place) {
            explore.wanted = Some(place);
        }
        self.declare_sync(place, Touch::Write)
    }

    /// Declares that it is asked what time it is. Where timers keep their order, that is known from
    /// what happened before.
    ///
    /// # Errors
    /// As [`Machine::access`].
    pub(crate) fn look_at_clock(&mut self) -> R<()> {
        self.watch_clock();
        self.declare_moment()
    }

    fn declare_moment(&mut self) -> R<()> {
        if self.explore.is_none() || self.settings.schedule.base != Base::SerialAny {
            return Ok(());
        }
        self.declare_memory(MOMENT, Touch::Read)
    }

    /// The moment that is `ns` from now.
    ///
    /// # Errors
    /// As [`Machine::access`].
    pub(crate) fn deadline_in(&mut self, ns: u64) -> R<u64> {
        self.declare_moment()?;
        Ok(self.now_ns().saturating_add(ns))
    }

    /// Declares that somebody who joins thread `tid` for a limited time saw it end, or not.
    ///
    /// # Errors
    /// As [`Machine::access`].
    pub(crate) fn access_end_in_time(
        &mut self,
        tid: timeslice_trace::ThreadId,
        touch: Touch,
    ) -> R<()> {
        let Some(explore) = &mut self.explore else { return Ok(()) };
        explore.attempt = true;
        let place = location(thread_object(tid), ALIVE);
        if self.w.threads.len() > 1 && !explore.is_visible(place) {
            explore.wanted = Some(place);
        }
        self.declare_memory(place, touch)
    }

    /// An operation that only orders (a start, a join) begins a transition of its own and ends
    /// it: nothing visible follows in the same. Where `changes`, memory that it writes, is visible,
    /// it does more than order.
    ///
    /// # Errors
    /// As [`Machine::access`].
    pub(crate) fn order_alone(&mut self, changes: &[u64]) -> R<()> {
        let steps = self.steps;
        let me = self.th.id;
        let alone = self.w.threads.len() == 1;
        let Some(explore) = &mut self.explore else { return Ok(()) };
        if steps != explore.began_at + 1 {
            let only = alone || !changes.iter().any(|place| explore.is_visible(*place));
            explore.orders_only |= u128::from(only).checked_shl(me).unwrap_or(0);
            return Err(Signal::Yield);
        }
        explore.dirty = true;
        explore.granted_at = steps;
        for place in changes {
            self.declare_memory(*place, Touch::Write)?;
        }
        self.end_at_next_poll();
        Ok(())
    }

    /// Declares an access to memory, in the library too.
    ///
    /// # Errors
    /// As [`Machine::access`].
    pub(crate) fn declare_memory(&mut self, location: u64, touch: Touch) -> R<()> {
        self.watch_spins(location, touch, true);
        if self.w.threads.len() == 1 {
            // Whatever the only thread does, all others come after it.
            return Ok(());
        }
        let step = self.steps;
        let Some(explore) = &mut self.explore else { return Ok(()) };
        if !explore.is_visible(location) {
            explore.note(Access { location, touch, step });
            return Ok(());
        }
        self.declare(location, touch)
    }

    /// Notes for busy waits that a location is touched.
    fn watch_spins(&mut self, location: u64, touch: Touch, memory: bool) {
        let me = self.th.id;
        if let Some(explore) = &mut self.explore {
            explore.spins.touch(me, location, touch, memory);
        }
    }

    fn declare_sync(&mut self, location: u64, touch: Touch) -> R<()> {
        self.watch_spins(location, touch, false);
        if self.w.threads.len() == 1 { Ok(()) } else { self.declare(location, touch) }
    }

    fn declare(&mut self, location: u64, touch: Touch) -> R<()> {
        let anywhere = matches!(self.settings.python, PythonVersion::Any | PythonVersion::V313t);
        let step = self.steps;
        let Some(explore) = &mut self.explore else { return Ok(()) };
        if anywhere && explore.dirty && explore.granted_at != step {
            // What the instruction has noted so far belongs to the transition that begins with it.
            explore.untracked.retain(|a| a.step != step);
            return Err(Signal::Yield);
        }
        explore.dirty = true;
        explore.granted_at = step;
        let access = Access { location, touch, step };
        if explore.accesses.last() != Some(&access) {
            explore.accesses.push(access);
        }
        if !anywhere {
            self.end_at_next_poll();
        }
        Ok(())
    }

    /// Where threads switch only at certain bytecodes, the transition goes on to the next of them.
    pub(crate) fn end_at_next_poll(&mut self) {
        if matches!(self.settings.python, PythonVersion::V39 | PythonVersion::V313) {
            self.set_soft_limit(0);
        }
    }

    /// Whether reads and writes of shared memory go into the trace now.
    #[inline]
    pub(crate) fn traces_memory(&self) -> bool {
        self.recorder.is_some() && (self.p.live_threads > 1 || self.observed)
    }

    /// Puts a read or write of `object`'s slot named by `slot` into the trace, when the object can
    /// be shared: made by the main thread or by another thread than this one.
    #[cold]
    pub(crate) fn trace_memory(&mut self, kind: EventKind, object: Ref, slot: Value) {
        if self.code(self.frame().code).library {
            return;
        }
        let maker = (self.name_of(object).0 >> 40) as u32;
        if maker == self.th.id && maker != 0 && !self.observed {
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
