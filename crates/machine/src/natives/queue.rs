//! `_queue`: Queue, LifoQueue, PriorityQueue, SimpleQueue as native objects.

use std::collections::VecDeque;
use std::sync::Arc;

use timeslice_trace::{BlockReason, EventKind, NONE};

use crate::access::{Touch, UNFINISHED, WHOLE};
use crate::frame::Cont;
use crate::heap::make_mut;
use crate::machine::{Machine, R, Signal};
use crate::native::{ANY, Args, NativeDef, function, method};
use crate::object::Kind;
use crate::symbols::class;
use crate::sync::{QueueKind, SyncData};
use crate::thread::Wait;
use crate::value::{Ref, Value};

/// Methods of the classes here.
pub const METHODS: &[(Ref, &[NativeDef])] = &[
    (
        class::QUEUE,
        &[
            function("__new__", 1, ANY, queue_new).kw(),
            method("__init__", 1, 2, queue_init).kw(),
            method("put", 2, 4, put).kw(),
            method("get", 1, 3, get).kw(),
            method("put_nowait", 2, 2, put_nowait),
            method("get_nowait", 1, 1, get_nowait),
            method("qsize", 1, 1, qsize),
            method("empty", 1, 1, empty),
            method("full", 1, 1, full),
            method("task_done", 1, 1, task_done),
            method("join", 1, 1, join),
            method("shutdown", 1, 2, shutdown).kw(),
        ],
    ),
    (
        class::SIMPLE_QUEUE,
        &[
            function("__new__", 1, ANY, queue_new).kw(),
            method("put", 2, 4, put).kw(),
            method("get", 1, 3, get).kw(),
            method("put_nowait", 2, 2, put_nowait),
            method("get_nowait", 1, 1, get_nowait),
            method("qsize", 1, 1, qsize),
            method("empty", 1, 1, empty),
        ],
    ),
];

fn queue_new(m: &mut Machine, args: Args, _: Cont) -> R {
    let Value::Obj(cls) = m.arg(args, 0) else { return m.type_error("not a type") };
    let kind = [
        (class::LIFO_QUEUE, QueueKind::Lifo),
        (class::PRIORITY_QUEUE, QueueKind::Priority),
        (class::SIMPLE_QUEUE, QueueKind::Simple),
    ]
    .into_iter()
    .find(|(c, _)| m.is_subclass(cls, *c))
    .map_or(QueueKind::Fifo, |(_, k)| k);
    if kind == QueueKind::Simple && args.n > 1 && cls == class::SIMPLE_QUEUE {
        return m.type_error("SimpleQueue() takes no arguments");
    }
    let data = SyncData::Queue {
        kind,
        items: VecDeque::new(),
        maxsize: 0,
        unfinished: 0,
        shut_down: false,
    };
    let inner = m.alloc(Kind::Sync(Arc::new(data)));
    Ok(m.wrap_in(cls, inner))
}

fn queue_init(m: &mut Machine, args: Args, _: Cont) -> R {
    let [_, size] = m.bind(args, "Queue.__init__", ["/self", "maxsize"], 2, 1)?;
    let size = if size.is_null() { 0 } else { m.int_arg(size)? };
    let r = this(m, args);
    if let Some(SyncData::Queue { maxsize, .. }) = data_mut(m, r) {
        *maxsize = size;
    }
    Ok(Value::None)
}

fn this(m: &Machine, args: Args) -> Ref {
    match m.arg(args, 0) {
        Value::Obj(r) => m.payload(r),
        _ => class::OBJECT,
    }
}

fn data_mut(m: &mut Machine, r: Ref) -> Option<&mut SyncData> {
    match m.get_mut(r) {
        Kind::Sync(data) => Some(make_mut(data)),
        _ => None,
    }
}

/// What an operation needs to know of a queue.
struct Facts {
    kind: QueueKind,
    len: usize,
    maxsize: i64,
    unfinished: i64,
    shut_down: bool,
}

fn facts(m: &mut Machine, r: Ref) -> R<Facts> {
    if let Kind::Sync(data) = m.get(r)
        && let SyncData::Queue { kind, items, maxsize, unfinished, shut_down } = &**data
    {
        return Ok(Facts {
            kind: *kind,
            len: items.len(),
            maxsize: *maxsize,
            unfinished: *unfinished,
            shut_down: *shut_down,
        });
    }
    m.type_error("this queue was not initialised")
}

