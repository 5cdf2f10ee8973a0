//! The life of simulated processes: start, wait, end.

use std::sync::Arc;

use timeslice_trace::{BlockReason, Budget, EventKind, NONE, Outcome, ThreadId};

use crate::access::{THREADS, Touch};
use crate::base::base;
use crate::frame::Cont;
use crate::heap::{Heap, Namer, make_mut};
use crate::ipc::SharedThing;
use crate::machine::{Machine, Process, R, Signal};
use crate::native::{Args, NativeDef, function};
use crate::native_object::NativeObject;
use crate::object::Kind;
use crate::schedule::{BEGIN_SLOT, END_SLOT};
use crate::symbols::{class, sym};
use crate::sync::SyncData;
use crate::thread::{State, Thread, Wait};
use crate::value::{Ref, Value};
use crate::world::ProcessInfo;

/// Pid of the main process.
pub const FIRST_PID: u32 = 4000;
/// Signals whose default is to end the process: HUP, INT apart, QUIT, ILL, ABRT, KILL, USR1, SEGV,
/// USR2, PIPE, ALRM, TERM.
const DEADLY: [i64; 11] = [1, 3, 4, 6, 9, 10, 11, 12, 13, 14, 15];

/// Functions of `_process`.
pub const FUNCTIONS: &[NativeDef] = &[
    function("start", 3, 3, start),
    function("spawn", 4, 4, spawn),
    function("run_main_as", 1, 1, run_main_as),
    function("wait", 1, 2, wait),
    function("poll", 1, 1, poll),
    function("kill", 2, 2, kill),
    function("getpid", 0, 0, getpid),
    function("getppid", 0, 0, getppid),
    function("exit", 1, 1, exit),
    function("current", 0, 0, current),
    function("set_current", 1, 1, set_current),
];

// ---------------------------------------------------------------------- start

/// `start(method, prep, process_obj)` → pid
fn start(m: &mut Machine, args: Args, cont: Cont) -> R {
    let (method, prep, object) = (m.arg(args, 0), m.arg(args, 1), m.arg(args, 2));
    let text = m.str_arg(method, "start", "argument 1")?;
    if text == "fork" {
        m.order_alone(&[THREADS])?;
    }
    if text != "fork" {
        return m.tail_library(args, "_spawn", &[method, prep, object], cont);
    }
    check_limit(m)?;
    m.charge(m.settings.costs.fork_ns);
    let name = process_name(m, object);
    let mut child = m.p.clone();
    child.id = m.w.procs.len() as u32;
    let thread = new_thread(m, child.id);
    child.importer = child.importer.filter(|tid| *tid == m.tid()).map(|_| thread.id);
    if child.importer.is_none() {
        child.loading.clear();
    }
    adopt(&mut child, m.tid(), thread.id);
    let (parent, id) = (m.p.id, child.id);
    m.ipc_mut().inherit(parent, id);
    make_mut(&mut m.w.files).inherit(parent, id);
    let start_ns = m.now_ns();
    launch(m, child, thread, name, start_ns, "_run_process", &[object])
}

