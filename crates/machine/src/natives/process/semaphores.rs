//! `_multiprocessing.SemLock` (Modules/_multiprocessing/semaphore.c, 3.13): what all of
//! multiprocessing's synchronisation is made of.

use timeslice_trace::{BlockReason, EventKind, NONE};

use crate::access::{Touch, WHOLE};
use crate::frame::Cont;
use crate::ipc::{Semaphore, SharedThing};
use crate::machine::{Machine, R};
use crate::native::Args;
use crate::symbols::class;
use crate::thread::Wait;
use crate::value::Value;

/// The kind of a recursive mutex.
const RECURSIVE_MUTEX: i64 = 0;

impl Semaphore {
    /// What a learner would call it.
    pub(crate) fn kind_name(&self) -> &'static str {
        match (self.recursive, self.max) {
            (true, _) => "RLock",
            (false, 1) => "Lock",
            _ => "Semaphore",
        }
    }
}

/// What a handle knows.
#[derive(Clone, Copy)]
struct Handle {
    number: u32,
    count: u32,
    last: u32,
}

fn this(m: &mut Machine, args: Args) -> R<Handle> {
    match m.shared_thing(m.arg(args, 0)) {
        Some(SharedThing::SemLock { number, count, last }) => Ok(Handle { number, count, last }),
        _ => m.type_error("a SemLock is needed"),
    }
}

fn facts(m: &Machine, handle: Handle) -> &Semaphore {
    &m.w.ipc.semaphores[handle.number as usize]
}

fn mine(m: &Machine, handle: Handle) -> bool {
    handle.count > 0 && handle.last == m.tid()
}

/// `SemLock(kind, value, maxvalue)`
pub fn new(m: &mut Machine, args: Args, _: Cont) -> R {
    let kind = m.int_arg(m.arg(args, 1))?;
    let (value, max) = (m.int_arg(m.arg(args, 2))?, m.int_arg(m.arg(args, 3))?);
    if !(0..=1).contains(&kind) {
        return m.value_error("unrecognized kind");
    }
    if value < 0 || value > max {
        return m.value_error("invalid value");
    }
    let name = m.shared_name();
    let recursive = kind == RECURSIVE_MUTEX;
    let semaphores = &mut m.ipc_mut().semaphores;
    semaphores.push(Semaphore { name, recursive, value, max, holder: None });
    let number = semaphores.len() as u32 - 1;
    Ok(m.shared_object(SharedThing::SemLock { number, count: 0, last: 0 }))
}

fn take(m: &mut Machine, args: Args, block: bool, timeout: Option<u64>) -> R {
    let handle = this(m, args)?;
    let receiver = m.arg(args, 0);
    let me = m.tid();
    let Semaphore { name, recursive, value, .. } = *facts(m, handle);
    let what = facts(m, handle).kind_name();
    let wait = Wait::SharedSemaphore(handle.number);
    let acquired =
        SharedThing::SemLock { number: handle.number, count: handle.count + 1, last: me };
    if recursive && mine(m, handle) {
        m.set_shared_thing(receiver, acquired);
        m.shared_event(EventKind::Acquire, name, what, wait, handle.count + 1);
        return Ok(Value::Bool(true));
    }
    if value > 0 {
        if block && timeout.is_none() {
            let declared = m.access_shared(name, WHOLE, Touch::Wait);
            m.stand_before(declared, wait, None, BlockReason::Lock)?;
        } else {
            m.attempt();
            m.access_shared(name, WHOLE, Touch::Write)?;
        }
        let semaphore = &mut m.ipc_mut().semaphores[handle.number as usize];
        semaphore.value -= 1;
        semaphore.holder = Some(me);
        let left = if recursive { 1 } else { (value - 1) as u32 };
        m.set_shared_thing(receiver, acquired);
        m.shared_event(EventKind::Acquire, name, what, wait, left);
        return Ok(Value::Bool(true));
    }
    if !block || m.th.resume.timed_out {
        // A failed attempt reads the semaphore: it commutes with other failed attempts.
        m.attempt();
        m.access_shared(name, WHOLE, Touch::Read)?;
        m.shared_event(EventKind::AcquireFail, name, what, wait, NONE);
        return Ok(Value::Bool(false));
    }
    let deadline = m.deadline_once(timeout);
    let reason = if what == "Semaphore" { BlockReason::Semaphore } else { BlockReason::Lock };
    Err(m.block(wait, deadline, reason))
}

/// `acquire(block=True, timeout=None)`
pub fn acquire(m: &mut Machine, args: Args, _: Cont) -> R {
    let [_, block, timeout] = m.bind(args, "acquire", ["/self", "block", "timeout"], 3, 1)?;
    let block = block.is_null() || m.truth(block).unwrap_or(true);
    let timeout = m.seconds_arg(timeout)?;
    take(m, args, block, timeout)
}

/// `__enter__`
pub fn enter(m: &mut Machine, args: Args, _: Cont) -> R {
    take(m, args, true, None)
}

/// `release()`
pub fn release(m: &mut Machine, args: Args, _: Cont) -> R {
    let handle = this(m, args)?;
    let receiver = m.arg(args, 0);
    let Semaphore { name, recursive, value, max, .. } = *facts(m, handle);
    let what = facts(m, handle).kind_name();
    let wait = Wait::SharedSemaphore(handle.number);
    let released = SharedThing::SemLock {
        number: handle.number,
        count: handle.count.saturating_sub(1),
        last: handle.last,
    };
    if recursive {
        if !mine(m, handle) {
            return m.raise(
                class::ASSERTION_ERROR,
                "attempt to release recursive lock not owned by thread",
            );
        }
        if handle.count > 1 {
            m.set_shared_thing(receiver, released);
            m.shared_event(EventKind::Release, name, what, wait, handle.count - 1);
            return Ok(Value::None);
        }
    }
    m.access_shared(name, WHOLE, Touch::Write)?;
    if !recursive && value >= max {
        return m.value_error("semaphore or lock released too many times");
    }
    let semaphore = &mut m.ipc_mut().semaphores[handle.number as usize];
    semaphore.value += 1;
    semaphore.holder = None;
    m.set_shared_thing(receiver, released);
    let left = if recursive { 0 } else { (value + 1) as u32 };
    m.shared_event(EventKind::Release, name, what, wait, left);
    m.wake_shared(|w| w == wait);
    Ok(Value::None)
}

/// `_count()`
pub fn count(m: &mut Machine, args: Args, _: Cont) -> R {
    let handle = this(m, args)?;
    Ok(Value::Int(i64::from(handle.count)))
}

/// `_is_mine()`
pub fn is_mine(m: &mut Machine, args: Args, _: Cont) -> R {
    let handle = this(m, args)?;
    Ok(Value::Bool(mine(m, handle)))
}

fn value(m: &mut Machine, args: Args) -> R<i64> {
    let handle = this(m, args)?;
    let name = facts(m, handle).name;
    m.access_shared(name, WHOLE, Touch::Read)?;
    Ok(facts(m, handle).value)
}

/// `_get_value()`
pub fn get_value(m: &mut Machine, args: Args, _: Cont) -> R {
    Ok(Value::Int(value(m, args)?))
}

/// `_is_zero()`
pub fn is_zero(m: &mut Machine, args: Args, _: Cont) -> R {
    Ok(Value::Bool(value(m, args)? == 0))
}
