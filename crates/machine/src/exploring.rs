//! A machine as the explorer drives it: transition by transition, each with what it touched.
//!
//! A transition begins with one visible operation and goes on to the next (where any bytecode may
//! be a preemption point) or to the next preemption point (where not). Before other threads exist
//! nothing is visible: [`Exploring::new`] stands where the first thread is about to start.

use timeslice_compiler::Diagnostic;
use timeslice_trace::{Base, Budget, FIRST_WAY, Outcome, ThreadId};

use crate::access::{
    ALIVE, Access, Explore, MOMENT, Open, Touch, Tracked, UNFINISHED, WHOLE, location,
    thread_object,
};
use crate::exec::Stop;
use crate::heap::snapshot;
use crate::machine::Machine;
use crate::object::Kind;
use crate::schedule::{BEGIN_SLOT, END_SLOT};
use crate::settings::{PythonVersion, Settings};
use crate::spin::Spins;
use crate::sync::SyncData;
use crate::thread::{State, Thread, Wait};
use crate::value::Ref;

/// The location that is "wanted" when a program sleeps or waits with a timeout: moments of
/// virtual time are then ordered.
pub const CLOCK: u64 = 0;

/// A machine under exploration. A clone is a snapshot, without what the last transition touched.
pub struct Exploring {
    machine: Machine,
    /// How often virtual time has gone on.
    epoch: u64,
    /// Whether transitions say at which moment of virtual time they are.
    timed: bool,
    /// A deadline was met although they do not.
    wants_clock: bool,
}

snapshot!(Exploring { shared: ; lists: ; rest: machine epoch timed wants_clock });

impl Exploring {
    /// Compiles `source` and runs it up to the start of its first thread. Memory outside
    /// `tracked` is not visible; `None`: all of it is. The schedule of `settings` says with its
    /// base whether timers keep their order (`serial`) or not (`serial-any`).
    ///
    /// # Errors
    /// What is wrong with the program, by position.
    pub fn new(
        source: &str,
        file_name: &str,
        settings: &Settings,
        tracked: Option<Tracked>,
    ) -> Result<Exploring, Vec<Diagnostic>> {
        let mut machine = Machine::for_program(source, file_name, settings)?;
        let timed = tracked.as_ref().is_none_or(|t| t.contains(&CLOCK))
            && settings.schedule.base != Base::SerialAny;
        machine.explore = Some(Box::new(Explore {
            accesses: Vec::new(),
            untracked: Vec::new(),
            tracked,
            granted_at: u64::MAX,
            dirty: false,
            began_at: 0,
            wanted: None,
            attempt: false,
            orders_only: 0,
            spins: Spins::default(),
            open: Vec::new(),
            way: None,
            seeded: false,
        }));
        let mut exploring = Exploring { machine, epoch: 0, timed, wants_clock: false };
        while exploring.machine.outcome.is_none() && exploring.machine.thread_count() == 1 {
            let stands = |e: &Explore| e.orders_only != 0 || !e.open.is_empty();
            if exploring.machine.explore.as_deref().is_some_and(stands)
                || exploring.enabled().is_empty()
            {
                break;
            }
            exploring.step(0, 0);
        }
        Ok(exploring)
    }

    /// The same machine, fresh from [`Exploring::new`], with other memory visible: up to the first
    /// thread's start nothing depends on that.
    pub fn with_tracked(&self, tracked: Option<Tracked>) -> Exploring {
        let mut copy = self.clone();
        copy.timed = tracked.as_ref().is_none_or(|t| t.contains(&CLOCK))
            && copy.machine.settings.schedule.base != Base::SerialAny;
        copy.wants_clock = false;
        if let Some(explore) = &mut copy.machine.explore {
            explore.tracked = tracked;
            explore.wanted = None;
        }
        copy
    }

