//! `_thread`: Lock, RLock, Condition, Event, Semaphore, Barrier; and the waiting parts of `time`. The
//! threads themselves are in `life`.
//!
//! Each operation is one visible event. A native that waits is executed again when its thread goes
//! on; `Thread::resume` tells it how far it got.

mod life;

use std::collections::VecDeque;
use std::sync::Arc;

use timeslice_trace::{Base, BlockReason, EventKind, NONE, TRIED, ThreadId};

use crate::access::{MAX_WAYS, Touch, UNFINISHED, WHOLE};
use crate::frame::Cont;
use crate::heap::make_mut;
use crate::machine::{Machine, R, Signal};
use crate::native::{ANY, Args, NativeDef, function, method};
use crate::object::{DequeData, Kind, LockState};
use crate::symbols::class;
use crate::sync::{BarrierState, QueueKind, SyncData};
use crate::thread::Wait;
use crate::value::{Ref, Value};

pub use life::FUNCTIONS;

/// `threading.TIMEOUT_MAX`: seconds that fit 64 bits of nanoseconds.
pub const TIMEOUT_MAX: f64 = 9_223_372_036.0;
/// What an identifier of thread 0 is.
const FIRST_IDENT: i64 = 140_000_000_000_000;

/// Methods of the classes here.
pub const METHODS: &[(Ref, &[NativeDef])] = &[
    (
        class::LOCK,
        &[
            function("__new__", 1, 1, lock_new),
            method("acquire", 1, 3, lock_acquire).kw(),
            method("acquire_lock", 1, 3, lock_acquire).kw(),
            method("release", 1, 1, lock_release),
            method("release_lock", 1, 1, lock_release),
            method("locked", 1, 1, lock_locked),
            method("__enter__", 1, 1, lock_enter),
            method("__exit__", 4, 4, lock_release),
        ],
    ),
    (
        class::RLOCK,
        &[
            function("__new__", 1, 1, rlock_new),
            method("acquire", 1, 3, rlock_acquire).kw(),
            method("release", 1, 1, rlock_release),
            method("__enter__", 1, 1, rlock_enter),
            method("__exit__", 4, 4, rlock_release),
            method("_is_owned", 1, 1, rlock_is_owned),
        ],
    ),
    (
        class::CONDITION,
        &[
            function("__new__", 1, ANY, condition_new).kw(),
            method("__init__", 1, 2, condition_init).kw(),
            method("acquire", 1, 3, condition_acquire).kw(),
            method("release", 1, 1, condition_release),
            method("__enter__", 1, 1, condition_enter),
            method("__exit__", 4, 4, condition_release),
            method("wait", 1, 2, condition_wait).kw(),
            method("wait_for", 2, 3, condition_wait_for).kw(),
            method("notify", 1, 2, notify).kw(),
            method("notify_all", 1, 1, notify_all),
            method("notifyAll", 1, 1, notify_all_camel),
        ],
    ),
    (
        class::EVENT,
        &[
            function("__new__", 1, ANY, event_new).kw(),
            method("is_set", 1, 1, event_is_set),
            method("isSet", 1, 1, is_set_camel),
            method("set", 1, 1, event_set),
            method("clear", 1, 1, event_clear),
            method("wait", 1, 2, event_wait).kw(),
        ],
    ),
    (
        class::SEMAPHORE,
        &[
            function("__new__", 1, ANY, semaphore_new).kw(),
            method("__init__", 1, 2, semaphore_init).kw(),
            method("acquire", 1, 3, semaphore_acquire).kw(),
            method("release", 1, 2, semaphore_release).kw(),
            method("__enter__", 1, 1, semaphore_enter),
            method("__exit__", 4, 4, semaphore_exit),
        ],
    ),
    (
        class::BARRIER,
        &[
            function("__new__", 1, ANY, barrier_new).kw(),
            method("__init__", 1, 4, barrier_init).kw(),
            method("wait", 1, 2, barrier_wait).kw(),
            method("reset", 1, 1, barrier_reset),
            method("abort", 1, 1, barrier_abort),
        ],
    ),
];

/// Waiting functions of `time`.
pub const TIME: &[NativeDef] = &[function("sleep", 1, 1, sleep)];

// ---------------------------------------------------------------------- helpers

/// The object behind a receiver of the machine's own class, made whole when a subclass forgot to.
fn this(m: &Machine, args: Args) -> Ref {
    match m.arg(args, 0) {
        Value::Obj(r) => m.payload(r),
        _ => class::OBJECT,
    }
}

/// Nanoseconds of a timeout in seconds; `None` for a negative one.
fn timeout_ns(m: &mut Machine, v: Value) -> R<Option<u64>> {
    let seconds = match m.unwrap(v) {
        Value::Float(f) => f,
        Value::Int(i) => i as f64,
        Value::Bool(b) => f64::from(u8::from(b)),
        Value::Obj(r) if matches!(m.get(r), Kind::BigInt(_)) => f64::INFINITY,
        _ => {
            let kind = m.type_name(v);
            return m.type_error(&format!("'{kind}' object cannot be interpreted as an integer"));
        }
    };
    if seconds.is_nan() {
        return m.value_error("Invalid value NaN (not a number)");
    }
    if seconds < 0.0 {
        return Ok(None);
    }
    if seconds > TIMEOUT_MAX {
        return m.raise(class::OVERFLOW_ERROR, "timeout value is too large");
    }
    Ok(Some(libm::round(seconds * 1e9) as u64))
}

