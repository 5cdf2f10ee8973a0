//! Threads as `_thread` offers them: starting, joining, who is alive.
//!
//! That a thread object was started and that its thread runs is known here alone. The library's
//! `Thread` asks, so that whoever asks while somebody else starts or ends is in a race that the
//! explorer sees.

use std::sync::Arc;

use timeslice_trace::{Base, BlockReason, Budget, EventKind, NONE, Outcome, ThreadId};

use super::{allocate_lock, timeout_ns};
use crate::access::{STARTED, STRUCTURE, THREADS, Touch, location, thread_object};
use crate::frame::Cont;
use crate::heap::{Namer, make_mut};
use crate::machine::{Machine, R, Signal};
use crate::native::{Args, NativeDef, function};
use crate::object::Kind;
use crate::schedule::END_SLOT;
use crate::symbols::{class, sym};
use crate::thread::{State, Thread, Wait};
use crate::value::{Ref, Value};

/// Functions of `_thread`.
pub const FUNCTIONS: &[NativeDef] = &[
    function("start", 2, 2, start),
    function("join", 1, 2, join),
    function("join_thread", 1, 1, join_thread),
    function("forget_call", 1, 1, forget_call),
    function("ident_of", 1, 1, ident_of),
    function("is_finished", 1, 1, is_finished),
    function("all_threads", 0, 0, all_threads),
    function("next_to_join", 1, 1, next_to_join),
    function("reach_end", 0, 0, reach_end),
    function("native_id_of", 1, 1, native_id_of),
    function("next_number", 0, 0, next_number),
    function("get_ident", 0, 0, get_ident),
    function("get_native_id", 0, 0, get_native_id),
    function("current", 0, 0, current),
    function("set_current", 1, 1, set_current),
    function("set_name", 2, 2, set_name),
    function("mark_failed", 0, 0, mark_failed),
    function("local_dict", 1, 1, local_dict),
    function("count", 0, 0, count),
    function("_count", 0, 0, count),
    function("allocate_lock", 0, 0, allocate_lock),
    function("interrupt_main", 0, 1, interrupt_main),
    function("start_new_thread", 2, 3, start_new_thread),
    function("start_new", 2, 3, start_new_thread),
];

/// `start(thread_obj, daemon)`: the object's thread exists from here on, and the object knows its
/// identifier, in one operation.
fn start(m: &mut Machine, args: Args, _: Cont) -> R {
    if m.th.resume.phase == 1 {
        return Ok(Value::None);
    }
    let (object, daemon) = (m.arg(args, 0), m.arg(args, 1));
    let Value::Obj(r) = object else { return m.type_error("start() needs a thread object") };
    let changes = [THREADS, m.started_location(r)];
    m.order_alone(&changes)?;
    if started_ident(m, object).is_some() {
        return m.raise(class::RUNTIME_ERROR, "threads can only be started once");
    }
    let daemon = m.truth(daemon).unwrap_or(false);
    let Some(bootstrap) = bootstrap(m, object) else {
        return m.type_error("start() needs an object with _bootstrap()");
    };
    let tid = spawn(m, bootstrap, Some(object), &[], daemon)?;
    let ident = m.ident(tid);
    m.set_attr_raw(object, sym::IDENT, ident);
    if m.start_waits() {
        m.th.resume.phase = 1;
        m.steps += 1;
        return Err(m.block(Wait::Begun(tid), None, BlockReason::ThreadStart));
    }
    Ok(Value::None)
}

/// What the thread of a thread object begins with: `_bootstrap`, or what the library's does.
fn bootstrap(m: &Machine, object: Value) -> Option<Value> {
    let first = m.special(object, sym::BOOTSTRAP)?;
    let ours = matches!(first, Value::Obj(r)
        if matches!(m.get(r), Kind::Function(f) if m.code(f.code).library));
    if ours { m.special(object, sym::BOOTSTRAP_INNER) } else { Some(first) }
}

/// The identifier of a thread object's thread, once it was started.
fn started_ident(m: &Machine, object: Value) -> Option<Value> {
    m.attr_raw(object, sym::IDENT).filter(|ident| !ident.is_none())
}