fn raise_class<T>(m: &mut Machine, cls: Ref) -> R<T> {
    let exc = m.exception_with(cls, Vec::new());
    Err(Signal::Raise(exc))
}

fn deadline(m: &mut Machine, block: Value, timeout: Value) -> R<(bool, Option<u64>)> {
    let block = block.is_null() || m.truth(block).unwrap_or(true);
    if !block || timeout.is_null() || timeout.is_none() {
        return Ok((block, None));
    }
    let seconds = match m.unwrap(timeout) {
        Value::Int(i) => i as f64,
        Value::Float(f) => f,
        Value::Bool(b) => f64::from(u8::from(b)),
        _ => {
            let kind = m.type_name(timeout);
            return m
                .type_error(&format!("'<' not supported between instances of '{kind}' and 'int'"));
        }
    };
    if seconds < 0.0 || seconds.is_nan() {
        return m.value_error("'timeout' must be a non-negative number");
    }
    let ns = libm::round(seconds.min(crate::natives::thread::TIMEOUT_MAX) * 1e9) as u64;
    Ok((true, Some(m.deadline_in(ns)?)))
}

/// Declares that the queue is changed by an operation that may have to wait for it.
fn take_access(
    m: &mut Machine,
    r: Ref,
    until: Option<u64>,
    wait: Wait,
    reason: BlockReason,
) -> R<()> {
    let mut touch = Touch::Wait;
    if until.is_some() {
        m.attempt();
        if m.th.resume.phase == 0 {
            return m.sync(r, WHOLE, Touch::Write);
        }
        if m.settings.schedule.base == timeslice_trace::Base::SerialAny {
            touch = Touch::Write;
        }
    }
    m.sync_waiting(r, touch, wait, until, reason)
}

fn put(m: &mut Machine, args: Args, cont: Cont) -> R {
    let [_, item, block, timeout] =
        m.bind(args, "put", ["/self", "item", "block", "timeout"], 4, 2)?;
    let (block, until) = deadline(m, block, timeout)?;
    insert(m, args, item, block, until, cont)
}

fn put_nowait(m: &mut Machine, args: Args, cont: Cont) -> R {
    let item = m.arg(args, 1);
    insert(m, args, item, false, None, cont)
}

fn insert(
    m: &mut Machine,
    args: Args,
    item: Value,
    block: bool,
    until: Option<u64>,
    cont: Cont,
) -> R {
    let r = this(m, args);
    let q = facts(m, r)?;
    let limited = q.maxsize > 0 && q.kind != QueueKind::Simple;
    if q.shut_down {
        m.attempt();
        m.sync(r, WHOLE, Touch::Read)?;
        return raise_class(m, class::QUEUE_SHUT_DOWN);
    }
    let full = limited && q.len as i64 >= q.maxsize;
    if full {
        if !block || m.th.resume.timed_out {
            m.attempt();
            m.sync(r, WHOLE, Touch::Read)?;
            return raise_class(m, class::QUEUE_FULL);
        }
        super::thread::declare_wait(m, r, until)?;
        return Err(m.block(Wait::QueueRoom(r), until, BlockReason::QueuePut));
    }
    if limited && block {
        take_access(m, r, until, Wait::QueueRoom(r), BlockReason::QueuePut)?;
    } else {
        if limited {
            m.attempt();
        }
        m.sync(r, WHOLE, Touch::Write)?;
    }
    m.sync(r, UNFINISHED, Touch::Write)?;
    if q.kind == QueueKind::Priority && !heap_push(m, r, item) {
        return m.tail_library(args, "_priority_put", &[r.into(), item], cont);
    }
    if q.kind != QueueKind::Priority
        && let Some(SyncData::Queue { items, .. }) = data_mut(m, r)
    {
        items.push_back(item);
    }
    if let Some(SyncData::Queue { unfinished, .. }) = data_mut(m, r) {
        *unfinished += 1;
    }
    m.event_object(EventKind::QueuePut, r, q.len as u32 + 1);
    m.wake_waiters(r);
    Ok(Value::None)
}

fn items_of(m: &Machine, r: Ref) -> Vec<Value> {
    match m.get(r) {
        Kind::Sync(data) => match &**data {
            SyncData::Queue { items, .. } => items.iter().copied().collect(),
            _ => Vec::new(),
        },
        _ => Vec::new(),
    }
}