    /// Threads whose next transition can execute now, ascending.
    pub fn enabled(&self) -> Vec<ThreadId> {
        let mut enabled = Vec::new();
        self.list_enabled(&mut enabled);
        enabled
    }

    /// Adds to `out` the threads whose next transition can execute now, ascending.
    pub fn list_enabled(&self, out: &mut Vec<ThreadId>) {
        let m = &self.machine;
        if m.outcome.is_some() {
            return;
        }
        let begin = out.len();
        let any_time = m.settings.schedule.base == Base::SerialAny;
        let now = m.w.now_ns.max(m.now_ns());
        let could = |t: &ThreadId, limit: u64| m.could_go_on(m.thread(*t), limit);
        let mut list = |limit: u64| {
            let able = (0..m.thread_count()).filter(|t| could(t, limit) && !self.waits_busily(*t));
            out.extend(able);
            out.len() > begin
        };
        let mut found = list(if any_time { u64::MAX } else { now });
        if !found && !any_time {
            // Time passes only when nothing else can happen.
            let deadline = |t: ThreadId| match m.thread(t).state {
                State::Blocked { deadline_ns: Some(d), .. } if could(&t, d) => Some(d),
                _ => None,
            };
            let next = (0..m.thread_count()).filter_map(deadline).min();
            found = next.is_some_and(list);
        }
        if m.explore.as_ref().is_none_or(|e| e.spins.is_idle()) {
            return;
        }
        let able = (0..m.thread_count()).filter(|t| could(t, u64::MAX));
        if able.clone().all(|t| self.is_stuck(t)) {
            out.truncate(begin);
        } else if !found {
            // Something has changed, though nothing that they are known to look at.
            out.extend(able.filter(|t| could(t, now) && !self.is_stuck(*t)));
        }
    }

    /// Whether moments of virtual time are ordered and the next transition is at a later one.
    pub fn passes_time(&self) -> bool {
        let m = &self.machine;
        if !self.timed || m.w.blocked == 0 {
            return false;
        }
        let now = m.w.now_ns.max(m.now_ns());
        let able = |t: ThreadId| m.could_go_on(m.thread(t), now) && !self.waits_busily(t);
        m.outcome.is_none() && !(0..m.thread_count()).any(able)
    }

    /// Whether a thread that could go on waits for a change that has not come.
    fn waits_busily(&self, tid: ThreadId) -> bool {
        self.machine.explore.as_ref().is_some_and(|e| e.spins.waits(tid))
    }

    fn is_stuck(&self, tid: ThreadId) -> bool {
        self.machine.explore.as_ref().is_some_and(|e| e.spins.is_stuck(tid))
    }

    /// Threads that repeat a loop for ever, where nothing is enabled: nobody is left to change what
    /// they look at.
    pub fn spinning(&self) -> Vec<ThreadId> {
        let m = &self.machine;
        if m.outcome.is_some() {
            return Vec::new();
        }
        (0..m.thread_count()).filter(|t| m.could_go_on(m.thread(*t), u64::MAX)).collect()
    }

    /// Threads that exist, have not ended and cannot go on, ascending.
    pub fn blocked(&self) -> Vec<ThreadId> {
        let m = &self.machine;
        let enabled = self.enabled();
        (0..m.thread_count())
            .filter(|t| !matches!(m.thread(*t).state, State::Finished) && !enabled.contains(t))
            .collect()
    }

    /// Whether the next transition of `tid` only orders: nothing that another thread does can
    /// change it or be changed by it.
    pub fn orders_only(&self, tid: ThreadId) -> bool {
        let m = &self.machine;
        if !matches!(m.settings.python, PythonVersion::Any | PythonVersion::V313t) {
            return false;
        }
        let thread = m.thread(tid);
        let before_start = m
            .explore
            .as_ref()
            .is_some_and(|e| e.orders_only & 1_u128.checked_shl(tid).unwrap_or(0) != 0);
        let joins =
            matches!(thread.state, State::Blocked { wait: Wait::Ended(_), deadline_ns: None, .. });
        (!thread.begun || before_start || joins) && !self.depends_on_process(thread)
    }

