//! Who runs next: the fair schedule with GIL, switch interval and cores, and the schedules that
//! simply name a thread at each turn.

use std::sync::Arc;

use timeslice_trace::{Base, Budget, EventKind, FIRST_WAY, NONE, Outcome, SwitchCause, ThreadId};

use crate::access::{Access, Touch, location, thread_object};
use crate::exec::Stop;
use crate::machine::{Machine, Signal};
use crate::settings::PythonVersion;
use crate::thread::{Resume, State, Thread, Wait};
use crate::world::Chosen;

/// How long a process may run ahead of another one's clock before the other gets its turn.
const PROCESS_SLACK_NS: u64 = 20_000;
/// Time slice on a core while more threads want one than there are.
const CORE_SLICE_NS: u64 = 4_000_000;
/// Mean number of bytecodes between two choices of the random schedule.
const RANDOM_GAP: u64 = 16;
/// Over how many bytecodes the priority changes of `pct` are spread.
const PCT_SPAN: u64 = 20_000;

/// The turn that runs, so that a pause in the middle of it changes nothing.
#[derive(Clone, Copy, Debug)]
pub struct Turn {
    /// Until how many bytecodes it goes on (at preemption points).
    pub soft_limit: u64,
    /// Virtual time from which on the thread must give the GIL up; `u64::MAX`: never.
    pub switch_at_ns: u64,
}

/// Which thread could run, and from when.
#[derive(Clone, Copy, Debug)]
struct Candidate {
    tid: ThreadId,
    start_ns: u64,
    since: u64,
}

impl Machine {
    /// Runs until the whole run has ended (true) or `steps` bytecodes were executed in all (false).
    pub fn run_until(&mut self, steps: u64) -> bool {
        let steps_limit = self.settings.limits.steps;
        while self.outcome.is_none() {
            if self.steps >= steps_limit {
                self.outcome = Some(Outcome::Budget(Budget::Steps(steps_limit)));
                break;
            }
            if self.steps >= steps {
                return false;
            }
            self.set_stop(steps.min(steps_limit));
            match self.settings.schedule.base {
                Base::Fair => self.fair_turn(),
                _ => self.chosen_turn(),
            }
        }
        true
    }

    // ------------------------------------------------------------------ executing

    /// Executes the loaded thread and deals with why it stopped. True: the turn is over.
    fn execute_turn(&mut self) -> bool {
        match self.execute() {
            Stop::Limit => false,
            Stop::Preempt | Stop::Yielded => true,
            Stop::Blocked => {
                self.after_block();
                true
            }
            Stop::Finished => {
                self.thread_finished();
                true
            }
            Stop::Halt => true,
        }
    }

    pub(crate) fn after_block(&mut self) {
        self.w.blocked += 1;
        self.release_gil(SwitchCause::Block);
    }

    /// The loaded thread's last frame has returned.
    pub(crate) fn thread_finished(&mut self) {
        self.th.state = State::Finished;
        self.th.stack = Vec::new();
        self.p.live_threads = self.p.live_threads.saturating_sub(1);
        self.w.alive = self.w.alive.saturating_sub(1);
        let failed = u32::from(self.th.failed);
        self.event(EventKind::ThreadEnd, failed, NONE);
        self.release_gil(SwitchCause::Finish);
        let me = self.th.id;
        if !self.th.ended {
            self.th.ended = true;
            self.sync_edge(me, Touch::Release, END_SLOT);
            self.wake_joiners(me);
        }
    }

    fn has_gil(&self) -> bool {
        self.settings.python != PythonVersion::V313t
    }

    fn release_gil(&mut self, cause: SwitchCause) {
        if self.has_gil() && self.p.info.gil == Some(self.th.id) {
            self.p.info.gil = None;
            self.p.info.gil_free_ns = self.now_ns();
            self.event(EventKind::GilDrop, NONE, cause as u32);
        }
    }

    fn take_gil(&mut self) {
        if self.has_gil() && self.p.info.gil != Some(self.th.id) {
            self.p.info.gil = Some(self.th.id);
            self.p.info.gil_since_ns = self.now_ns();
            self.event(EventKind::GilTake, NONE, NONE);
        }
    }