fn set_items(m: &mut Machine, r: Ref, new: VecDeque<Value>) {
    if let Some(SyncData::Queue { items, .. }) = data_mut(m, r) {
        *items = new;
    }
}

fn less(m: &Machine, a: Value, b: Value) -> Option<bool> {
    m.order_of(a, b).map(|o| o.is_some_and(|o| o.is_lt()))
}

/// Takes the items out, to be put back with `set_items`: a queue may be long, and is not copied
/// for one of them.
fn take_items(m: &mut Machine, r: Ref) -> VecDeque<Value> {
    match data_mut(m, r) {
        Some(SyncData::Queue { items, .. }) => std::mem::take(items),
        _ => VecDeque::new(),
    }
}

/// `heappush` (heapq.py); false when comparing needs Python (nothing was changed).
fn heap_push(m: &mut Machine, r: Ref, item: Value) -> bool {
    let mut heap = take_items(m, r);
    let place = place_of_new(m, &heap, item);
    if let Some(place) = place {
        heap.push_back(item);
        let mut at = heap.len() - 1;
        while at > place {
            let parent = (at - 1) / 2;
            heap[at] = heap[parent];
            at = parent;
        }
        heap[at] = item;
    }
    set_items(m, r, heap);
    place.is_some()
}

/// Where on the way from the end to the root `item` belongs.
fn place_of_new(m: &Machine, heap: &VecDeque<Value>, item: Value) -> Option<usize> {
    let mut at = heap.len();
    while at > 0 {
        let parent = (at - 1) / 2;
        if !less(m, item, heap[parent])? {
            break;
        }
        at = parent;
    }
    Some(at)
}

/// `heappop`; `None` when comparing needs Python (nothing was changed).
fn heap_pop(m: &mut Machine, r: Ref) -> Option<Value> {
    let mut heap = take_items(m, r);
    let first = heap.front().copied();
    let path = path_of_last(m, &heap);
    if let Some(path) = &path
        && let Some(last) = heap.pop_back()
        && let Some(end) = path.last()
    {
        for pair in path.windows(2) {
            heap[pair[0]] = heap[pair[1]];
        }
        heap[*end] = last;
    }
    set_items(m, r, heap);
    path.and(first)
}

/// The way from the root to where the last item belongs once the root is gone (`_siftup`: the
/// smaller child goes up until a leaf, then the item goes up from there). Empty when nothing else
/// is left.
fn path_of_last(m: &Machine, heap: &VecDeque<Value>) -> Option<Vec<usize>> {
    let Some(end) = heap.len().checked_sub(1).filter(|n| *n > 0) else { return Some(Vec::new()) };
    let last = heap[end];
    let mut path = vec![0];
    let mut child = 1;
    while child < end {
        let right = child + 1;
        if right < end && !less(m, heap[child], heap[right])? {
            child = right;
        }
        path.push(child);
        child = 2 * child + 1;
    }
    // Above a place of the way stands, after the shift, what stood in that place.
    while path.len() > 1 && less(m, last, heap[path[path.len() - 1]])? {
        path.pop();
    }
    Some(path)
}

fn get(m: &mut Machine, args: Args, cont: Cont) -> R {
    let [_, block, timeout] = m.bind(args, "get", ["/self", "block", "timeout"], 3, 1)?;
    let (block, until) = deadline(m, block, timeout)?;
    take(m, args, block, until, cont)
}

fn get_nowait(m: &mut Machine, args: Args, cont: Cont) -> R {
    take(m, args, false, None, cont)
}

fn take(m: &mut Machine, args: Args, block: bool, until: Option<u64>, cont: Cont) -> R {
    let r = this(m, args);
    let q = facts(m, r)?;
    if q.len == 0 {
        if q.shut_down {
            m.attempt();
            m.sync(r, WHOLE, Touch::Read)?;
            return raise_class(m, class::QUEUE_SHUT_DOWN);
        }
        if !block || m.th.resume.timed_out {
            m.attempt();
            m.sync(r, WHOLE, Touch::Read)?;
            return raise_class(m, class::QUEUE_EMPTY);
        }
        super::thread::declare_wait(m, r, until)?;
        return Err(m.block(Wait::QueueItem(r), until, BlockReason::QueueGet));
    }
    if block {
        take_access(m, r, until, Wait::QueueItem(r), BlockReason::QueueGet)?;
    } else {
        m.attempt();
        m.sync(r, WHOLE, Touch::Write)?;
    }
    let item = match q.kind {
        QueueKind::Priority => match heap_pop(m, r) {
            Some(v) => v,
            None => return m.tail_library(args, "_priority_get", &[r.into()], cont),
        },
        QueueKind::Lifo => match data_mut(m, r) {
            Some(SyncData::Queue { items, .. }) => items.pop_back().unwrap_or(Value::None),
            _ => Value::None,
        },
        _ => match data_mut(m, r) {
            Some(SyncData::Queue { items, .. }) => items.pop_front().unwrap_or(Value::None),
            _ => Value::None,
        },
    };
    m.event_object(EventKind::QueueGet, r, q.len as u32 - 1);
    m.wake_waiters(r);
    Ok(item)
}

