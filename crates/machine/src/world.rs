//! What exists outside any one process: the parked threads and processes, output, input.

use std::sync::Arc;

use timeslice_trace::{Base, ThreadId};

use crate::heap::{make_mut, snapshot};
use crate::machine::{Machine, Process};
use crate::schedule::Turn;
use crate::settings::{PythonVersion, Settings};
use crate::thread::{State, Thread};
use crate::value::Ref;

/// Facts about a process that do not live in its heap.
#[derive(Clone, Debug)]
pub struct ProcessInfo {
    /// Its pid as the program sees it.
    pub pid: u32,
    /// Number of the process that started it.
    pub parent: u32,
    /// Its name in traces.
    pub name: Arc<str>,
    /// Exit code, once it has ended.
    pub exit_code: Option<i32>,
    /// The thread that holds its GIL.
    pub gil: Option<ThreadId>,
    /// Virtual time at which the GIL was last released.
    pub gil_free_ns: u64,
    /// When the holder took the GIL.
    pub gil_since_ns: u64,
    /// `sys.getswitchinterval()` in nanoseconds.
    pub switch_interval_ns: u64,
    /// Its main thread.
    pub main_thread: ThreadId,
}

/// Output of the program, piece by piece.
#[derive(Clone, Debug, Default)]
pub struct Output {
    /// `stdout`.
    pub stdout: String,
    /// `stderr`.
    pub stderr: String,
    /// Pieces in virtual order: stream (1 or 2), end of the piece in that stream's text, thread.
    pub pieces: Vec<(u8, u32, ThreadId)>,
}

/// The world around the loaded thread and process. The entries of the loaded ones are stale, and may
/// be those of others.
pub struct World {
    /// All threads ever started, by number.
    pub threads: Vec<Arc<Thread>>,
    /// All processes ever started, by number.
    pub procs: Vec<Arc<Process>>,
    /// What was written.
    pub output: Arc<Output>,
    /// Bytes of `Settings::stdin` that were read.
    pub stdin_at: usize,
    /// Threads that are blocked; lets releases skip the search for waiters.
    pub blocked: u32,
    /// Threads that have not ended, in all processes.
    pub alive: u32,
    /// Counts turns, so that waiting threads can be served first come first served.
    pub turns: u64,
    /// Switches between threads.
    pub switches: u64,
    /// Virtual time of the last event of the whole world, in nanoseconds.
    pub now_ns: u64,
    /// Time at which the loaded thread's clock was read, and the bytecodes at that moment.
    pub clock_base_ns: u64,
    /// See `clock_base_ns`.
    pub clock_base_steps: u64,
    /// Nanoseconds per bytecode; 0 while exploring.
    pub bytecode_ns: u64,
    /// State of the scheduler's random numbers.
    pub rng: u64,
    /// `sys.getrecursionlimit()`.
    pub recursion_limit: u32,
    /// `sys.set_coroutine_origin_tracking_depth`.
    pub origin_depth: u32,
    /// Index of the program's code.
    pub main_code: u32,
    /// The turn that is under way.
    pub turn: Option<Turn>,
    /// Virtual time from which on each core is free.
    pub cores: Vec<u64>,
    /// More than one thread may want a core at once: several processes, or no GIL.
    pub cores_matter: bool,
    /// Overrides of the schedule that were used.
    pub overrides_used: usize,
    /// Of these, how many named a thread that could not run.
    pub overrides_missed: u32,
    /// Which way the schedule says that the next operation goes.
    pub chosen: Option<Chosen>,
    /// Priorities of the `pct` schedule, by thread.
    pub priorities: Vec<u64>,
    /// Moments at which `pct` lowers a priority.
    pub change_points: Option<Vec<u64>>,
    /// What processes share.
    pub ipc: Arc<crate::ipc::Ipc>,
    /// The file system.
    pub files: Arc<crate::files::Files>,
    /// What is added to stderr at the end: a deadlock's report.
    pub report: Option<String>,
}

snapshot!(World {
    shared: output ipc files;
    lists: threads procs;
    rest: stdin_at blocked alive turns switches now_ns clock_base_ns clock_base_steps bytecode_ns rng
        recursion_limit origin_depth main_code turn cores cores_matter overrides_used overrides_missed
        chosen priorities change_points report
});

/// The way that an operation goes which the language leaves open.
#[derive(Clone, Copy, Debug)]
pub struct Chosen {
    /// Whose operation.
    pub thread: ThreadId,
    /// Bytecodes completed before it.
    pub at: u64,
    /// Which way, from 0.
    pub way: u32,
}