/// `spawn(method, prep, data, name)`: a process that begins with a new interpreter; what it needs
/// is given as pickles.
fn spawn(m: &mut Machine, args: Args, _: Cont) -> R {
    let method = m.str_arg(m.arg(args, 0), "spawn", "argument 1")?;
    let prep = super::pipes::bytes_of(m, m.arg(args, 1))?;
    let data = super::pipes::bytes_of(m, m.arg(args, 2))?;
    m.order_alone(&[THREADS])?;
    let name = m.str_arg(m.arg(args, 3), "spawn", "argument 4")?;
    check_limit(m)?;
    let costs = m.settings.costs;
    m.charge(costs.fork_ns);
    let served = method == "forkserver" && m.w.ipc.fork_server;
    m.ipc_mut().fork_server |= method == "forkserver";
    let preparation = if m.w.bytecode_ns == 0 {
        0
    } else if served {
        costs.fork_ns
    } else {
        costs.spawn_ns
    };
    let mut child = base().process.clone();
    child.id = m.w.procs.len() as u32;
    child.info.switch_interval_ns = m.settings.switch_interval_ns;
    let thread = new_thread(m, child.id);
    let start_ns = m.now_ns() + preparation;
    let mut namer = thread.namer;
    let prep = child.heap.alloc(namer.next(), Kind::Bytes(prep));
    let data = child.heap.alloc(namer.next(), Kind::Bytes(data));
    let thread = Thread { namer, object: Value::None, locals: Vec::new(), ..thread };
    launch(
        m,
        child,
        thread,
        name.as_str().into(),
        start_ns,
        "_run_spawned",
        &[prep.into(), data.into()],
    )
}

fn check_limit(m: &mut Machine) -> R<()> {
    let limit = m.settings.limits.processes;
    let living =
        (0..m.w.procs.len() as u32).filter(|id| m.process(*id).info.exit_code.is_none()).count();
    if living >= limit as usize {
        m.outcome = Some(Outcome::Budget(Budget::Processes(u64::from(limit))));
        return Err(Signal::Halt);
    }
    if m.w.alive >= m.settings.limits.threads {
        m.outcome = Some(Outcome::Budget(Budget::Threads(u64::from(m.settings.limits.threads))));
        return Err(Signal::Halt);
    }
    Ok(())
}

fn process_name(m: &mut Machine, object: Value) -> Arc<str> {
    let key = m.intern("_name");
    let name = m.attr_raw(object, key);
    match name.and_then(|n| m.text(n)) {
        Some(text) => text.as_str().into(),
        None => "Process".into(),
    }
}

/// The main thread of a new process: a copy of the forking thread as far as it knows of itself.
fn new_thread(m: &mut Machine, process: u32) -> Thread {
    let tid = m.thread_count();
    let mut thread = Thread::new(tid, process, Namer::new(tid));
    thread.parent = m.tid();
    thread.object = m.th.object;
    thread.locals = m.th.locals.clone();
    thread.waiting_since = m.w.turns;
    m.w.turns += 1;
    thread
}

/// Makes a cloned heap the child's own: its thread stands for the forking one, the other threads
/// do not exist, and the handles of semaphores count anew (`SemLock._after_fork`).
fn adopt(child: &mut Process, parent: ThreadId, own: ThreadId) {
    for index in base().end..child.heap.end() {
        let r = Ref(index);
        match child.heap.get(r) {
            Kind::Lock(state) if state.owner == Some(parent) => {
                if let Kind::Lock(state) = child.heap.get_mut(r) {
                    state.owner = Some(own);
                }
            }
            Kind::Sync(data) => {
                let concerned = match &**data {
                    SyncData::RLock { owner, .. } => *owner == Some(parent),
                    SyncData::Condition { waiters, .. } => !waiters.is_empty(),
                    SyncData::Event { waiters, .. } => !waiters.is_empty(),
                    SyncData::Barrier { waiting, .. } => !waiting.is_empty(),
                    _ => false,
                };
                if concerned && let Kind::Sync(data) = child.heap.get_mut(r) {
                    match make_mut(data) {
                        SyncData::RLock { owner, .. } => *owner = Some(own),
                        SyncData::Condition { waiters, .. } => waiters.clear(),
                        SyncData::Event { waiters, .. } => waiters.clear(),
                        SyncData::Barrier { waiting, .. } => waiting.clear(),
                        _ => {}
                    }
                }
            }
            Kind::Other(data) => {
                if let NativeObject::Shared(SharedThing::SemLock { number, count: 1.., .. }) =
                    **data
                {
                    let thing = SharedThing::SemLock { number, count: 0, last: 0 };
                    *child.heap.get_mut(r) = Kind::Other(Arc::new(NativeObject::Shared(thing)));
                }
            }
            _ => {}
        }
    }
}