    /// Makes `tid` the running thread from virtual time `start_ns` on.
    fn switch_to(&mut self, tid: ThreadId, start_ns: u64, cause: SwitchCause) {
        if tid != self.th.id || !self.th.begun {
            self.w.switches += u64::from(tid != self.th.id);
            self.load(tid);
        }
        if start_ns > self.now_ns() {
            self.set_now(start_ns);
        }
        self.w.now_ns = self.w.now_ns.max(start_ns);
        if let State::Blocked { wait, .. } = self.th.state {
            let satisfied = self.satisfied(&self.th);
            self.w.blocked -= 1;
            self.th.state = State::Ready;
            self.th.resume.timed_out = !satisfied;
            if !satisfied || wait == Wait::Time {
                self.event(EventKind::Wake, NONE, 1);
            }
        }
        if !self.th.begun {
            self.th.begun = true;
            if self.p.info.main_thread == tid {
                let name = self.p.info.name.clone();
                let (process, name) = (self.p.id, self.text_id(&name));
                self.event(EventKind::ProcessStart, process, name);
            }
            let name = self.th.name.clone();
            let name = self.text_id(&name);
            let process = self.p.id;
            self.event(EventKind::ThreadBegin, process, name);
            self.sync_edge(tid, Touch::Acquire, BEGIN_SLOT);
            for other in 0..self.thread_count() {
                if let State::Blocked { wait: Wait::Begun(t), .. } = self.thread(other).state
                    && t == tid
                {
                    self.event_wake(other);
                }
            }
        }
        self.take_gil();
        let core = self.th.core;
        self.event(EventKind::Run, core, cause as u32);
    }

    /// The loaded thread could go on but does not.
    fn set_ready(&mut self, cause: SwitchCause) {
        self.th.waiting_since = self.w.turns;
        self.w.turns += 1;
        self.event(EventKind::Ready, NONE, cause as u32);
        self.release_gil(cause);
    }

    // ------------------------------------------------------------------ fair

    fn fair_turn(&mut self) {
        let turn = match self.w.turn {
            Some(turn) => turn,
            None => {
                let Some(turn) = self.start_fair_turn() else { return };
                turn
            }
        };
        self.w.turn = Some(turn);
        self.set_soft_limit(turn.soft_limit);
        if !self.execute_turn() {
            return;
        }
        // Somebody whom the turn woke may have asked for the GIL.
        let turn = self.w.turn.take().unwrap_or(turn);
        self.w.now_ns = self.w.now_ns.max(self.now_ns());
        let (core, now) = (self.th.core as usize, self.now_ns());
        if let Some(free) = self.w.cores.get_mut(core) {
            *free = (*free).max(now);
        }
        let still = matches!(self.th.state, State::Ready);
        if still && self.outcome.is_none() && self.now_ns() >= turn.switch_at_ns {
            self.set_ready(SwitchCause::Interval);
        }
    }

    /// Chooses who runs and for how long; ends the run when nobody can.
    fn start_fair_turn(&mut self) -> Option<Turn> {
        if let Some(over) = self.due_override() {
            let now = self.now_ns();
            self.hand_over(over, now);
        }
        let candidates = self.fair_candidates();
        let Some(best) = candidates.iter().min_by_key(|c| (c.start_ns, c.since, c.tid)).copied()
        else {
            self.nobody_runs();
            return None;
        };
        if !self.check_time(best.start_ns) {
            return None;
        }
        let same = best.tid == self.th.id
            && matches!(self.th.state, State::Ready)
            && self.th.begun
            && (!self.has_gil() || self.p.info.gil == Some(best.tid));
        if !same {
            let cause =
                if self.thread(best.tid).begun { SwitchCause::Block } else { SwitchCause::Start };
            let core = self.pick_core(best.tid, best.start_ns);
            self.thread_mut(best.tid).core = core;
            self.switch_to(best.tid, best.start_ns, cause);
        }
        let now = self.now_ns();
        let slack = if self.has_gil() { PROCESS_SLACK_NS } else { self.w.bytecode_ns };
        let mut limit = u64::MAX;
        for c in &candidates {
            if c.tid != best.tid {
                limit = limit.min(c.start_ns.saturating_add(slack));
            }
        }
        if candidates.len() > self.w.cores.len() {
            limit = limit.max(now + slack).min(now + CORE_SLICE_NS);
        }
        let switch_at_ns = self.switch_request();
        limit = limit.min(switch_at_ns);
        let ns = self.w.bytecode_ns.max(1);
        let soft_limit = if limit == u64::MAX {
            u64::MAX
        } else {
            self.steps.saturating_add(limit.saturating_sub(now).div_ceil(ns).max(1))
        };
        let soft_limit = match self.next_override_step() {
            Some(step) => soft_limit.min(step.max(self.steps + 1)),
            None => soft_limit,
        };
        Some(Turn { soft_limit, switch_at_ns })
    }