    fn open(&self, tid: ThreadId) -> Option<Open> {
        let explore = self.machine.explore.as_ref()?;
        explore.open.iter().find(|open| open.thread == tid).copied()
    }

    /// How many ways the next transition of `tid` can go; at least 1.
    pub fn alternatives(&self, tid: ThreadId) -> u32 {
        self.open(tid).map_or(1, |open| open.ways)
    }

    /// What an [`Override`](timeslice_trace::Override) calls way `way` of the next transition of
    /// `tid`: 0 if it goes so by itself.
    pub fn alternative(&self, tid: ThreadId, way: u32) -> u32 {
        match self.open(tid) {
            Some(open) if way > 0 || !open.ordinary => way.saturating_add(FIRST_WAY),
            Some(_) => 0,
            None => u32::from(self.would_time_out(tid)),
        }
    }

    /// Executes one transition of an enabled thread, which goes way `way` of its
    /// [`alternatives`](Self::alternatives). What it touched can be asked for until the next one.
    pub fn step(&mut self, tid: ThreadId, way: u32) {
        let m = &mut self.machine;
        let now = m.w.now_ns.max(m.now_ns());
        let mut start = now;
        if let State::Blocked { deadline_ns: Some(deadline), .. } = m.thread(tid).state
            && deadline > now
            && !m.satisfied(m.thread(tid))
        {
            start = deadline;
            self.epoch += 1;
        }
        let cut_off = self.depends_on_process(self.machine.thread(tid));
        let m = &mut self.machine;
        let (steps, process) = (m.steps, m.thread(tid).process);
        let Some(explore) = &mut m.explore else { return };
        explore.accesses.clear();
        explore.untracked.clear();
        explore.dirty = false;
        explore.granted_at = u64::MAX;
        explore.began_at = steps;
        explore.orders_only &= !1_u128.checked_shl(tid).unwrap_or(0);
        let awaited: Vec<(u64, bool)> = explore.spins.reads(tid).collect();
        for (location, memory) in awaited {
            if !memory || explore.is_visible(location) {
                explore.accesses.push(Access { location, touch: Touch::WaitRead, step: 0 });
            }
        }
        explore.attempt = explore.spins.begin(tid);
        let stood = explore.open.iter().position(|open| open.thread == tid);
        explore.way = stood.map(|at| way.min(explore.open.swap_remove(at).ways - 1));
        let mut note = |location, touch| {
            explore.accesses.push(Access { location, touch, step: 0 });
        };
        if self.timed {
            note(clock(self.epoch), Touch::Acquire);
            note(clock(self.epoch + 1), Touch::Release);
        }
        if cut_off {
            note(Machine::process_location(process), Touch::Read);
        }
        if start > now && m.settings.schedule.base == Base::SerialAny {
            let access = Access { location: MOMENT, touch: Touch::Write, step: 0 };
            if explore.is_visible(MOMENT) {
                explore.accesses.push(access);
            } else {
                explore.untracked.push(access);
            }
        }
        m.set_stop(m.settings.limits.steps);
        m.set_soft_limit(u64::MAX);
        let fresh = !m.thread(tid).begun;
        let slept = matches!(m.thread(tid).state, State::Blocked { wait: Wait::Time, .. });
        m.go_to(tid, start);
        if fresh && let Some(explore) = &mut m.explore {
            // Being there is a transition of its own: what it does first is not ordered by it.
            explore.dirty = explore.accesses.iter().any(|a| a.touch == Touch::Acquire);
            if explore.dirty {
                m.end_at_next_poll();
            }
        }
        if slept && let Some(explore) = &mut m.explore {
            // It did not stand before what it does next, so that may be an attempt in vain.
            explore.dirty = true;
            m.end_at_next_poll();
        }
        match m.execute() {
            Stop::Preempt | Stop::Yielded | Stop::Halt => {}
            Stop::Blocked => {
                m.after_block();
                self.note_attempt(tid);
            }
            Stop::Finished => m.thread_finished(),
            Stop::Limit => {
                m.outcome = Some(Outcome::Budget(Budget::Steps(m.settings.limits.steps)));
            }
        }
        let m = &mut self.machine;
        m.w.now_ns = m.w.now_ns.max(m.now_ns());
        let deadline = match m.th.state {
            State::Blocked { deadline_ns, .. } => deadline_ns,
            _ => None,
        };
        let timers_in_order = m.settings.schedule.base != Base::SerialAny;
        self.wants_clock |= deadline.is_some() && !self.timed && timers_in_order;
        let ended = matches!(m.thread(tid).state, State::Finished);
        let now = m.w.now_ns;
        if let Some(explore) = &mut m.explore {
            explore.tidy();
            if deadline.is_some_and(|deadline| deadline > now) {
                explore.spins.sleep(tid);
            }
            let Explore { spins, accesses, untracked, wanted, .. } = &mut **explore;
            *wanted = wanted.or(spins.end(tid, accesses, untracked, ended));
        }
    }