/// Puts a process into the world; its main thread calls the library's `function`.
fn launch(
    m: &mut Machine,
    mut child: Process,
    mut thread: Thread,
    name: Arc<str>,
    start_ns: u64,
    function: &str,
    args: &[Value],
) -> R {
    let (id, tid) = (child.id, thread.id);
    let pid = FIRST_PID + id;
    child.live_threads = 1;
    child.info = ProcessInfo {
        pid,
        parent: m.p.id,
        name: name.clone(),
        exit_code: None,
        gil: None,
        gil_free_ns: start_ns,
        gil_since_ns: start_ns,
        switch_interval_ns: child.info.switch_interval_ns,
        main_thread: tid,
    };
    thread.clock_ns = start_ns;
    // The child's first frame is laid out on its own stack, in its own heap.
    std::mem::swap(&mut m.p, &mut child);
    std::mem::swap(&mut m.th, &mut thread);
    let made = match m.library_function(function) {
        Ok(f) => m.call_value(f, args, Cont::Thread),
        Err(signal) => Err(signal),
    };
    std::mem::swap(&mut m.p, &mut child);
    std::mem::swap(&mut m.th, &mut thread);
    debug_assert!(matches!(made, Err(Signal::Pushed)), "the library has the function");
    m.w.procs.push(Arc::new(child));
    let thread_name = thread.name.clone();
    m.add_thread(thread);
    m.w.cores_matter = true;
    let text = m.text_id(&name);
    m.event(EventKind::ProcessStart, id, text);
    let text = m.text_id(&thread_name);
    m.event(EventKind::ThreadStart, tid, text);
    m.sync_edge(tid, Touch::Release, BEGIN_SLOT);
    m.plan_anew(tid);
    Ok(Value::Int(i64::from(pid)))
}

/// `run_main_as(name)`: executes the program's body in a module of that name, which also stands
/// for `__main__` (`_fixup_main_from_path`, Lib/multiprocessing/spawn.py).
fn run_main_as(m: &mut Machine, args: Args, cont: Cont) -> R {
    let name = m.str_arg(m.arg(args, 0), "run_main_as", "argument")?;
    let code = m.process(0).codes[m.w.main_code as usize].code.clone();
    let (module, dict) = m.new_module(&name, false);
    let file = m.str(&code.source.name.clone());
    let builtins = m.loaded_module("builtins").map_or(Value::None, Value::Obj);
    for (name, value) in [(sym::FILE, file), (sym::BUILTINS, builtins), (sym::PACKAGE, Value::None)]
    {
        m.dict_set_simple(dict.into(), name.into(), value)?;
    }
    let modules = m.p.modules;
    let name = m.intern(&name);
    for key in [sym::MAIN, name] {
        m.dict_set_simple(modules.into(), key.into(), module.into())?;
    }
    m.p.main = dict;
    let code = m.p.load_code(&mut m.th.namer, &code);
    m.th.stack.truncate(args.floor);
    m.push_body_frame(code, dict, dict.into(), Value::Null, cont)?;
    Err(Signal::Pushed)
}

// ---------------------------------------------------------------------- wait

impl Machine {
    /// Number of the process with that pid.
    pub(crate) fn process_of_pid(&self, pid: i64) -> Option<u32> {
        let id = pid.checked_sub(i64::from(FIRST_PID))?;
        let id = u32::try_from(id).ok()?;
        ((id as usize) < self.w.procs.len()).then_some(id)
    }

    fn pid_arg(&mut self, v: Value) -> R<u32> {
        let pid = self.int_arg(v)?;
        match self.process_of_pid(pid) {
            Some(id) => Ok(id),
            None => self.os_error(class::CHILD_PROCESS_ERROR, 10, "No child processes"),
        }
    }