/// `(blocking, deadline)` of `acquire`'s arguments.
fn acquire_arguments(m: &mut Machine, args: Args) -> R<(bool, Option<u64>)> {
    let [_, blocking, timeout] = m.bind(args, "acquire", ["/self", "blocking", "timeout"], 3, 1)?;
    let blocking = blocking.is_null() || m.truth(blocking).unwrap_or(true);
    if timeout.is_null() {
        return Ok((blocking, None));
    }
    let minus_one =
        matches!(timeout, Value::Int(-1)) || matches!(timeout, Value::Float(f) if f == -1.0);
    if !blocking && !minus_one {
        return m.value_error("can't specify a timeout for a non-blocking call");
    }
    if minus_one {
        return Ok((blocking, None));
    }
    match timeout_ns(m, timeout)? {
        Some(ns) => Ok((blocking, Some(m.deadline_in(ns)?))),
        None => m.value_error("timeout value must be a non-negative number"),
    }
}

fn sync_mut(m: &mut Machine, r: Ref) -> R<&mut SyncData> {
    if !matches!(m.get(r), Kind::Sync(_)) {
        return m.type_error("this synchronisation object was not initialised");
    }
    match m.get_mut(r) {
        Kind::Sync(data) => Ok(make_mut(data)),
        _ => unreachable!("checked above"),
    }
}

fn new_sync(m: &mut Machine, args: Args, data: SyncData) -> R {
    let Value::Obj(cls) = m.arg(args, 0) else { return m.type_error("not a type") };
    let inner = m.alloc(Kind::Sync(Arc::new(data)));
    Ok(m.wrap_in(cls, inner))
}

impl Machine {
    /// Number of a thread from what `get_ident` gave.
    fn thread_of_ident(&mut self, v: Value) -> R<ThreadId> {
        let ident = self.int_arg(v)?;
        let tid = (ident - FIRST_IDENT) / 256;
        if ident < FIRST_IDENT || tid >= i64::from(self.thread_count()) {
            return self.value_error("no such thread");
        }
        Ok(tid as ThreadId)
    }

    /// What `get_ident` gives for a thread.
    pub(crate) fn ident(&self, tid: ThreadId) -> Value {
        Value::Int(FIRST_IDENT + i64::from(tid) * 256)
    }
}

// ---------------------------------------------------------------------- Lock

fn lock_new(m: &mut Machine, args: Args, _: Cont) -> R {
    let Value::Obj(cls) = m.arg(args, 0) else { return m.type_error("not a type") };
    let inner = m.alloc(Kind::Lock(LockState { owner: None }));
    Ok(m.wrap_in(cls, inner))
}

fn allocate_lock(m: &mut Machine, _: Args, _: Cont) -> R {
    Ok(m.alloc(Kind::Lock(LockState { owner: None })))
}

fn lock_owner(m: &mut Machine, r: Ref) -> R<Option<ThreadId>> {
    match m.get(r) {
        Kind::Lock(state) => Ok(state.owner),
        _ => m.type_error("a lock is needed"),
    }
}

/// What an event says of a lock that the thread would not have waited for for ever.
fn tried(blocking: bool, deadline: Option<u64>) -> u32 {
    if blocking && deadline.is_none() { 0 } else { TRIED }
}

fn take_lock(m: &mut Machine, r: Ref, blocking: bool, deadline: Option<u64>) -> R<bool> {
    let free = lock_owner(m, r)?.is_none();
    if free {
        take_access(m, r, Touch::Lock, blocking, deadline, Wait::Lock(r), BlockReason::Lock)?;
        let me = m.tid();
        if let Kind::Lock(state) = m.get_mut(r) {
            state.owner = Some(me);
        }
        m.event_object(EventKind::Acquire, r, 1 | tried(blocking, deadline));
        return Ok(true);
    }
    if !blocking || m.th.resume.timed_out {
        // A failed attempt reads the lock: it commutes with other failed attempts.
        m.attempt();
        m.sync(r, WHOLE, Touch::Read)?;
        m.event_object(EventKind::AcquireFail, r, NONE);
        return Ok(false);
    }
    declare_wait(m, r, deadline)?;
    Err(m.block(Wait::Lock(r), deadline, BlockReason::Lock))
}

/// Declares that a wait with a limit begins, because what it waits for was not to be had: had the
/// attempt come at another moment, the wait could have ended differently.
pub(super) fn declare_wait(m: &mut Machine, r: Ref, deadline: Option<u64>) -> R<()> {
    if deadline.is_some() && m.th.resume.phase == 0 {
        m.attempt();
        m.sync(r, WHOLE, Touch::Read)?;
        m.th.resume.phase = 1;
    }
    Ok(())
}

/// Declares that a lock or permit is taken. One that may be missed (a try, a timeout) touches
/// other things elsewhere; where timeouts fire at any moment it never waits.
fn take_access(
    m: &mut Machine,
    r: Ref,
    touch: Touch,
    blocking: bool,
    deadline: Option<u64>,
    wait: Wait,
    reason: BlockReason,
) -> R<()> {
    if blocking && deadline.is_none() {
        return m.sync_waiting(r, touch, wait, None, reason);
    }
    m.attempt();
    if !blocking || m.th.resume.phase == 0 {
        return m.sync(r, WHOLE, Touch::Write);
    }
    let any_time = m.settings.schedule.base == timeslice_trace::Base::SerialAny;
    let touch = if any_time { Touch::Write } else { touch };
    m.sync_waiting(r, touch, wait, deadline, reason)
}

fn lock_acquire(m: &mut Machine, args: Args, _: Cont) -> R {
    let (blocking, deadline) = acquire_arguments(m, args)?;
    let r = this(m, args);
    Ok(Value::Bool(take_lock(m, r, blocking, deadline)?))
}