    /// Thread `tid` can run from now on, which nobody knew when the turn was planned: it asks for
    /// the GIL, or runs beside the turn in another process.
    pub(crate) fn plan_anew(&mut self, tid: ThreadId) {
        let Some(mut turn) = self.w.turn else { return };
        if self.settings.schedule.base != Base::Fair {
            return;
        }
        let now = self.now_ns();
        let end_ns = if self.has_gil() && self.thread(tid).process == self.p.id {
            let info = &self.p.info;
            let at = now.max(info.gil_since_ns).saturating_add(info.switch_interval_ns);
            turn.switch_at_ns = turn.switch_at_ns.min(at);
            at
        } else {
            now.saturating_add(PROCESS_SLACK_NS)
        };
        let ns = self.w.bytecode_ns.max(1);
        let limit = self.steps.saturating_add((end_ns - now).div_ceil(ns).max(1));
        turn.soft_limit = turn.soft_limit.min(limit);
        self.w.turn = Some(turn);
        self.set_soft_limit(turn.soft_limit);
    }

    fn pick_core(&self, tid: ThreadId, start_ns: u64) -> u32 {
        let mine = self.thread(tid).core;
        if self.w.cores.get(mine as usize).is_some_and(|free| *free <= start_ns) {
            return mine;
        }
        let best = self.w.cores.iter().enumerate().min_by_key(|(i, free)| (**free, *i));
        best.map_or(0, |(i, _)| i as u32)
    }

    /// Each thread that may run next, with the time from which on: with a GIL one a process, its
    /// holder or else the one that waits longest.
    fn fair_candidates(&self) -> Vec<Candidate> {
        let mut found: Vec<Candidate> = Vec::new();
        let core_free = self.w.cores.iter().copied().min().unwrap_or(0);
        for tid in 0..self.thread_count() {
            let thread = self.thread(tid);
            let Some(ready_ns) = self.ready_time(thread) else { continue };
            let info = &self.process(thread.process).info;
            if info.exit_code.is_some() {
                continue;
            }
            let mut start_ns = ready_ns;
            let on_core = self.w.cores.get(thread.core as usize).copied().unwrap_or(0) <= ready_ns;
            if self.w.cores_matter && !on_core {
                start_ns = start_ns.max(core_free);
            }
            let candidate = if self.has_gil() {
                match info.gil {
                    Some(holder) if holder == tid => Candidate { tid, start_ns, since: 0 },
                    Some(_) => continue,
                    None => Candidate {
                        tid,
                        start_ns: start_ns.max(info.gil_free_ns),
                        since: thread.waiting_since + 1,
                    },
                }
            } else {
                Candidate { tid, start_ns, since: thread.waiting_since + 1 }
            };
            if self.has_gil() {
                let process = thread.process;
                if let Some(other) =
                    found.iter_mut().find(|c| self.thread(c.tid).process == process)
                {
                    if (candidate.start_ns, candidate.since, tid)
                        < (other.start_ns, other.since, other.tid)
                    {
                        *other = candidate;
                    }
                    continue;
                }
            }
            found.push(candidate);
        }
        found
    }

    /// From when on a thread can run; `None`: not until somebody does something.
    fn ready_time(&self, thread: &Thread) -> Option<u64> {
        let clock = if thread.id == self.th.id { self.now_ns() } else { thread.clock_ns };
        match thread.state {
            State::Ready => Some(clock),
            State::Finished => None,
            State::Blocked { deadline_ns, .. } => {
                if self.satisfied(thread) {
                    Some(clock)
                } else {
                    deadline_ns.map(|d| d.max(clock))
                }
            }
        }
    }

    /// When the holder of the GIL will be asked to give it up (`take_gil`, ceval_gil.c): one
    /// interval after the first other thread wanted it, or after the last switch.
    fn switch_request(&self) -> u64 {
        if !self.has_gil() {
            return u64::MAX;
        }
        let info = &self.p.info;
        let mut at = u64::MAX;
        if self.p.live_threads < 2 {
            return at;
        }
        for tid in 0..self.thread_count() {
            let thread = self.thread(tid);
            if tid == self.th.id || thread.process != self.p.id {
                continue;
            }
            if let Some(ready) = self.ready_time(thread) {
                at = at.min(ready.max(info.gil_since_ns).saturating_add(info.switch_interval_ns));
            }
        }
        at
    }

    fn check_time(&mut self, now_ns: u64) -> bool {
        const YEARS_100: u64 = 100 * 365 * 24 * 3600 * 1_000_000_000;
        if now_ns > YEARS_100 {
            self.outcome = Some(Outcome::Budget(Budget::Time(YEARS_100)));
            return false;
        }
        true
    }

