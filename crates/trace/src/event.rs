//! What can happen in a run, one line a kind.

use serde::{Deserialize, Serialize};

/// A simulated thread, numbered over all processes in the order of creation; 0 is the main thread.
pub type ThreadId = u32;

/// An object's name, the same in every interleaving: the thread that made it (high 24 bits) and
/// which allocation of that thread it was (low 40 bits).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct ObjectName(pub u64);

impl ObjectName {
    /// Allocation number `serial` of thread `thread`.
    pub fn new(thread: ThreadId, serial: u64) -> ObjectName {
        ObjectName((u64::from(thread) << 40) | (serial & ((1 << 40) - 1)))
    }
}

/// "No object", "no thread" in an event's fields.
pub const NONE: u32 = u32::MAX;

/// In `b` of an [`EventKind::Acquire`]: the thread would not have waited for ever.
pub const TRIED: u32 = 1 << 31;

/// One event. What `a` and `b` hold depends on the kind; see [`EventKind`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Event {
    /// Virtual time in nanoseconds since the start of the run.
    pub time_ns: u64,
    /// Bytecodes completed in the whole run before this event.
    pub step: u32,
    /// The thread it happened to.
    pub thread: ThreadId,
    /// What happened.
    pub kind: EventKind,
    /// Line of the learner's program (from 1) where the thread was; 0 when not in it.
    pub line: u32,
    /// See [`EventKind`].
    pub a: u32,
    /// See [`EventKind`].
    pub b: u32,
}

/// The kinds of event. "object" is an index into [`crate::Trace::objects`], "text" one into
/// [`crate::Trace::texts`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[repr(u8)]
pub enum EventKind {
    /// A thread was created and started by `thread`: a = child thread, b = text, its name.
    ThreadStart,
    /// The thread's first moment: a = process number, b = text, its name.
    ThreadBegin,
    /// The thread's last moment: a = 1 when an exception ended it.
    ThreadEnd,
    /// `join` returned: a = the finished thread.
    ThreadJoin,
    /// A process was started: a = its number, b = text, its name.
    ProcessStart,
    /// A process ended: a = its number, b = its exit code as i32 bits.
    ProcessEnd,
    /// The thread runs on a core from now on: a = the core, b = a [`SwitchCause`].
    Run,
    /// The thread could run but does not any more: b = the [`SwitchCause`] that took it off.
    Ready,
    /// The thread waits: a = object waited for (or NONE), b = a [`BlockReason`].
    Block,
    /// What the thread waited for has come: a = thread that caused it (or NONE), b = 1 when the wait timed out.
    Wake,
    /// The thread took its process's GIL.
    GilTake,
    /// The thread gave the GIL up: b = a [`SwitchCause`].
    GilDrop,
    /// A lock, RLock or semaphore was acquired: a = object, b = depth (RLock) or what is left (semaphore), with [`TRIED`] added for a lock that was only tried, or waited for with a timeout.
    Acquire,
    /// An attempt without waiting, or with a timeout that ran out, failed: a = object.
    AcquireFail,
    /// A lock, RLock or semaphore was released: a = object, b as for `Acquire`.
    Release,
    /// `Condition.wait` began (the lock was given up): a = condition.
    CondWait,
    /// `notify`: a = condition, b = threads woken.
    CondNotify,
    /// `Event.set`: a = event, b = threads woken.
    EventSet,
    /// `Event.clear`: a = event.
    EventClear,
    /// `Event.wait` returned or `is_set` was asked: a = event, b = 1 when it was set.
    EventRead,
    /// A thread arrived at a barrier: a = barrier, b = its arrival number from 0.
    BarrierArrive,
    /// A thread left a barrier: a = barrier, b = 1 when it was broken.
    BarrierLeave,
    /// An item went in: a = queue or pipe, b = items inside afterwards.
    QueuePut,
    /// An item came out: a = queue or pipe, b = items inside afterwards.
    QueueGet,
    /// `task_done`: a = queue, b = unfinished items left.
    QueueDone,
    /// A shared variable, attribute or item was read: a = object, b = text, the slot's name.
    Read,
    /// The same, written.
    Write,
    /// A function of the program was entered: a = text, its qualified name, b = line of its `def`.
    Call,
    /// It was left: a as for `Call`, b = 1 when by an exception.
    Return,
    /// Text was written: a = text, b = 1 stdout, 2 stderr.
    Output,
    /// An exception was raised: a = text, its type's name, b = text, its message.
    Raise,
    /// Something a library module reports (simulated I/O, futures that nobody asked): a = text, what; b = text, which.
    Note,
    /// `Queue.join` returned: a = queue.
    QueueJoin,
    /// An asyncio task was made: a = task, b = text, its name.
    TaskCreate,
    /// The event loop runs a task from here on: a = task, b = text, its name.
    TaskRun,
    /// The running task gives the loop back: a = the future or task it awaits, or NONE when it only gives way for one turn; b = text, what that is.
    TaskAwait,
    /// The running task is done: a = task, b = 0 with a result, 1 with an exception, 2 cancelled.
    TaskEnd,
    /// A future or task has its result, and whoever awaits it can go on: a = future, b = text, what it was.
    FutureDone,
    /// A turn of the event loop begins: b = callbacks that are due.
    LoopTurn,
}