fn lock_enter(m: &mut Machine, args: Args, _: Cont) -> R {
    let r = this(m, args);
    Ok(Value::Bool(take_lock(m, r, true, None)?))
}

fn lock_release(m: &mut Machine, args: Args, _: Cont) -> R {
    let r = this(m, args);
    free_lock(m, r)?;
    Ok(Value::None)
}

fn free_lock(m: &mut Machine, r: Ref) -> R<()> {
    if lock_owner(m, r)?.is_none() {
        m.attempt();
        m.sync(r, WHOLE, Touch::Read)?;
        return m.raise(class::RUNTIME_ERROR, "release unlocked lock");
    }
    m.sync(r, WHOLE, Touch::Unlock)?;
    if let Kind::Lock(state) = m.get_mut(r) {
        state.owner = None;
    }
    m.event_object(EventKind::Release, r, 0);
    m.wake_waiters(r);
    Ok(())
}

fn lock_locked(m: &mut Machine, args: Args, _: Cont) -> R {
    let r = this(m, args);
    m.sync(r, WHOLE, Touch::Read)?;
    Ok(Value::Bool(lock_owner(m, r)?.is_some()))
}

// ---------------------------------------------------------------------- RLock

fn rlock_new(m: &mut Machine, args: Args, _: Cont) -> R {
    new_sync(m, args, SyncData::RLock { owner: None, count: 0 })
}

fn take_rlock(m: &mut Machine, r: Ref, blocking: bool, deadline: Option<u64>) -> R<bool> {
    let me = m.tid();
    let SyncData::RLock { owner, .. } = *sync_mut(m, r)? else {
        return m.type_error("an RLock is needed");
    };
    match owner {
        None => {
            take_access(m, r, Touch::Lock, blocking, deadline, Wait::RLock(r), BlockReason::Lock)?;
            if let SyncData::RLock { owner, count } = sync_mut(m, r)? {
                (*owner, *count) = (Some(me), 1);
            }
            m.event_object(EventKind::Acquire, r, 1 | tried(blocking, deadline));
            Ok(true)
        }
        Some(o) if o == me => {
            let mut depth = 0;
            if let SyncData::RLock { count, .. } = sync_mut(m, r)? {
                *count += 1;
                depth = *count;
            }
            m.event_object(EventKind::Acquire, r, depth | tried(blocking, deadline));
            Ok(true)
        }
        Some(_) if !blocking || m.th.resume.timed_out => {
            m.attempt();
            m.sync(r, WHOLE, Touch::Read)?;
            m.event_object(EventKind::AcquireFail, r, NONE);
            Ok(false)
        }
        Some(_) => {
            declare_wait(m, r, deadline)?;
            Err(m.block(Wait::RLock(r), deadline, BlockReason::Lock))
        }
    }
}

fn rlock_acquire(m: &mut Machine, args: Args, _: Cont) -> R {
    let (blocking, deadline) = acquire_arguments(m, args)?;
    let r = this(m, args);
    Ok(Value::Bool(take_rlock(m, r, blocking, deadline)?))
}

fn rlock_enter(m: &mut Machine, args: Args, _: Cont) -> R {
    let r = this(m, args);
    Ok(Value::Bool(take_rlock(m, r, true, None)?))
}

fn rlock_release(m: &mut Machine, args: Args, _: Cont) -> R {
    let r = this(m, args);
    free_rlock(m, r)?;
    Ok(Value::None)
}

fn free_rlock(m: &mut Machine, r: Ref) -> R<()> {
    let me = m.tid();
    let SyncData::RLock { owner, count } = *sync_mut(m, r)? else {
        return m.type_error("an RLock is needed");
    };
    if owner != Some(me) {
        return m.raise(class::RUNTIME_ERROR, "cannot release un-acquired lock");
    }
    if count == 1 {
        m.sync(r, WHOLE, Touch::Unlock)?;
    }
    if let SyncData::RLock { owner, count } = sync_mut(m, r)? {
        *count -= 1;
        if *count == 0 {
            *owner = None;
        }
    }
    m.event_object(EventKind::Release, r, count - 1);
    if count == 1 {
        m.wake_waiters(r);
    }
    Ok(())
}

fn rlock_is_owned(m: &mut Machine, args: Args, _: Cont) -> R {
    let (r, me) = (this(m, args), m.tid());
    let SyncData::RLock { owner, .. } = *sync_mut(m, r)? else {
        return m.type_error("an RLock is needed");
    };
    Ok(Value::Bool(owner == Some(me)))
}

// ---------------------------------------------------------------------- Condition

fn condition_new(m: &mut Machine, args: Args, _: Cont) -> R {
    let lock = m.alloc(Kind::Sync(Arc::new(SyncData::RLock { owner: None, count: 0 })));
    let cond = new_sync(m, args, SyncData::Condition { lock, waiters: VecDeque::new() })?;
    Ok(cond)
}

fn condition_init(m: &mut Machine, args: Args, _: Cont) -> R {
    let [_, lock] = m.bind(args, "Condition.__init__", ["/self", "lock"], 2, 1)?;
    if lock.is_null() || lock.is_none() {
        return Ok(Value::None);
    }
    let inner = m.unwrap(lock);
    let known = matches!(inner, Value::Obj(r) if matches!(m.get(r), Kind::Lock(_))
        || matches!(m.get(r), Kind::Sync(data) if matches!(**data, SyncData::RLock { .. })));
    if !known {
        let kind = m.type_name(lock);
        return m.raise(
            class::NOT_IMPLEMENTED_ERROR,
            &format!(
                "a Condition on a '{kind}' is not supported in Timeslice (Lock and RLock are)"
            ),
        );
    }
    let r = this(m, args);
    if let SyncData::Condition { lock, .. } = sync_mut(m, r)? {
        *lock = inner;
    }
    Ok(Value::None)
}