    /// The running thread has learnt that a process is over.
    pub(crate) fn process_end_seen(&mut self, pid: i64) {
        if let Some(id) = self.process_of_pid(pid)
            && self.process(id).info.exit_code.is_some()
        {
            let tid = self.process(id).info.main_thread;
            self.sync_edge(tid, Touch::Acquire, END_SLOT);
        }
    }
}

fn code_of(code: Option<i32>) -> Value {
    code.map_or(Value::None, |code| Value::Int(i64::from(code)))
}

/// `wait(pid, timeout=None)` → exit code, or None when the time is up
fn wait(m: &mut Machine, args: Args, _: Cont) -> R {
    let id = m.pid_arg(m.arg(args, 0))?;
    let timeout = m.seconds_arg(m.arg(args, 1))?;
    let code = m.process(id).info.exit_code;
    if code.is_some() || timeout == Some(0) || m.th.resume.timed_out {
        if code.is_some() {
            let alone = m.order_alone(&[]);
            m.stand_before(alone, Wait::ProcessEnded(id), None, BlockReason::Process)?;
            let tid = m.process(id).info.main_thread;
            m.event(EventKind::ThreadJoin, tid, NONE);
        }
        m.process_end_seen(i64::from(FIRST_PID + id));
        return Ok(code_of(code));
    }
    let deadline = m.deadline_once(timeout);
    Err(m.block(Wait::ProcessEnded(id), deadline, BlockReason::Process))
}

/// `poll(pid)` → exit code, or None while it runs
fn poll(m: &mut Machine, args: Args, _: Cont) -> R {
    let id = m.pid_arg(m.arg(args, 0))?;
    m.process_end_seen(i64::from(FIRST_PID + id));
    Ok(code_of(m.process(id).info.exit_code))
}

// ---------------------------------------------------------------------- end

/// `kill(pid, signum)`
fn kill(m: &mut Machine, args: Args, _: Cont) -> R {
    let (pid, signal) = (m.int_arg(m.arg(args, 0))?, m.int_arg(m.arg(args, 1))?);
    let Some(id) = m.process_of_pid(pid) else {
        return m.os_error(class::PROCESS_LOOKUP_ERROR, 3, "No such process");
    };
    if signal == 0 || m.process(id).info.exit_code.is_some() {
        return Ok(Value::None);
    }
    if !DEADLY.contains(&signal) {
        return m.raise(
            class::NOT_IMPLEMENTED_ERROR,
            &format!(
                "sending signal {signal} is not supported in Timeslice (SIGTERM and SIGKILL are)"
            ),
        );
    }
    if id == m.p.id {
        return Err(m.exit_process(-(signal as i32)));
    }
    if id == 0 {
        m.outcome = Some(Outcome::Exit(128 + signal as i32));
        return Err(Signal::Halt);
    }
    m.end_process(id, -(signal as i32));
    Ok(Value::None)
}

/// `exit(code)`: the calling process ends at once.
fn exit(m: &mut Machine, args: Args, _: Cont) -> R {
    let code = m.int_arg(m.arg(args, 0))? as i32;
    m.declare_exit(true)?;
    Err(m.exit_process(code))
}

impl Machine {
    /// Declares that the running process is about to end, if that cuts threads off, or would if they
    /// had been slower. An `abrupt` end waits for nobody.
    pub(crate) fn declare_exit(&mut self, abrupt: bool) -> R<()> {
        let (me, id) = (self.tid(), self.p.id);
        if self.explore.is_none() {
            return Ok(());
        }
        let (mut cuts, mut unexpected) = (false, false);
        for t in (0..self.thread_count()).filter(|t| *t != me) {
            let thread = self.thread(t);
            if thread.process != id {
                continue;
            }
            let goes_on = abrupt || !matches!(thread.state, State::Finished);
            cuts |= goes_on || thread.daemon || id != 0;
            unexpected |= goes_on && !thread.daemon && id == 0;
        }
        if cuts { self.access_process_end(id, unexpected) } else { Ok(()) }
    }