    /// Nobody can run: the run has ended in a deadlock.
    pub(crate) fn nobody_runs(&mut self) {
        if self.outcome.is_none() {
            let outcome = self.deadlock();
            if let Outcome::Deadlock(waiters) = &outcome {
                let report = Machine::deadlock_report(waiters);
                self.w.report = Some(report);
            }
            self.outcome = Some(outcome);
        }
    }

    // ------------------------------------------------------------------ chosen turns

    fn chosen_turn(&mut self) {
        let turn = match self.w.turn {
            Some(turn) => turn,
            None => {
                let Some(turn) = self.start_chosen_turn() else { return };
                turn
            }
        };
        self.w.turn = Some(turn);
        self.set_soft_limit(turn.soft_limit);
        // A choice of the schedule holds between any two bytecodes, whatever Python is simulated.
        if let Some(step) = self.next_override_step() {
            self.set_stop(self.stop_at.min(step.max(self.steps + 1)));
        }
        if self.execute_turn() || self.next_override_step().is_some_and(|s| s <= self.steps) {
            self.w.turn = None;
            self.w.now_ns = self.w.now_ns.max(self.now_ns());
        }
    }

    fn start_chosen_turn(&mut self) -> Option<Turn> {
        if let Some(over) = self.due_override() {
            let now = self.w.now_ns;
            self.hand_over(over, now);
            let gap = self.turn_length();
            return Some(Turn {
                soft_limit: self.steps.saturating_add(gap),
                switch_at_ns: u64::MAX,
            });
        }
        let now = self.w.now_ns.max(self.now_ns());
        let mut enabled: Vec<ThreadId> =
            (0..self.thread_count()).filter(|t| self.enabled_at(self.thread(*t), now)).collect();
        let mut start = now;
        if enabled.is_empty() {
            // Time passes only when nothing else can happen.
            let next = (0..self.thread_count())
                .filter_map(|t| match self.thread(t).state {
                    State::Blocked { deadline_ns, .. } => deadline_ns,
                    _ => None,
                })
                .min();
            let Some(next) = next else {
                self.nobody_runs();
                return None;
            };
            if !self.check_time(next) {
                return None;
            }
            start = next;
            enabled = (0..self.thread_count())
                .filter(|t| self.enabled_at(self.thread(*t), next))
                .collect();
        }
        let tid = self.choose(&enabled);
        self.go_to(tid, start);
        let gap = self.turn_length();
        Some(Turn { soft_limit: self.steps.saturating_add(gap), switch_at_ns: u64::MAX })
    }

    /// Whether a thread could go on at virtual time `now_ns`.
    pub(crate) fn enabled_at(&self, thread: &Thread, now_ns: u64) -> bool {
        match thread.state {
            State::Finished => false,
            State::Ready => self.process(thread.process).info.exit_code.is_none(),
            State::Blocked { deadline_ns, .. } => {
                self.process(thread.process).info.exit_code.is_none()
                    && (deadline_ns.is_some_and(|d| d <= now_ns) || self.satisfied(thread))
            }
        }
    }

    /// Makes `tid` run; the one that ran is told when it could have gone on.
    pub(crate) fn go_to(&mut self, tid: ThreadId, start_ns: u64) {
        if tid != self.th.id {
            if matches!(self.th.state, State::Ready) && self.th.begun {
                self.set_ready(SwitchCause::Schedule);
            }
            self.switch_to(tid, start_ns, SwitchCause::Schedule);
        } else if !self.th.begun || matches!(self.th.state, State::Blocked { .. }) {
            self.switch_to(tid, start_ns, SwitchCause::Block);
        } else {
            self.take_gil();
        }
    }

    fn choose(&mut self, enabled: &[ThreadId]) -> ThreadId {
        let current = self.th.id;
        match self.settings.schedule.base {
            Base::Random(_) => {
                let n = enabled.len() as u64;
                enabled[(self.random() % n) as usize]
            }
            Base::Pct(_, depth) => {
                self.change_priorities(depth);
                let best = enabled
                    .iter()
                    .copied()
                    .max_by_key(|t| self.w.priorities.get(*t as usize).copied().unwrap_or(0));
                best.unwrap_or(current)
            }
            _ if enabled.contains(&current) => current,
            _ => enabled[0],
        }
    }

    /// Bytecodes until the next choice.
    fn turn_length(&mut self) -> u64 {
        match self.settings.schedule.base {
            Base::Random(_) => {
                // Geometric with mean RANDOM_GAP, from whole numbers only.
                let mut gap = 1;
                while gap < RANDOM_GAP * 64 && !self.random().is_multiple_of(RANDOM_GAP) {
                    gap += 1;
                }
                gap
            }
            Base::Pct(..) => 1,
            _ => u64::MAX / 2,
        }
    }