impl World {
    /// A world with no threads.
    pub fn new(settings: &Settings) -> World {
        World {
            threads: Vec::new(),
            procs: Vec::new(),
            output: Arc::new(Output::default()),
            stdin_at: 0,
            blocked: 0,
            alive: 1,
            turns: 0,
            switches: 0,
            now_ns: 0,
            clock_base_ns: 0,
            clock_base_steps: 0,
            bytecode_ns: match settings.schedule.base {
                Base::Serial | Base::SerialAny => 0,
                _ => settings.costs.bytecode_ns,
            },
            rng: match settings.schedule.base {
                Base::Random(seed) | Base::Pct(seed, _) => seed,
                _ => settings.seed,
            },
            recursion_limit: 1000,
            origin_depth: 0,
            main_code: 0,
            turn: None,
            cores: vec![0; settings.cores.clamp(1, 64) as usize],
            cores_matter: settings.python == PythonVersion::V313t,
            overrides_used: 0,
            overrides_missed: 0,
            chosen: None,
            priorities: Vec::new(),
            change_points: None,
            ipc: Arc::default(),
            files: Arc::default(),
            report: None,
        }
    }
}

impl Machine {
    /// Virtual time of the running thread, in nanoseconds.
    pub(crate) fn now_ns(&self) -> u64 {
        self.w.clock_base_ns + (self.steps - self.w.clock_base_steps) * self.w.bytecode_ns
    }

    /// The running thread spends `ns` of virtual time.
    pub(crate) fn spend(&mut self, ns: u64) {
        self.w.clock_base_ns += ns;
    }

    /// Sets the running thread's clock.
    pub(crate) fn set_now(&mut self, ns: u64) {
        self.w.clock_base_ns = ns;
        self.w.clock_base_steps = self.steps;
    }

    /// Thread `tid`, loaded or parked.
    pub(crate) fn thread(&self, tid: ThreadId) -> &Thread {
        if tid == self.th.id { &self.th } else { &self.w.threads[tid as usize] }
    }

    /// Thread `tid`, to change it.
    pub(crate) fn thread_mut(&mut self, tid: ThreadId) -> &mut Thread {
        if tid == self.th.id { &mut self.th } else { make_mut(&mut self.w.threads[tid as usize]) }
    }

    /// Number of threads ever started.
    pub(crate) fn thread_count(&self) -> u32 {
        self.w.threads.len() as u32
    }

    /// Process `pid`, loaded or parked.
    pub(crate) fn process(&self, id: u32) -> &Process {
        if id == self.p.id { &self.p } else { &self.w.procs[id as usize] }
    }

    /// Process `pid`, to change it.
    pub(crate) fn process_mut(&mut self, id: u32) -> &mut Process {
        if id == self.p.id { &mut self.p } else { make_mut(&mut self.w.procs[id as usize]) }
    }

    /// Makes thread `tid` (and its process) the loaded one.
    pub(crate) fn load(&mut self, tid: ThreadId) {
        if tid == self.th.id {
            return;
        }
        self.th.clock_ns = self.now_ns();
        // What is stale in one slot is as good as what is stale in another.
        let from = self.th.id as usize;
        self.w.threads.swap(from, tid as usize);
        let slot = &mut self.w.threads[from];
        if Arc::strong_count(slot) == 1 {
            std::mem::swap(make_mut(slot), &mut self.th);
        } else {
            let incoming = Thread::clone(slot);
            *slot = Arc::new(std::mem::replace(&mut self.th, incoming));
        }
        if self.th.process != self.p.id {
            let wanted = self.th.process as usize;
            // Taken out whole: a copy left behind would make every page of the heap shared.
            let vacant = Arc::new(Process::vacant(self.th.process));
            let incoming = std::mem::replace(&mut self.w.procs[wanted], vacant);
            let incoming = Arc::try_unwrap(incoming).unwrap_or_else(|shared| (*shared).clone());
            let outgoing = std::mem::replace(&mut self.p, incoming);
            let id = outgoing.id as usize;
            let over = id != 0 && outgoing.info.exit_code.is_some();
            self.w.procs[id] = Arc::new(if over { outgoing.ended() } else { outgoing });
        }
        let clock = self.th.clock_ns;
        self.set_now(clock);
    }

    /// Every blocked thread of this process that waits for `object` may look again: they are told
    /// in the trace by whom. The waits themselves are conditions and need no signal.
    pub(crate) fn wake_waiters(&mut self, object: Ref) {
        if self.w.blocked == 0 {
            return;
        }
        for tid in 0..self.thread_count() {
            let thread = self.thread(tid);
            if thread.process == self.p.id
                && let State::Blocked { wait, .. } = thread.state
                && wait.object() == Some(object)
                && self.satisfied(thread)
            {
                self.event_wake(tid);
            }
        }
    }
}