    /// Ends the running process. With the main process the run ends.
    pub(crate) fn exit_process(&mut self, code: i32) -> Signal {
        let id = self.p.id;
        if id != 0 {
            self.end_process(id, code);
            return Signal::Halt;
        }
        self.p.info.exit_code = Some(code);
        if self.outcome.is_none() {
            self.outcome = Some(match code {
                0 => Outcome::Ok,
                code if code < 0 => Outcome::Exit(128 - code),
                code => Outcome::Exit(code & 0xff),
            });
        }
        Signal::Halt
    }

    /// Process `id`, not the main one, is over: its threads are gone, its descriptors closed.
    fn end_process(&mut self, id: u32, code: i32) {
        let now = self.now_ns();
        for tid in 0..self.thread_count() {
            let thread = self.thread(tid);
            if thread.process != id || matches!(thread.state, State::Finished) {
                continue;
            }
            let blocked = matches!(thread.state, State::Blocked { .. });
            let (begun, failed) = (thread.begun, thread.failed);
            self.w.blocked -= u32::from(blocked);
            self.w.alive = self.w.alive.saturating_sub(1);
            if begun {
                self.event_of(tid, now, EventKind::ThreadEnd, u32::from(failed), NONE);
            }
            self.sync_edge(tid, Touch::Release, END_SLOT);
            let thread = self.thread_mut(tid);
            thread.state = State::Finished;
            thread.ended = true;
            thread.stack = Vec::new();
            thread.frames = Vec::new();
        }
        let process = self.process_mut(id);
        process.info.exit_code = Some(code);
        process.info.gil = None;
        process.live_threads = 0;
        let before: Vec<bool> = self.w.ipc.ends.iter().map(|e| e.is_open()).collect();
        self.ipc_mut().forget(id);
        make_mut(&mut self.w.files).forget(id);
        self.event(EventKind::ProcessEnd, id, code as u32);
        for (end, was_open) in before.into_iter().enumerate() {
            if was_open {
                self.end_closed(end as u32);
            }
        }
        let pid_ended = |wait| matches!(wait, Wait::ProcessEnded(other) if other == id);
        self.wake_shared(|wait| {
            pid_ended(wait) || matches!(wait, Wait::Any(_) | Wait::Listener(_))
        });
        if id != self.p.id {
            // Nothing of it is looked at any more; the loaded one's heap goes when it is put away.
            self.process_mut(id).heap = Heap::default();
        }
    }
}

// ---------------------------------------------------------------------- self

fn getpid(m: &mut Machine, _: Args, _: Cont) -> R {
    Ok(Value::Int(i64::from(m.p.info.pid)))
}

fn getppid(m: &mut Machine, _: Args, _: Cont) -> R {
    /// Pid of the shell the program was started from.
    const SHELL: i64 = FIRST_PID as i64 - 1;
    if m.p.id == 0 {
        return Ok(Value::Int(SHELL));
    }
    let parent = &m.process(m.p.info.parent).info;
    // Orphans belong to init.
    Ok(Value::Int(if parent.exit_code.is_some() { 1 } else { i64::from(parent.pid) }))
}

fn current(m: &mut Machine, _: Args, _: Cont) -> R {
    let key = m.intern(CURRENT);
    let module = m.loaded_module("_process");
    let found = module.and_then(|r| match *m.get(r) {
        Kind::Module(_, dict) => m.dict_get_symbol(dict, key),
        _ => None,
    });
    Ok(found.unwrap_or(Value::None))
}

fn set_current(m: &mut Machine, args: Args, _: Cont) -> R {
    let object = m.arg(args, 0);
    m.set_module_value("_process", CURRENT, object);
    Ok(Value::None)
}

/// Where `set_current` keeps the object.
const CURRENT: &str = "_current";