/// Adds a thread to the running process that calls `f`, bound to `object` when there is one.
fn spawn(
    m: &mut Machine,
    f: Value,
    object: Option<Value>,
    args: &[Value],
    daemon: bool,
) -> R<ThreadId> {
    let limit = m.settings.limits.threads;
    if m.w.alive >= limit {
        m.outcome = Some(Outcome::Budget(Budget::Threads(u64::from(limit))));
        return Err(Signal::Halt);
    }
    let cost = m.settings.costs.thread_start_ns;
    if m.w.bytecode_ns > 0 {
        m.spend(cost);
    }
    let tid = m.thread_count();
    let mut child = Thread::new(tid, m.p.id, Namer::new(tid));
    child.daemon = daemon;
    child.parent = m.tid();
    child.object = object.unwrap_or(Value::None);
    child.clock_ns = m.now_ns();
    child.waiting_since = m.w.turns;
    m.w.turns += 1;
    if let Some(object) = object {
        let name = m.attr_raw(object, sym::NAME_PRIVATE);
        if let Some(text) = name.and_then(|n| m.text(n)) {
            child.name = text.as_str().into();
        }
    } else {
        child.name = format!("Dummy-{tid}").as_str().into();
    }
    // The child's first frame is laid out on its own stack.
    std::mem::swap(&mut m.th, &mut child);
    let made = match object {
        Some(object) => m.call_method(f, object, &[], Cont::Thread),
        None => m.call_value(f, args, Cont::Thread),
    };
    std::mem::swap(&mut m.th, &mut child);
    if let Err(signal @ Signal::Raise(_)) = made {
        return Err(signal);
    }
    let name = child.name.clone();
    m.add_thread(child);
    m.p.live_threads += 1;
    let text = m.text_id(&name);
    m.event(EventKind::ThreadStart, tid, text);
    m.sync_edge(tid, Touch::Release, crate::schedule::BEGIN_SLOT);
    Ok(tid)
}

fn start_new_thread(m: &mut Machine, args: Args, _: Cont) -> R {
    if m.th.resume.phase == 1 {
        let tid = m.th.resume.data as ThreadId;
        return Ok(m.ident(tid));
    }
    let changes = [THREADS];
    m.order_alone(&changes)?;
    let runner = m.library_function("_run_new_thread")?;
    let (f, positional, keywords) = (m.arg(args, 0), m.arg(args, 1), m.arg(args, 2));
    let keywords = if keywords.is_null() { Value::None } else { keywords };
    let tid = spawn(m, runner, None, &[f, positional, keywords], true)?;
    Ok(m.ident(tid))
}

/// `ident_of(thread_obj)` → ident, or None before it is started
fn ident_of(m: &mut Machine, args: Args, _: Cont) -> R {
    let object = m.arg(args, 0);
    if let Value::Obj(r) = object {
        let place = m.started_location(r);
        m.declare_memory(place, Touch::Read)?;
    }
    Ok(started_ident(m, object).unwrap_or(Value::None))
}

/// Whether thread `tid` has ended, as Python sees it. Of the threads of a process that was forked
/// only the forking one lives on in the child.
fn has_ended(m: &Machine, tid: ThreadId) -> bool {
    let thread = m.thread(tid);
    thread.ended || thread.process != m.p.id
}

/// `join(ident, timeout=None)` → whether it has finished
fn join(m: &mut Machine, args: Args, _: Cont) -> R {
    let tid = m.thread_of_ident(m.arg(args, 0))?;
    let timeout = m.arg(args, 1);
    let limited = !timeout.is_null() && !timeout.is_none();
    if limited && (m.th.resume.timed_out || has_ended(m, tid)) {
        return join_in_time(m, tid);
    }
    if limited && !has_ended(m, tid) {
        let ns = timeout_ns(m, timeout)?.unwrap_or(0);
        let deadline = m.deadline_in(ns)?;
        return Err(m.block(Wait::Ended(tid), Some(deadline), BlockReason::ThreadJoin));
    }
    wait_for_end(m, tid)?;
    Ok(Value::Bool(true))
}

/// Waits until thread `tid` has ended.
fn wait_for_end(m: &mut Machine, tid: ThreadId) -> R<()> {
    if !has_ended(m, tid) {
        return Err(m.block(Wait::Ended(tid), None, BlockReason::ThreadJoin));
    }
    let alone = m.order_alone(&[]);
    m.stand_before(alone, Wait::Ended(tid), None, BlockReason::ThreadJoin)?;
    m.event(EventKind::ThreadJoin, tid, NONE);
    m.sync_edge(tid, Touch::Acquire, END_SLOT);
    m.th.joined |= 1_u128.checked_shl(tid).unwrap_or(0);
    Ok(())
}