fn condition_lock(m: &mut Machine, r: Ref) -> R<Ref> {
    match sync_mut(m, r)? {
        SyncData::Condition { lock: Value::Obj(lock), .. } => Ok(*lock),
        _ => m.type_error("a Condition is needed"),
    }
}

fn take_any(m: &mut Machine, lock: Ref, blocking: bool, deadline: Option<u64>) -> R<bool> {
    match m.get(lock) {
        Kind::Lock(_) => take_lock(m, lock, blocking, deadline),
        _ => take_rlock(m, lock, blocking, deadline),
    }
}

fn condition_acquire(m: &mut Machine, args: Args, _: Cont) -> R {
    let (blocking, deadline) = acquire_arguments(m, args)?;
    let r = this(m, args);
    let lock = condition_lock(m, r)?;
    Ok(Value::Bool(take_any(m, lock, blocking, deadline)?))
}

fn condition_enter(m: &mut Machine, args: Args, _: Cont) -> R {
    let r = this(m, args);
    let lock = condition_lock(m, r)?;
    Ok(Value::Bool(take_any(m, lock, true, None)?))
}

fn condition_release(m: &mut Machine, args: Args, _: Cont) -> R {
    let r = this(m, args);
    let lock = condition_lock(m, r)?;
    match m.get(lock) {
        Kind::Lock(_) => free_lock(m, lock)?,
        _ => free_rlock(m, lock)?,
    }
    Ok(Value::None)
}

fn owns_condition(m: &mut Machine, lock: Ref) -> R<bool> {
    let me = m.tid();
    match m.get(lock) {
        // `Condition._is_owned` asks only whether a plain Lock is taken by anybody.
        Kind::Lock(state) if state.owner == Some(me) => Ok(true),
        Kind::Lock(_) => {
            m.attempt();
            m.sync(lock, WHOLE, Touch::Read)?;
            Ok(matches!(m.get(lock), Kind::Lock(state) if state.owner.is_some()))
        }
        Kind::Sync(data) => {
            Ok(matches!(**data, SyncData::RLock { owner, .. } if owner == Some(me)))
        }
        _ => Ok(false),
    }
}

/// Phases: 0 gives the lock up and waits; 1 has been notified (or not); 2 takes the lock again.
fn condition_wait(m: &mut Machine, args: Args, _: Cont) -> R {
    let [_, timeout] = m.bind(args, "wait", ["/self", "timeout"], 2, 1)?;
    let r = this(m, args);
    let lock = condition_lock(m, r)?;
    if m.th.resume.phase == 0 {
        if !owns_condition(m, lock)? {
            return m.raise(class::RUNTIME_ERROR, "cannot wait on un-acquired lock");
        }
        let deadline = if timeout.is_null() || timeout.is_none() {
            None
        } else {
            let ns = timeout_ns(m, timeout)?.unwrap_or(0);
            Some(m.deadline_in(ns)?)
        };
        m.sync(lock, WHOLE, Touch::Unlock)?;
        m.sync(r, WHOLE, Touch::Write)?;
        let me = m.tid();
        let depth = match m.get_mut(lock) {
            Kind::Lock(state) => {
                state.owner = None;
                1
            }
            Kind::Sync(data) => match make_mut(data) {
                SyncData::RLock { owner, count } => {
                    let depth = *count;
                    (*owner, *count) = (None, 0);
                    depth
                }
                _ => 1,
            },
            _ => 1,
        };
        if let SyncData::Condition { waiters, .. } = sync_mut(m, r)? {
            waiters.push_back(me);
        }
        m.event_object(EventKind::CondWait, r, NONE);
        m.event_object(EventKind::Release, lock, 0);
        m.wake_waiters(lock);
        m.th.resume.phase = 1;
        m.th.resume.notified = false;
        m.th.resume.data = u64::from(depth);
        // Giving the lock up is an effect of its own: the bytecode counts although it is not done.
        m.steps += 1;
        return Err(m.block(Wait::Notified(r), deadline, BlockReason::Condition));
    }
    if m.th.resume.phase == 1 {
        let me = m.tid();
        let notified = m.th.resume.notified;
        m.th.resume.phase = if notified { 2 } else { 3 };
        m.th.resume.timed_out = false;
        if !notified && let SyncData::Condition { waiters, .. } = sync_mut(m, r)? {
            waiters.retain(|t| *t != me);
        }
    }
    // The lock is taken again before `wait` returns, without any bound in time.
    let notified = m.th.resume.phase == 2;
    m.th.resume.timed_out = false;
    let free = match m.get(lock) {
        Kind::Lock(state) => state.owner.is_none(),
        Kind::Sync(data) => matches!(**data, SyncData::RLock { owner: None, .. }),
        _ => true,
    };
    if !free {
        let wait =
            if matches!(m.get(lock), Kind::Lock(_)) { Wait::Lock(lock) } else { Wait::RLock(lock) };
        return Err(m.block(wait, None, BlockReason::Lock));
    }
    m.sync(lock, WHOLE, Touch::Lock)?;
    let (me, depth) = (m.tid(), m.th.resume.data as u32);
    m.note_woken(me, Touch::Wait);
    match m.get_mut(lock) {
        Kind::Lock(state) => state.owner = Some(me),
        Kind::Sync(data) => {
            if let SyncData::RLock { owner, count } = make_mut(data) {
                (*owner, *count) = (Some(me), depth);
            }
        }
        _ => {}
    }
    m.event_object(EventKind::Acquire, lock, depth);
    Ok(Value::Bool(notified))
}

