//! The bodies of synchronisation objects. Their operations are in `natives::thread` and `natives::queue`.

use std::collections::VecDeque;

use timeslice_trace::ThreadId;

use crate::value::Value;

/// A synchronisation object other than a plain lock.
#[derive(Clone, Debug)]
pub enum SyncData {
    /// `RLock`: owner and recursion depth.
    RLock {
        /// Who holds it.
        owner: Option<ThreadId>,
        /// How many times.
        count: u32,
    },
    /// `Condition`.
    Condition {
        /// Its lock (Lock or RLock object, or any object with acquire/release).
        lock: Value,
        /// Who waits, first come first served.
        waiters: VecDeque<ThreadId>,
    },
    /// `Event`.
    Event {
        /// The flag.
        set: bool,
        /// Who waits.
        waiters: Vec<ThreadId>,
    },
    /// `Semaphore`, `BoundedSemaphore`.
    Semaphore {
        /// What is left.
        value: i64,
        /// The bound, for a bounded one.
        initial: Option<i64>,
    },
    /// `Barrier`.
    Barrier {
        /// How many must arrive.
        parties: u32,
        /// Called by the last one.
        action: Value,
        /// Default timeout in nanoseconds.
        timeout_ns: Option<u64>,
        /// Who waits in the present round.
        waiting: Vec<ThreadId>,
        /// filling, draining …
        state: BarrierState,
        /// Those that have not left the round that was let go.
        draining: u32,
    },
    /// `queue.Queue` and its kinds.
    Queue {
        /// Which order.
        kind: QueueKind,
        /// The items; a heap in the order of `heapq` for a priority queue.
        items: VecDeque<Value>,
        /// The bound; 0 or less: none.
        maxsize: i64,
        /// Items put and not yet `task_done`.
        unfinished: i64,
        /// `shutdown()` was called.
        shut_down: bool,
    },
}

/// The order of a queue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum QueueKind {
    Fifo,
    Lifo,
    Priority,
    Simple,
}

/// A barrier's state (`threading.Barrier._state`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum BarrierState {
    Filling,
    Draining,
    Resetting,
    Broken,
}