/// `join_thread(thread_obj)`: `Thread.join()` without a limit, its checks included.
fn join_thread(m: &mut Machine, args: Args, _: Cont) -> R {
    let object = m.arg(args, 0);
    if m.th.resume.phase == 0 {
        let ready = matches!(m.attr_raw(object, sym::INITIALIZED), Some(Value::Bool(true)));
        let Value::Obj(r) = object else { return m.type_error("join() needs a thread object") };
        if !ready {
            return m.raise(class::RUNTIME_ERROR, "Thread.__init__() not called");
        }
        let place = m.started_location(r);
        m.declare_memory(place, Touch::Read)?;
        let Some(ident) = started_ident(m, object) else {
            return m.raise(class::RUNTIME_ERROR, "cannot join thread before it is started");
        };
        if m.th.object.is(object) {
            return m.raise(class::RUNTIME_ERROR, "cannot join current thread");
        }
        // That it was started is not asked again when the wait is over.
        m.th.resume.data = u64::from(m.thread_of_ident(ident)?);
        m.th.resume.phase = 1;
    }
    wait_for_end(m, m.th.resume.data as ThreadId)?;
    Ok(Value::None)
}

/// `forget_call(thread_obj)`: `del self._target, self._args, self._kwargs`.
fn forget_call(m: &mut Machine, args: Args, _: Cont) -> R {
    const NAMES: [Ref; 3] = [sym::TARGET, sym::ARGS_PRIVATE, sym::KWARGS_PRIVATE];
    let object = m.arg(args, 0);
    let Value::Obj(r) = object else { return m.type_error("forget_call() needs a thread object") };
    let plain = matches!(m.get(r), Kind::Instance(_, attrs)
        if attrs.dict.is_none() && NAMES.iter().all(|name| attrs.get(*name).is_some()));
    if !plain {
        for name in NAMES {
            m.delete_attribute(object, name)?;
        }
        return Ok(Value::None);
    }
    m.access(r, STRUCTURE, Touch::Write)?;
    let Kind::Instance(_, attrs) = m.get_mut(r) else { unreachable!("looked at above") };
    let attrs = make_mut(attrs);
    let gone = NAMES.map(|name| attrs.remove(name));
    for value in gone.into_iter().flatten() {
        m.drop_value(value);
    }
    Ok(Value::None)
}

/// The end of a join with a limit: it may come in time or not, so it does more than order.
fn join_in_time(m: &mut Machine, tid: ThreadId) -> R {
    let ended = has_ended(m, tid);
    let any_time = m.settings.schedule.base == Base::SerialAny;
    let touch = if ended && !any_time { Touch::WaitRead } else { Touch::Read };
    m.access_end_in_time(tid, touch)?;
    if ended {
        m.event(EventKind::ThreadJoin, tid, NONE);
        m.th.joined |= 1_u128.checked_shl(tid).unwrap_or(0);
    }
    Ok(Value::Bool(ended))
}

fn is_finished(m: &mut Machine, args: Args, _: Cont) -> R {
    let tid = m.thread_of_ident(m.arg(args, 0))?;
    m.access_alive(tid, Touch::Read)?;
    Ok(Value::Bool(has_ended(m, tid)))
}

/// Declares that it is asked which threads of the process there are.
fn ask_for_all(m: &mut Machine) -> R<()> {
    m.declare_memory(THREADS, Touch::Read)?;
    for tid in 0..m.thread_count() {
        if m.thread(tid).process == m.p.id {
            m.access_alive(tid, Touch::Read)?;
        }
    }
    Ok(())
}

/// The thread objects of all threads that are alive, in the order of their starts. The main thread
/// stays in the list to the very end, as in CPython's `_active`.
fn all_threads(m: &mut Machine, _: Args, _: Cont) -> R {
    ask_for_all(m)?;
    let main = m.p.info.main_thread;
    let objects = (0..m.thread_count())
        .filter(|tid| *tid == main || !has_ended(m, *tid))
        .filter(|tid| m.thread(*tid).process == m.p.id)
        .map(|tid| m.thread(tid).object)
        .filter(|object| !object.is_none())
        .collect();
    Ok(m.list(objects))
}

/// `next_to_join(ident)` → the thread after that of `ident` (None: the first) that the running one
/// has to wait for before the process may end. Which threads there are needs no asking: those that
/// were joined before have started all they ever will.
fn next_to_join(m: &mut Machine, args: Args, _: Cont) -> R {
    let after = m.arg(args, 0);
    let first = if after.is_none() { 0 } else { m.thread_of_ident(after)? + 1 };
    let joined = m.th.joined;
    let next = (first..m.thread_count()).find(|tid| {
        let thread = m.thread(*tid);
        let known = joined & 1_u128.checked_shl(*tid).unwrap_or(0) != 0;
        let concerned = *tid != m.tid() && thread.process == m.p.id && !thread.daemon;
        concerned && !known && !thread.object.is_none()
    });
    Ok(next.map_or(Value::None, |tid| m.ident(tid)))
}