fn condition_wait_for(m: &mut Machine, args: Args, cont: Cont) -> R {
    let [object, predicate, timeout] =
        m.bind(args, "wait_for", ["/self", "predicate", "timeout"], 3, 2)?;
    let timeout = if timeout.is_null() { Value::None } else { timeout };
    m.tail_library(args, "_condition_wait_for", &[object, predicate, timeout], cont)
}

/// In how many ways `n` of `waiting` waiters can be chosen; 1 where they are too many to try all.
fn ways_to_choose(waiting: usize, n: usize) -> u32 {
    let n = n.min(waiting - n);
    let ways = (0..n).try_fold(1, |ways: u32, i| {
        let ways = ways * (waiting - i) as u32 / (i + 1) as u32;
        (ways <= MAX_WAYS).then_some(ways)
    });
    ways.unwrap_or(1)
}

fn wake_some(m: &mut Machine, args: Args, n: i64) -> R {
    let r = this(m, args);
    let lock = condition_lock(m, r)?;
    if !owns_condition(m, lock)? {
        return m.raise(class::RUNTIME_ERROR, "cannot notify on un-acquired lock");
    }
    m.attempt();
    let waiting = match sync_mut(m, r)? {
        SyncData::Condition { waiters, .. } => waiters.len(),
        _ => 0,
    };
    let n = n.clamp(0, waiting as i64) as usize;
    let mut way = match ways_to_choose(waiting, n) {
        // CPython's conditions are queues; the language does not promise that.
        ways if ways > 1 && m.settings.schedule.base == Base::SerialAny => {
            m.open_choice(ways, true)?.unwrap_or(0)
        }
        _ => 0,
    };
    m.sync(r, WHOLE, Touch::Write)?;
    let mut woken = Vec::new();
    if let SyncData::Condition { waiters, .. } = sync_mut(m, r)? {
        let mut at = 0;
        while woken.len() < n {
            // So many ways wake this one; the others pass it over.
            let with = ways_to_choose(waiters.len() - at - 1, n - woken.len() - 1);
            if way < with {
                woken.extend(waiters.remove(at));
            } else {
                way -= with;
                at += 1;
            }
        }
    }
    m.event_object(EventKind::CondNotify, r, woken.len() as u32);
    for tid in woken {
        m.thread_mut(tid).resume.notified = true;
        m.event_wake(tid);
        m.note_woken(tid, Touch::Write);
    }
    Ok(Value::None)
}

fn notify(m: &mut Machine, args: Args, _: Cont) -> R {
    let [_, n] = m.bind(args, "notify", ["/self", "n"], 2, 1)?;
    let n = if n.is_null() { 1 } else { m.int_arg(n)? };
    wake_some(m, args, n)
}

fn notify_all(m: &mut Machine, args: Args, _: Cont) -> R {
    wake_some(m, args, i64::MAX)
}

// ---------------------------------------------------------------------- Event

fn event_new(m: &mut Machine, args: Args, _: Cont) -> R {
    new_sync(m, args, SyncData::Event { set: false, waiters: Vec::new() })
}

fn event_flag(m: &mut Machine, r: Ref) -> R<bool> {
    match sync_mut(m, r)? {
        SyncData::Event { set, .. } => Ok(*set),
        _ => m.type_error("an Event is needed"),
    }
}

fn is_set_camel(m: &mut Machine, args: Args, cont: Cont) -> R {
    let event = m.arg(args, 0);
    m.tail_library(args, "_is_set_camel", &[event], cont)
}

fn notify_all_camel(m: &mut Machine, args: Args, cont: Cont) -> R {
    let condition = m.arg(args, 0);
    m.tail_library(args, "_notify_all_camel", &[condition], cont)
}

fn event_is_set(m: &mut Machine, args: Args, _: Cont) -> R {
    let r = this(m, args);
    m.sync(r, WHOLE, Touch::Read)?;
    let set = event_flag(m, r)?;
    m.event_object(EventKind::EventRead, r, u32::from(set));
    Ok(Value::Bool(set))
}

fn event_set(m: &mut Machine, args: Args, _: Cont) -> R {
    let r = this(m, args);
    m.sync(r, WHOLE, Touch::Write)?;
    let mut woken = Vec::new();
    if let SyncData::Event { set, waiters } = sync_mut(m, r)? {
        *set = true;
        woken = std::mem::take(waiters);
    }
    m.event_object(EventKind::EventSet, r, woken.len() as u32);
    for tid in woken {
        m.thread_mut(tid).resume.notified = true;
        m.event_wake(tid);
    }
    Ok(Value::None)
}

fn event_clear(m: &mut Machine, args: Args, _: Cont) -> R {
    let r = this(m, args);
    m.sync(r, WHOLE, Touch::Write)?;
    m.access_cleared(r, Touch::Write)?;
    if let SyncData::Event { set, .. } = sync_mut(m, r)? {
        *set = false;
    }
    m.event_object(EventKind::EventClear, r, NONE);
    Ok(Value::None)
}