    /// A transition that ended because something is not to be had has looked at it, unless it
    /// would have ended there anyway.
    fn note_attempt(&mut self, tid: ThreadId) {
        let m = &mut self.machine;
        let anywhere = matches!(m.settings.python, PythonVersion::Any | PythonVersion::V313t);
        let steps = m.steps;
        let first = m.explore.as_ref().is_some_and(|e| {
            e.began_at + 1 == steps && !e.accesses.iter().any(|a| a.touch != Touch::Acquire)
        });
        if anywhere && !first || matches!(m.th.state, State::Blocked { wait: Wait::Time, .. }) {
            return;
        }
        let waited = m.waited_accesses(tid);
        let Some(explore) = &mut m.explore else { return };
        for (location, touch) in waited {
            if !matches!(touch, Touch::Acquire) {
                explore.accesses.push(Access { location, touch: Touch::Read, step: steps });
            }
        }
    }

    /// What the last transition touched: synchronisation and tracked memory, in order.
    pub fn accesses(&self) -> &[Access] {
        self.machine.explore.as_ref().map_or(&[], |e| &e.accesses)
    }

    /// What other memory the last transition touched, each once, sorted.
    pub fn untracked(&self) -> &[Access] {
        self.machine.explore.as_ref().map_or(&[], |e| &e.untracked)
    }

    /// Whether the last transition would touch the same things if it were moved.
    pub fn is_stable(&self) -> bool {
        let m = &self.machine;
        matches!(m.settings.python, PythonVersion::Any | PythonVersion::V313t)
            && m.explore.as_ref().is_some_and(|e| {
                !e.attempt && e.accesses.iter().filter(|a| !orders(a.touch)).count() <= 1
            })
    }

    /// Whether `tid` has ended.
    pub fn has_ended(&self, tid: ThreadId) -> bool {
        matches!(self.machine.thread(tid).state, State::Finished)
    }

    /// What the operation that a thread waits for would touch.
    pub fn pending(&self, tid: ThreadId) -> Vec<(u64, Touch)> {
        let m = &self.machine;
        let thread = m.thread(tid);
        let mut found = match thread.state {
            State::Blocked { .. } => m.waited_accesses(tid),
            _ => Vec::new(),
        };
        if let Some(explore) = &m.explore {
            let awaited =
                explore.spins.reads(tid).filter(|(l, memory)| !memory || explore.is_visible(*l));
            found.extend(awaited.map(|(location, _)| (location, Touch::WaitRead)));
        }
        if self.depends_on_process(thread) {
            found.push((Machine::process_location(thread.process), Touch::Read));
        }
        found
    }