fn qsize(m: &mut Machine, args: Args, _: Cont) -> R {
    let r = this(m, args);
    m.sync(r, WHOLE, Touch::Read)?;
    Ok(Value::Int(facts(m, r)?.len as i64))
}

fn empty(m: &mut Machine, args: Args, _: Cont) -> R {
    let r = this(m, args);
    m.sync(r, WHOLE, Touch::Read)?;
    Ok(Value::Bool(facts(m, r)?.len == 0))
}

fn full(m: &mut Machine, args: Args, _: Cont) -> R {
    let r = this(m, args);
    m.sync(r, WHOLE, Touch::Read)?;
    let q = facts(m, r)?;
    Ok(Value::Bool(q.maxsize > 0 && q.len as i64 >= q.maxsize))
}

fn task_done(m: &mut Machine, args: Args, _: Cont) -> R {
    let r = this(m, args);
    m.sync(r, UNFINISHED, Touch::Write)?;
    let q = facts(m, r)?;
    if q.unfinished <= 0 {
        return m.value_error("task_done() called too many times");
    }
    if let Some(SyncData::Queue { unfinished, .. }) = data_mut(m, r) {
        *unfinished -= 1;
    }
    m.event_object(EventKind::QueueDone, r, (q.unfinished - 1) as u32);
    if q.unfinished == 1 {
        m.wake_waiters(r);
    }
    Ok(Value::None)
}

fn join(m: &mut Machine, args: Args, _: Cont) -> R {
    let r = this(m, args);
    if facts(m, r)?.unfinished == 0 {
        let declared = m.sync(r, UNFINISHED, Touch::WaitRead);
        m.stand_before(declared, Wait::QueueDone(r), None, BlockReason::QueueJoin)?;
        m.event_object(EventKind::QueueJoin, r, NONE);
        return Ok(Value::None);
    }
    Err(m.block(Wait::QueueDone(r), None, BlockReason::QueueJoin))
}

fn shutdown(m: &mut Machine, args: Args, _: Cont) -> R {
    let [_, immediate] = m.bind(args, "shutdown", ["/self", "immediate"], 2, 1)?;
    let immediate = !immediate.is_null() && m.truth(immediate).unwrap_or(true);
    let r = this(m, args);
    m.sync(r, WHOLE, Touch::Write)?;
    m.sync(r, UNFINISHED, Touch::Write)?;
    if let Some(SyncData::Queue { shut_down, items, unfinished, .. }) = data_mut(m, r) {
        *shut_down = true;
        if immediate {
            *unfinished = (*unfinished - items.len() as i64).max(0);
            items.clear();
        }
    }
    m.event_object(EventKind::QueueDone, r, NONE);
    m.wake_waiters(r);
    Ok(Value::None)
}

/// `_timeslice.queue_items(queue, new=None)`: the items, or replaces them (heap order is the caller's).
pub fn queue_items(m: &mut Machine, args: Args, _: Cont) -> R {
    let r = this(m, args);
    let new = m.arg(args, 1);
    if new.is_null() {
        let items = items_of(m, r);
        return Ok(m.list(items));
    }
    let new = m.tuple_items(new);
    let added = new.len() > items_of(m, r).len();
    set_items(m, r, new.into());
    if added && let Some(SyncData::Queue { unfinished, .. }) = data_mut(m, r) {
        *unfinished += 1;
    }
    let n = items_of(m, r).len() as u32;
    m.event_object(if added { EventKind::QueuePut } else { EventKind::QueueGet }, r, n);
    m.wake_waiters(r);
    Ok(Value::None)
}