/// The main thread has come to the end of the program: for all others it has ended, although it
/// still waits for them.
fn reach_end(m: &mut Machine, _: Args, _: Cont) -> R {
    let me = m.tid();
    if !m.has_joined_all() {
        let changes = [location(thread_object(me), crate::access::ALIVE)];
        m.order_alone(&changes)?;
        m.sync_edge(me, Touch::Release, END_SLOT);
    }
    m.th.ended = true;
    m.wake_joiners(me);
    Ok(Value::None)
}

fn get_ident(m: &mut Machine, _: Args, _: Cont) -> R {
    Ok(m.ident(m.tid()))
}

fn get_native_id(m: &mut Machine, _: Args, _: Cont) -> R {
    Ok(native_id(m, m.tid()))
}

/// `native_id_of(ident)`: the number that the simulated system gives a thread.
fn native_id_of(m: &mut Machine, args: Args, _: Cont) -> R {
    let tid = m.thread_of_ident(m.arg(args, 0))?;
    Ok(native_id(m, tid))
}

fn native_id(m: &Machine, tid: ThreadId) -> Value {
    let info = &m.process(m.thread(tid).process).info;
    Value::Int(i64::from(info.pid) + i64::from(tid) - i64::from(info.main_thread))
}

/// The next number for the name of a thread.
fn next_number(m: &mut Machine, _: Args, _: Cont) -> R {
    let place = location(thread_object(m.p.info.main_thread), crate::access::NUMBERS);
    m.declare_memory(place, Touch::Write)?;
    m.p.named_threads += 1;
    Ok(Value::Int(m.p.named_threads))
}

fn current(m: &mut Machine, _: Args, _: Cont) -> R {
    Ok(m.th.object)
}

fn set_current(m: &mut Machine, args: Args, _: Cont) -> R {
    m.th.object = m.arg(args, 0);
    Ok(Value::None)
}

fn set_name(m: &mut Machine, args: Args, _: Cont) -> R {
    let tid = m.thread_of_ident(m.arg(args, 0))?;
    let name = m.str_arg(m.arg(args, 1), "set_name", "argument 2")?;
    m.thread_mut(tid).name = name.as_str().into();
    Ok(Value::None)
}

fn mark_failed(m: &mut Machine, _: Args, _: Cont) -> R {
    m.th.failed = true;
    Ok(Value::None)
}

fn local_dict(m: &mut Machine, args: Args, _: Cont) -> R {
    let Value::Obj(key) = m.arg(args, 0) else { return m.type_error("an object is needed") };
    if let Some((_, dict)) = m.th.locals.iter().find(|(k, _)| *k == key) {
        return Ok((*dict).into());
    }
    let Value::Obj(dict) = m.alloc(Kind::Dict(Arc::default())) else { unreachable!() };
    m.th.locals.push((key, dict));
    Ok(dict.into())
}

fn count(m: &mut Machine, _: Args, _: Cont) -> R {
    ask_for_all(m)?;
    Ok(Value::Int(i64::from(m.p.live_threads) - 1))
}

fn interrupt_main(m: &mut Machine, _: Args, _: Cont) -> R {
    m.raise(class::NOT_IMPLEMENTED_ERROR, "_thread.interrupt_main() is not supported in Timeslice")
}

impl Machine {
    /// Whether the running thread has joined all others of its process.
    pub(crate) fn has_joined_all(&self) -> bool {
        let me = self.tid();
        (0..self.thread_count()).all(|tid| {
            let known = self.th.joined & 1_u128.checked_shl(tid).unwrap_or(0) != 0;
            tid == me || known || self.thread(tid).process != self.p.id
        })
    }

    /// The location of "was this thread object started".
    fn started_location(&self, object: crate::value::Ref) -> u64 {
        location(self.stable_name(object), STARTED)
    }

    /// Tells the trace that those who join `tid` can go on.
    pub(crate) fn wake_joiners(&mut self, tid: ThreadId) {
        for other in 0..self.thread_count() {
            if let State::Blocked { wait: Wait::Ended(t), .. } = self.thread(other).state
                && t == tid
            {
                self.event_wake(other);
            }
        }
    }
}