    /// The location that a thread writes as it ends; the program has no name for it.
    pub fn end_of(tid: ThreadId) -> u64 {
        location(thread_object(tid), ALIVE)
    }

    /// A location that has to be tracked because of what the last transition did.
    pub fn wanted(&self) -> Option<u64> {
        let explore = self.machine.explore.as_ref();
        self.wants_clock.then_some(CLOCK).or_else(|| explore.and_then(|e| e.wanted))
    }

    /// The state as a number: from two that are equal the program goes on in the same way under the
    /// same choices. `None` where that cannot be said.
    pub fn digest(&self) -> Option<u64> {
        self.machine.state_digest()
    }

    /// Whether numbers were drawn at random that cannot all be tried: with another seed the
    /// execution may go on differently.
    pub fn is_seeded(&self) -> bool {
        self.machine.explore.as_ref().is_some_and(|e| e.seeded)
    }

    /// How the execution has ended; asked where nothing is enabled.
    pub fn outcome(&self) -> Outcome {
        match &self.machine.outcome {
            Some(outcome) => outcome.clone(),
            None => {
                let mut copy = self.machine.clone();
                copy.nobody_runs();
                copy.outcome.unwrap_or(Outcome::Ok)
            }
        }
    }

    /// What was written to stdout.
    pub fn stdout(&self) -> &str {
        &self.machine.w.output.stdout
    }

    /// What was written to stderr.
    pub fn stderr(&self) -> &str {
        &self.machine.w.output.stderr
    }

    /// Bytecodes executed.
    pub fn steps(&self) -> u64 {
        self.machine.steps
    }

    /// Threads ever started.
    pub fn threads(&self) -> u32 {
        self.machine.thread_count()
    }

    /// A thread's name.
    pub fn thread_name(&self, tid: ThreadId) -> &str {
        &self.machine.thread(tid).name
    }

    /// Whether the wait of `tid` would end by its deadline if it went on now.
    pub fn would_time_out(&self, tid: ThreadId) -> bool {
        let thread = self.machine.thread(tid);
        matches!(thread.state, State::Blocked { deadline_ns: Some(_), .. })
            && !self.machine.satisfied(thread)
    }

    /// Whether a run in which `tid` was left here would let it go on: it stands before an operation
    /// that it has not tried yet, or has been woken.
    pub fn can_attempt(&self, tid: ThreadId) -> bool {
        let thread = self.machine.thread(tid);
        match thread.state {
            State::Finished => false,
            State::Ready => true,
            State::Blocked { wait: Wait::Ended(_) | Wait::Time, .. } => {
                self.machine.satisfied(thread)
            }
            State::Blocked { .. } => true,
        }
    }

    /// Whether a run that goes on with its thread as long as it can, and else with the first that
    /// can, would surely come to `tid` now by itself.
    pub fn comes_next(&self, tid: ThreadId) -> bool {
        let m = &self.machine;
        (0..tid).all(|other| {
            let thread = m.thread(other);
            match thread.state {
                State::Finished => true,
                State::Ready => false,
                State::Blocked { wait: Wait::Ended(_), .. } => !m.satisfied(thread),
                State::Blocked { .. } => false,
            }
        })
    }

    /// About how many bytes this snapshot holds that others do not share.
    pub fn bytes(&self) -> usize {
        // Pages of the heap that were written since, and the stacks: measured, not counted.
        4096 + self.machine.th.stack.len() * 16
    }

    /// Whether the end of its process may cut the thread off.
    fn depends_on_process(&self, thread: &Thread) -> bool {
        let explore = self.machine.explore.as_ref();
        let place = Machine::process_location(thread.process);
        thread.daemon || thread.process != 0 || explore.is_some_and(|e| e.is_tracked(place))
    }
}

/// The location that orders what happens at one moment of virtual time before the next.
fn clock(epoch: u64) -> u64 {
    location(timeslice_trace::ObjectName(u64::MAX / 2), epoch)
}