fn event_wait(m: &mut Machine, args: Args, _: Cont) -> R {
    let [_, timeout] = m.bind(args, "wait", ["/self", "timeout"], 2, 1)?;
    let r = this(m, args);
    let me = m.tid();
    if m.th.resume.phase == 1 {
        // A `clear` right after `set` still lets those go that waited.
        let set = m.th.resume.notified || event_flag(m, r)?;
        let touch = if set && !m.th.resume.timed_out { Touch::WaitRead } else { Touch::Read };
        m.sync(r, WHOLE, touch)?;
        if let SyncData::Event { waiters, .. } = sync_mut(m, r)? {
            waiters.retain(|t| *t != me);
        }
        m.event_object(EventKind::EventRead, r, u32::from(set));
        return Ok(Value::Bool(set));
    }
    let deadline = if timeout.is_null() || timeout.is_none() {
        None
    } else {
        let ns = timeout_ns(m, timeout)?.unwrap_or(0);
        Some(m.deadline_in(ns)?)
    };
    m.access_cleared(r, Touch::Read)?;
    if deadline.is_some() {
        m.attempt();
    }
    if event_flag(m, r)? {
        let declared = m.sync(r, WHOLE, Touch::WaitRead);
        if matches!(declared, Err(Signal::Yield)) {
            // Seen set: whoever clears it now comes too late. The transition that ends here has
            // looked, not the one that begins here.
            (m.th.resume.phase, m.th.resume.notified) = (1, true);
            m.access_cleared(r, Touch::Read)?;
        }
        m.stand_before(declared, Wait::Notified(r), deadline, BlockReason::Event)?;
        m.event_object(EventKind::EventRead, r, 1);
        return Ok(Value::Bool(true));
    }
    if m.stands_alone() {
        // Whether the wait begins depends on the flag.
        m.sync(r, WHOLE, Touch::Read)?;
    }
    if let SyncData::Event { waiters, .. } = sync_mut(m, r)? {
        waiters.push(me);
    }
    m.th.resume.phase = 1;
    m.th.resume.notified = false;
    Err(m.block(Wait::Notified(r), deadline, BlockReason::Event))
}

// ---------------------------------------------------------------------- Semaphore

fn semaphore_new(m: &mut Machine, args: Args, _: Cont) -> R {
    let bounded = match m.arg(args, 0) {
        Value::Obj(cls) => m.is_subclass(cls, class::BOUNDED_SEMAPHORE),
        _ => false,
    };
    new_sync(m, args, SyncData::Semaphore { value: 1, initial: bounded.then_some(1) })
}

fn semaphore_init(m: &mut Machine, args: Args, _: Cont) -> R {
    let [_, start] = m.bind(args, "Semaphore.__init__", ["/self", "value"], 2, 1)?;
    let start = if start.is_null() { 1 } else { m.int_arg(start)? };
    if start < 0 {
        return m.value_error("semaphore initial value must be >= 0");
    }
    let r = this(m, args);
    if let SyncData::Semaphore { value, initial } = sync_mut(m, r)? {
        *value = start;
        if initial.is_some() {
            *initial = Some(start);
        }
    }
    Ok(Value::None)
}

fn take_semaphore(m: &mut Machine, r: Ref, blocking: bool, deadline: Option<u64>) -> R<bool> {
    let SyncData::Semaphore { value, .. } = *sync_mut(m, r)? else {
        return m.type_error("a Semaphore is needed");
    };
    if value > 0 {
        let (wait, reason) = (Wait::Semaphore(r), BlockReason::Semaphore);
        take_access(m, r, Touch::Wait, blocking, deadline, wait, reason)?;
        if let SyncData::Semaphore { value, .. } = sync_mut(m, r)? {
            *value -= 1;
        }
        m.event_object(EventKind::Acquire, r, (value - 1) as u32);
        return Ok(true);
    }
    if !blocking || m.th.resume.timed_out {
        m.attempt();
        m.sync(r, WHOLE, Touch::Read)?;
        m.event_object(EventKind::AcquireFail, r, NONE);
        return Ok(false);
    }
    declare_wait(m, r, deadline)?;
    Err(m.block(Wait::Semaphore(r), deadline, BlockReason::Semaphore))
}

fn semaphore_acquire(m: &mut Machine, args: Args, _: Cont) -> R {
    let [_, blocking, timeout] = m.bind(args, "acquire", ["/self", "blocking", "timeout"], 3, 1)?;
    let blocking = blocking.is_null() || m.truth(blocking).unwrap_or(true);
    let timed = !timeout.is_null() && !timeout.is_none();
    if !blocking && timed {
        return m.value_error("can't specify timeout for non-blocking acquire");
    }
    let deadline = if timed {
        let ns = timeout_ns(m, timeout)?.unwrap_or(0);
        Some(m.deadline_in(ns)?)
    } else {
        None
    };
    let r = this(m, args);
    Ok(Value::Bool(take_semaphore(m, r, blocking, deadline)?))
}

fn semaphore_enter(m: &mut Machine, args: Args, _: Cont) -> R {
    let r = this(m, args);
    Ok(Value::Bool(take_semaphore(m, r, true, None)?))
}

fn give_semaphore(m: &mut Machine, r: Ref, n: i64) -> R<()> {
    m.sync(r, WHOLE, Touch::Write)?;
    let SyncData::Semaphore { value, initial } = *sync_mut(m, r)? else {
        return m.type_error("a Semaphore is needed");
    };
    if initial.is_some_and(|most| value + n > most) {
        return m.value_error("Semaphore released too many times");
    }
    if let SyncData::Semaphore { value, .. } = sync_mut(m, r)? {
        *value += n;
    }
    m.event_object(EventKind::Release, r, (value + n) as u32);
    m.wake_waiters(r);
    Ok(())
}

fn semaphore_release(m: &mut Machine, args: Args, _: Cont) -> R {
    let [_, n] = m.bind(args, "release", ["/self", "n"], 2, 1)?;
    let n = if n.is_null() { 1 } else { m.int_arg(n)? };
    if n < 1 {
        return m.value_error("n must be one or more");
    }
    let r = this(m, args);
    give_semaphore(m, r, n)?;
    Ok(Value::None)
}

