//! A simulated thread: its stack of frames and values, and what it is doing.

use timeslice_trace::{BlockReason, ThreadId};

use crate::frame::Frame;
use crate::heap::Namer;
use crate::value::{Ref, Value};

/// A simulated thread.
pub struct Thread {
    /// Its number in the run.
    pub id: ThreadId,
    /// Number of its process.
    pub process: u32,
    /// Values of all frames.
    pub stack: Vec<Value>,
    /// Running calls, innermost last.
    pub frames: Vec<Frame>,
    /// The next instruction of the innermost frame; the others keep theirs in the frame.
    pub pc: u32,
    /// The exception being handled (`sys.exception()`), None when there is none.
    pub handled: Value,
    /// Makes names for what it allocates.
    pub namer: Namer,
    /// What it is doing.
    pub state: State,
    /// What the instruction to be executed again has done already.
    pub resume: Resume,
    /// Its name.
    pub name: std::sync::Arc<str>,
    /// Dies with the program.
    pub daemon: bool,
    /// The object given to `_thread.start`, None for the main thread.
    pub object: Value,
    /// Dicts of `threading.local` objects: object, dict.
    pub locals: Vec<(Ref, Ref)>,
    /// Virtual time up to which it has run, in nanoseconds.
    pub clock_ns: u64,
    /// Orders the threads that can run: who waits longest goes first.
    pub waiting_since: u64,
    /// The trace says that it need not wait any longer, though it still does.
    pub was_told: bool,
    /// The core it last ran on.
    pub core: u32,
    /// Has executed anything yet.
    pub begun: bool,
    /// Who started it.
    pub parent: ThreadId,
    /// Has ended as far as Python's other threads can see; the main thread then waits for them.
    pub ended: bool,
    /// The threads (of the first 128) that it has joined.
    pub joined: u128,
    /// `threading.excepthook` or the main program printed its end.
    pub failed: bool,
}

/// Values that a copy's stack has room for before it grows.
const ROOM: usize = 16;

impl Clone for Thread {
    fn clone(&self) -> Thread {
        let mut stack = Vec::with_capacity(self.stack.len() + ROOM);
        stack.extend_from_slice(&self.stack);
        let mut frames = Vec::with_capacity(self.frames.len() + 1);
        frames.extend_from_slice(&self.frames);
        Thread { stack, frames, name: self.name.clone(), locals: self.locals.clone(), ..*self }
    }

    /// Keeps the allocations.
    fn clone_from(&mut self, source: &Thread) {
        let mut stack = std::mem::take(&mut self.stack);
        stack.clone_from(&source.stack);
        let mut frames = std::mem::take(&mut self.frames);
        frames.clone_from(&source.frames);
        let mut locals = std::mem::take(&mut self.locals);
        locals.clone_from(&source.locals);
        let mut name = std::mem::take(&mut self.name);
        crate::heap::share(&mut name, &source.name);
        *self = Thread { stack, frames, name, locals, ..*source };
    }
}

/// What a thread is doing.
#[derive(Clone, Copy, Debug)]
pub enum State {
    /// Runs or could run.
    Ready,
    /// Waits until `wait` is satisfied or `deadline_ns` has come.
    Blocked {
        /// For what.
        wait: Wait,
        /// When it gives up, in virtual nanoseconds.
        deadline_ns: Option<u64>,
        /// How reports call it.
        reason: BlockReason,
    },
    /// Has ended.
    Finished,
}

/// A condition that a thread waits for; evaluated, never signalled, so that a snapshot needs nothing else.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wait {
    /// The lock is free.
    Lock(Ref),
    /// The RLock is free.
    RLock(Ref),
    /// The semaphore's value is positive.
    Semaphore(Ref),
    /// Somebody notified the thread; the object it waits at.
    Notified(Ref),
    /// The queue holds an item or is shut down.
    QueueItem(Ref),
    /// The queue has room or is shut down.
    QueueRoom(Ref),
    /// The queue has no unfinished items.
    QueueDone(Ref),
    /// The barrier has let the last round out.
    BarrierOpen(Ref),
    /// The thread has begun.
    Begun(ThreadId),
    /// The thread has ended.
    Ended(ThreadId),
    /// No other thread executes the body of a module.
    Import,
    /// Only time helps.
    Time,
    /// A process has ended.
    ProcessEnded(u32),
    /// The channel of the world holds a message or is closed.
    ChannelItem(u32),
    /// The channel has room or is closed.
    ChannelRoom(u32),
    /// The world's semaphore can be acquired.
    SharedSemaphore(u32),
    /// Any of a list of the world's things is ready (`multiprocessing.connection.wait`): a list object.
    Any(Ref),
    /// A connection attempt waits at the listener.
    Listener(u32),
}

/// The memory of an instruction that is executed again after a wait.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Resume {
    /// How far it got; 0: it starts.
    pub phase: u8,
    /// The wait ended by its deadline.
    pub timed_out: bool,
    /// Somebody notified the thread.
    pub notified: bool,
    /// A number the instruction keeps (a recursion depth, an arrival index).
    pub data: u64,
}

impl Thread {
    /// A thread with an empty stack.
    pub fn new(id: ThreadId, process: u32, namer: Namer) -> Thread {
        Thread {
            id,
            process,
            stack: Vec::with_capacity(64),
            frames: Vec::new(),
            pc: 0,
            handled: Value::None,
            namer,
            state: State::Ready,
            resume: Resume::default(),
            name: "MainThread".into(),
            daemon: false,
            object: Value::None,
            locals: Vec::new(),
            clock_ns: 0,
            waiting_since: 0,
            was_told: false,
            core: 0,
            begun: false,
            parent: 0,
            ended: false,
            joined: 0,
            failed: false,
        }
    }
}