fn orders(touch: Touch) -> bool {
    matches!(touch, Touch::Acquire | Touch::Release)
}

impl Machine {
    /// Whether a thread could go on if it were `now_ns`. At a condition it also needs the lock.
    fn could_go_on(&self, thread: &Thread, now_ns: u64) -> bool {
        if self.process(thread.process).info.exit_code.is_some() {
            return false;
        }
        match thread.state {
            State::Finished => false,
            State::Ready => true,
            State::Blocked { wait, deadline_ns, .. } => {
                (deadline_ns.is_some_and(|d| d <= now_ns) || self.satisfied(thread))
                    && match wait {
                        Wait::Notified(r) => self.condition_is_free(thread, r),
                        _ => true,
                    }
            }
        }
    }

    fn condition_lock_of(&self, thread: &Thread, r: Ref) -> Option<Ref> {
        let heap = &self.process(thread.process).heap;
        match heap.get(r) {
            Kind::Sync(data) => match **data {
                SyncData::Condition { lock: crate::value::Value::Obj(lock), .. } => Some(lock),
                _ => None,
            },
            _ => None,
        }
    }

    fn condition_is_free(&self, thread: &Thread, r: Ref) -> bool {
        let Some(lock) = self.condition_lock_of(thread, r) else { return true };
        match self.process(thread.process).heap.get(lock) {
            Kind::Lock(state) => state.owner.is_none(),
            Kind::Sync(data) => !matches!(**data, SyncData::RLock { owner: Some(_), .. }),
            _ => true,
        }
    }

    /// What the operation that a blocked thread waits for touches.
    fn waited_accesses(&self, tid: ThreadId) -> Vec<(u64, Touch)> {
        let thread = self.thread(tid);
        let State::Blocked { wait, .. } = thread.state else { return Vec::new() };
        let heap = &self.process(thread.process).heap;
        let at =
            |r: Ref, slot| location(self.stable_name_in(heap.object(r).name, thread.process), slot);
        match wait {
            Wait::Lock(r) | Wait::RLock(r) => vec![(at(r, WHOLE), Touch::Lock)],
            Wait::Semaphore(r) | Wait::QueueItem(r) | Wait::QueueRoom(r) | Wait::BarrierOpen(r) => {
                vec![(at(r, WHOLE), Touch::Wait)]
            }
            Wait::QueueDone(r) => vec![(at(r, UNFINISHED), Touch::WaitRead)],
            Wait::Notified(r) => match self.condition_lock_of(thread, r) {
                Some(lock) => vec![
                    (at(lock, WHOLE), Touch::Lock),
                    (Machine::woken_location(tid), Touch::Wait),
                ],
                None => match heap.get(r) {
                    Kind::Sync(data) if matches!(**data, SyncData::Event { .. }) => {
                        vec![(at(r, WHOLE), Touch::WaitRead)]
                    }
                    _ => vec![(at(r, WHOLE), Touch::Wait)],
                },
            },
            Wait::Begun(other) => {
                vec![(location(thread_object(other), BEGIN_SLOT), Touch::Acquire)]
            }
            Wait::Ended(other) => vec![(location(thread_object(other), END_SLOT), Touch::Acquire)],
            Wait::ProcessEnded(id) => {
                let main = self.process(id).info.main_thread;
                vec![(location(thread_object(main), END_SLOT), Touch::Acquire)]
            }
            Wait::ChannelItem(n) | Wait::ChannelRoom(n) => {
                vec![(location(self.w.ipc.channels[n as usize].name, WHOLE), Touch::Wait)]
            }
            Wait::SharedSemaphore(n) => {
                vec![(location(self.w.ipc.semaphores[n as usize].name, WHOLE), Touch::Wait)]
            }
            Wait::Import => vec![(Machine::import_location(thread.process), Touch::Lock)],
            Wait::Time | Wait::Any(_) | Wait::Listener(_) => Vec::new(),
        }
    }
}