fn semaphore_exit(m: &mut Machine, args: Args, _: Cont) -> R {
    let r = this(m, args);
    give_semaphore(m, r, 1)?;
    Ok(Value::None)
}

// ---------------------------------------------------------------------- Barrier

fn barrier_new(m: &mut Machine, args: Args, _: Cont) -> R {
    new_sync(
        m,
        args,
        SyncData::Barrier {
            parties: 1,
            action: Value::None,
            timeout_ns: None,
            waiting: Vec::new(),
            state: BarrierState::Filling,
            draining: 0,
        },
    )
}

fn barrier_init(m: &mut Machine, args: Args, _: Cont) -> R {
    let [_, n, call, timeout] =
        m.bind(args, "Barrier.__init__", ["/self", "parties", "action", "timeout"], 4, 2)?;
    let n = m.int_arg(n)?;
    if n < 1 {
        return m.value_error("parties must be > 0");
    }
    let limit = if timeout.is_null() || timeout.is_none() { None } else { timeout_ns(m, timeout)? };
    let r = this(m, args);
    if let SyncData::Barrier { parties, action, timeout_ns, .. } = sync_mut(m, r)? {
        *parties = n as u32;
        *action = if call.is_null() { Value::None } else { call };
        *timeout_ns = limit;
    }
    Ok(Value::None)
}

fn broken<T>(m: &mut Machine) -> R<T> {
    let exc = m.exception_with(class::BROKEN_BARRIER_ERROR, Vec::new());
    Err(Signal::Raise(exc))
}

/// Lets everybody who waits go; `state` says how.
fn open_barrier(m: &mut Machine, r: Ref, new: BarrierState) -> R<()> {
    let mut woken = Vec::new();
    if let SyncData::Barrier { waiting, state, draining, .. } = sync_mut(m, r)? {
        woken = std::mem::take(waiting);
        *draining = woken.len() as u32;
        *state = match new {
            BarrierState::Draining if woken.is_empty() => BarrierState::Filling,
            BarrierState::Resetting if woken.is_empty() => BarrierState::Filling,
            other => other,
        };
    }
    for tid in woken {
        m.thread_mut(tid).resume.notified = true;
        m.event_wake(tid);
    }
    Ok(())
}

/// Phases: 0 arrives; 1 waits for the others; 2 waits for the former round to leave;
/// 3 the action of the last one has run.
fn barrier_wait(m: &mut Machine, args: Args, cont: Cont) -> R {
    let [_, limit] = m.bind(args, "wait", ["/self", "timeout"], 2, 1)?;
    let r = this(m, args);
    let me = m.tid();
    let SyncData::Barrier { parties, action, timeout_ns: default, waiting, state, .. } =
        sync_mut(m, r)?.clone()
    else {
        return m.type_error("a Barrier is needed");
    };
    if m.th.resume.phase == 1 {
        return barrier_leave(m, r, me);
    }
    m.attempt();
    match state {
        BarrierState::Broken => {
            m.sync(r, WHOLE, Touch::Read)?;
            return broken(m);
        }
        BarrierState::Draining | BarrierState::Resetting => {
            return Err(m.block(Wait::BarrierOpen(r), None, BlockReason::Barrier));
        }
        BarrierState::Filling => {}
    }
    m.sync_waiting(r, Touch::Wait, Wait::BarrierOpen(r), None, BlockReason::Barrier)?;
    let index = waiting.len() as u32;
    m.event_object(EventKind::BarrierArrive, r, index);
    if index + 1 == parties {
        if !action.is_none() {
            return m.tail_library(
                args,
                "_barrier_action",
                &[r.into(), action, Value::Int(i64::from(index))],
                cont,
            );
        }
        open_barrier(m, r, BarrierState::Draining)?;
        m.event_object(EventKind::BarrierLeave, r, 0);
        return Ok(Value::Int(i64::from(index)));
    }
    let limit = if limit.is_null() || limit.is_none() { default } else { timeout_ns(m, limit)? };
    let deadline = match limit {
        Some(ns) => Some(m.deadline_in(ns)?),
        None => None,
    };
    if let SyncData::Barrier { waiting, .. } = sync_mut(m, r)? {
        waiting.push(me);
    }
    m.th.resume.phase = 1;
    m.th.resume.notified = false;
    m.th.resume.data = u64::from(index);
    m.steps += 1;
    Err(m.block(Wait::Notified(r), deadline, BlockReason::Barrier))
}

fn barrier_leave(m: &mut Machine, r: Ref, me: ThreadId) -> R {
    m.sync(r, WHOLE, Touch::Wait)?;
    let index = m.th.resume.data as i64;
    if !m.th.resume.notified {
        // The timeout breaks the barrier for everybody.
        if let SyncData::Barrier { waiting, .. } = sync_mut(m, r)? {
            waiting.retain(|t| *t != me);
        }
        open_barrier(m, r, BarrierState::Broken)?;
        m.event_object(EventKind::BarrierLeave, r, 1);
        return broken(m);
    }
    let mut failed = false;
    let mut opened = false;
    if let SyncData::Barrier { state, draining, .. } = sync_mut(m, r)? {
        *draining = draining.saturating_sub(1);
        failed = matches!(state, BarrierState::Broken | BarrierState::Resetting);
        if *draining == 0 && matches!(state, BarrierState::Draining | BarrierState::Resetting) {
            *state = BarrierState::Filling;
            opened = true;
        }
    }
    if opened {
        m.wake_waiters(r);
    }
    m.event_object(EventKind::BarrierLeave, r, u32::from(failed));
    if failed {
        return broken(m);
    }
    Ok(Value::Int(index))
}