    /// PCT (Burckhardt et al. 2010): random priorities, lowered at `depth - 1` random moments.
    fn change_priorities(&mut self, depth: u32) {
        if self.w.change_points.is_none() {
            let points = (1..depth).map(|_| self.random() % PCT_SPAN).collect();
            self.w.change_points = Some(points);
        }
        while self.w.priorities.len() < self.thread_count() as usize {
            let p = u64::from(depth) + (self.random() >> 8);
            self.w.priorities.push(p);
        }
        let steps = self.steps;
        let current = self.th.id as usize;
        if let Some(points) = &mut self.w.change_points
            && let Some(i) = points.iter().position(|p| *p <= steps)
        {
            points.remove(i);
            let low = points.len() as u64;
            self.w.priorities[current] = low;
        }
    }

    /// The scheduler's next random number (SplitMix64).
    fn random(&mut self) -> u64 {
        self.w.rng = self.w.rng.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.w.rng;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    // ------------------------------------------------------------------ overrides

    fn next_override_step(&self) -> Option<u64> {
        self.settings.schedule.overrides.get(self.w.overrides_used).map(|o| u64::from(o.step))
    }

    fn due_override(&mut self) -> Option<timeslice_trace::Override> {
        let o = *self.settings.schedule.overrides.get(self.w.overrides_used)?;
        if u64::from(o.step) > self.steps {
            return None;
        }
        self.w.overrides_used += 1;
        Some(o)
    }

    /// Goes on with the thread an override names; a thread that cannot run is passed over, and
    /// that is noted.
    fn hand_over(&mut self, over: timeslice_trace::Override, now_ns: u64) {
        if over.thread >= self.thread_count() {
            self.w.overrides_missed += 1;
            return;
        }
        let thread = self.thread(over.thread);
        let timed = match thread.state {
            State::Blocked { deadline_ns, .. } => deadline_ns,
            _ => None,
        };
        let possible = self.enabled_at(thread, now_ns) || over.alternative == 1 && timed.is_some();
        if !possible {
            self.w.overrides_missed += 1;
            return;
        }
        let start = timed.filter(|_| over.alternative == 1).map_or(now_ns, |d| d.max(now_ns));
        if let Some(way) = over.alternative.checked_sub(FIRST_WAY) {
            // One that nothing has asked for came too early or too late.
            self.w.overrides_missed += u32::from(self.w.chosen.is_some());
            self.w.chosen = Some(Chosen { thread: over.thread, at: u64::from(over.step), way });
        }
        self.go_to(over.thread, start);
    }

    // ------------------------------------------------------------------ threads

    /// The running thread waits. The instruction is executed again when it goes on.
    pub(crate) fn block(
        &mut self,
        wait: Wait,
        deadline_ns: Option<u64>,
        reason: timeslice_trace::BlockReason,
    ) -> Signal {
        self.th.state = State::Blocked { wait, deadline_ns, reason };
        self.th.was_told = false;
        self.th.resume.timed_out = false;
        self.th.waiting_since = self.w.turns;
        self.w.turns += 1;
        if self.recorder.is_some() {
            let a = self.waited_object_id(wait);
            self.event(EventKind::Block, a, reason as u32);
        }
        Signal::Block
    }

    /// Declares a happens-before edge of thread `tid`'s beginning or end.
    pub(crate) fn sync_edge(&mut self, tid: ThreadId, touch: Touch, slot: u64) {
        let step = self.steps;
        if let Some(explore) = &mut self.explore {
            let location = location(thread_object(tid), slot);
            explore.accesses.push(Access { location, touch, step });
        }
    }

    /// Whether a started thread runs before `start()` returns, as it does in CPython: `start`
    /// waits for the `_started` event (semantics 1.5). While exploring both orders are tried.
    pub(crate) fn start_waits(&self) -> bool {
        !matches!(self.settings.schedule.base, Base::Serial | Base::SerialAny)
            && self.explore.is_none()
    }

    /// Adds a thread to the world and gives its number.
    pub(crate) fn add_thread(&mut self, thread: Thread) -> ThreadId {
        let id = thread.id;
        self.w.threads.push(Arc::new(thread));
        self.w.alive += 1;
        id
    }

    /// Forgets what the instruction had done: it is complete.
    #[inline]
    pub(crate) fn clear_resume(&mut self) {
        self.th.resume = Resume::default();
    }
}

/// Slot of a thread's beginning.
pub const BEGIN_SLOT: u64 = 1;
/// Slot of a thread's end.
pub const END_SLOT: u64 = 2;