/// Why a thread got or lost the processor.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[repr(u8)]
pub enum SwitchCause {
    /// The thread started.
    Start,
    /// The one that ran waits for something.
    Block,
    /// The one that ran has finished.
    Finish,
    /// The switch interval was over and another thread wanted the GIL.
    Interval,
    /// The schedule said so: a random choice, a choice by hand or by a link.
    Schedule,
    /// No core was free, or the time slice on the core was over.
    Core,
}

/// What a thread waits for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[repr(u8)]
#[allow(missing_docs)]
pub enum BlockReason {
    Lock,
    Condition,
    Event,
    Semaphore,
    Barrier,
    QueueGet,
    QueuePut,
    QueueJoin,
    ThreadStart,
    ThreadJoin,
    Process,
    Pipe,
    Sleep,
    Input,
    Io,
}

impl BlockReason {
    /// All, in the order of their numbers.
    pub const ALL: [BlockReason; 15] = [
        BlockReason::Lock,
        BlockReason::Condition,
        BlockReason::Event,
        BlockReason::Semaphore,
        BlockReason::Barrier,
        BlockReason::QueueGet,
        BlockReason::QueuePut,
        BlockReason::QueueJoin,
        BlockReason::ThreadStart,
        BlockReason::ThreadJoin,
        BlockReason::Process,
        BlockReason::Pipe,
        BlockReason::Sleep,
        BlockReason::Input,
        BlockReason::Io,
    ];

    /// How reports and views say it, after "waits for".
    pub fn describe(self) -> &'static str {
        match self {
            BlockReason::Lock => "lock",
            BlockReason::Condition => "notification of condition",
            BlockReason::Event => "event",
            BlockReason::Semaphore => "semaphore",
            BlockReason::Barrier => "barrier",
            BlockReason::QueueGet => "an item from queue",
            BlockReason::QueuePut => "room in queue",
            BlockReason::QueueJoin => "all items done of queue",
            BlockReason::ThreadStart => "the start of thread",
            BlockReason::ThreadJoin => "the end of thread",
            BlockReason::Process => "the end of process",
            BlockReason::Pipe => "data from pipe",
            BlockReason::Sleep => "time",
            BlockReason::Input => "input",
            BlockReason::Io => "simulated I/O",
        }
    }
}

impl SwitchCause {
    /// All, in the order of their numbers.
    pub const ALL: [SwitchCause; 6] = [
        SwitchCause::Start,
        SwitchCause::Block,
        SwitchCause::Finish,
        SwitchCause::Interval,
        SwitchCause::Schedule,
        SwitchCause::Core,
    ];
}