fn barrier_reset(m: &mut Machine, args: Args, _: Cont) -> R {
    let r = this(m, args);
    m.sync(r, WHOLE, Touch::Write)?;
    open_barrier(m, r, BarrierState::Resetting)?;
    Ok(Value::None)
}

fn barrier_abort(m: &mut Machine, args: Args, _: Cont) -> R {
    let r = this(m, args);
    m.sync(r, WHOLE, Touch::Write)?;
    open_barrier(m, r, BarrierState::Broken)?;
    Ok(Value::None)
}

/// `_timeslice.barrier_open(barrier)`: the action has run.
pub fn barrier_open(m: &mut Machine, args: Args, _: Cont) -> R {
    let r = this(m, args);
    m.sync(r, WHOLE, Touch::Write)?;
    open_barrier(m, r, BarrierState::Draining)?;
    m.event_object(EventKind::BarrierLeave, r, 0);
    Ok(Value::None)
}

impl Machine {
    /// Attributes of synchronisation objects that are no methods.
    pub(crate) fn sync_attr(&mut self, r: Ref, data: &SyncData, name: Ref) -> R<Option<Value>> {
        match self.symbol_text(name) {
            "n_waiting" | "broken" | "_value" | "is_shutdown" | "queue" => {
                self.sync(r, WHOLE, Touch::Read)?;
            }
            "unfinished_tasks" => self.sync(r, UNFINISHED, Touch::Read)?,
            _ => {}
        }
        let text = self.symbol_text(name);
        Ok(match (data, text) {
            (SyncData::Barrier { parties, .. }, "parties") => Some(Value::Int(i64::from(*parties))),
            (SyncData::Barrier { waiting, state, .. }, "n_waiting") => {
                Some(Value::Int(if *state == BarrierState::Filling {
                    waiting.len() as i64
                } else {
                    0
                }))
            }
            (SyncData::Barrier { state, .. }, "broken") => {
                Some(Value::Bool(*state == BarrierState::Broken))
            }
            (SyncData::Semaphore { value, .. }, "_value") => Some(Value::Int(*value)),
            (SyncData::Semaphore { initial, .. }, "_initial_value") => initial.map(Value::Int),
            (SyncData::Queue { maxsize, .. }, "maxsize") => Some(Value::Int(*maxsize)),
            (SyncData::Queue { unfinished, .. }, "unfinished_tasks") => {
                Some(Value::Int(*unfinished))
            }
            (SyncData::Queue { shut_down, .. }, "is_shutdown") => Some(Value::Bool(*shut_down)),
            (SyncData::Queue { kind: QueueKind::Fifo, items, .. }, "queue") => {
                let items = DequeData { items: items.clone(), maxlen: None };
                Some(self.alloc(Kind::Deque(Arc::new(items))))
            }
            (SyncData::Queue { items, .. }, "queue") => {
                let items: Vec<Value> = items.iter().copied().collect();
                Some(self.list(items))
            }
            (SyncData::Condition { lock, .. }, "_lock") => Some(*lock),
            _ => None,
        })
    }

    /// `repr` of a synchronisation object.
    pub(crate) fn describe_sync(&self, r: Ref, data: &SyncData) -> String {
        let at = self.address(r);
        match data {
            SyncData::RLock { owner, count } => {
                let (word, ident) = match owner {
                    Some(t) => ("locked", FIRST_IDENT + i64::from(*t) * 256),
                    None => ("unlocked", 0),
                };
                format!("<{word} _thread.RLock object owner={ident} count={count} at {at}>")
            }
            SyncData::Condition { lock, waiters } => {
                let lock = self.repr_builtin(*lock).unwrap_or_default();
                format!("<Condition({lock}, {})>", waiters.len())
            }
            SyncData::Event { set, .. } => {
                format!("<threading.Event at {at}: {}>", if *set { "set" } else { "unset" })
            }
            SyncData::Semaphore { value, initial: None } => {
                format!("<threading.Semaphore at {at}: value={value}>")
            }
            SyncData::Semaphore { value, initial: Some(n) } => {
                format!("<threading.BoundedSemaphore at {at}: value={value}/{n}>")
            }
            SyncData::Barrier { parties, waiting, state, .. } => {
                if *state == BarrierState::Broken {
                    format!("<threading.Barrier at {at}: broken>")
                } else {
                    format!("<threading.Barrier at {at}: waiters={}/{parties}>", waiting.len())
                }
            }
            SyncData::Queue { .. } => {
                let cls = self.class_of_sync(data);
                format!("<{} object at {at}>", self.class_path(cls))
            }
        }
    }
}

// ---------------------------------------------------------------------- time

fn sleep(m: &mut Machine, args: Args, _: Cont) -> R {
    if m.th.resume.phase == 1 {
        return Ok(Value::None);
    }
    let v = m.arg(args, 0);
    if !matches!(m.unwrap(v), Value::Int(_) | Value::Float(_) | Value::Bool(_)) {
        let kind = m.type_name(v);
        return m.type_error(&format!("'{kind}' object cannot be interpreted as an integer"));
    }
    let Some(ns) = timeout_ns(m, v)? else {
        return m.value_error("sleep length must be non-negative");
    };
    let deadline = m.deadline_in(ns)?;
    m.th.resume.phase = 1;
    m.steps += 1;
    Err(m.block(Wait::Time, Some(deadline), BlockReason::Sleep))
}
