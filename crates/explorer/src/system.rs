//! What the search knows of a machine: the [`System`] trait and the [`Footprint`] of a transition.
//!
//! The search never looks inside a machine. It asks who can move, moves one thread, and learns from
//! the footprint which other transitions the move depends on. A footprint that says too much costs
//! executions; one that says too little loses outcomes.

use smallvec::SmallVec;

/// A thread's number: small, dense, in order of creation, the same in every interleaving.
pub type Tid = u32;

/// The most threads one explored program may have: thread sets are one machine word pair.
pub const MAX_THREADS: u32 = 128;

/// One decision: which thread moves and, where the language leaves its move open, how.
#[derive(Copy, Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Choice {
    /// The thread that moves.
    pub tid: Tid,
    /// Which of the thread's alternatives (a timeout fires or not, a random value); 0 if there is one.
    pub alt: u32,
}

impl Choice {
    /// The only move of thread `tid`.
    pub fn of(tid: Tid) -> Self {
        Choice { tid, alt: 0 }
    }
}

/// How a transition touches a location. Two accesses of one location conflict unless both only look.
#[derive(Copy, Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum AccessKind {
    /// Looks at the location: a variable read, a failed try-lock, `locked()`, `empty()`.
    Read,
    /// Changes the location and never waits for it.
    Write,
    /// Takes a lock, waiting while another holds it.
    Lock,
    /// Frees a lock.
    Unlock,
    /// Changes the location after waiting until it permits (queue get, semaphore acquire, wake-up).
    Wait,
    /// Waits until the location permits and only looks (`Event.wait`): two of these commute.
    WaitRead,
    /// Comes after every earlier `Release` of the location; orders, but is no race.
    Acquire,
    /// Comes before every later `Acquire` of the location; orders, but is no race.
    Release,
}

impl AccessKind {
    /// Whether the access only looks.
    pub fn looks(self) -> bool {
        matches!(self, AccessKind::Read | AccessKind::WaitRead)
    }

    /// Whether the access can have to wait.
    pub fn waits(self) -> bool {
        matches!(self, AccessKind::Lock | AccessKind::Wait | AccessKind::WaitRead)
    }

    /// Whether the access only orders (a start or join edge).
    pub fn orders_only(self) -> bool {
        matches!(self, AccessKind::Acquire | AccessKind::Release)
    }

    /// Whether two accesses of one location depend on each other in a reversible way.
    pub fn conflicts(self, other: AccessKind) -> bool {
        !(self.orders_only() || other.orders_only() || (self.looks() && other.looks()))
    }
}

/// One access of one location.
#[derive(Copy, Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Access {
    /// The location: an object's name mixed with a slot. Must not depend on the interleaving.
    pub loc: u64,
    /// How it is touched.
    pub kind: AccessKind,
}

/// What one transition touched: at most one access a location.
///
/// A `Lock`, `Wait` or `WaitRead` is only a waiting access in the operation that the transition
/// begins with: one that took a free lock on its way would have ended before it, had the lock been
/// held. Say [`under_way`](Self::under_way) after the first operation; later ones are then recorded
/// as plain writes or reads.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Footprint {
    accesses: SmallVec<[Access; 4]>,
    memory: SmallVec<[(u64, bool); 2]>,
    under_way: bool,
    stable: bool,
    last: bool,
}

impl Footprint {
    /// An empty footprint.
    pub fn new() -> Self {
        Self::default()
    }

    /// Forgets everything, keeping the memory.
    pub fn clear(&mut self) {
        self.accesses.clear();
        self.memory.clear();
        self.under_way = false;
        self.stable = false;
        self.last = false;
    }

    /// Adds an access to memory that the machine does not stop at, because no race is known there:
    /// its location, and whether it is written. It comes behind the accesses that the transition
    /// begins with and orders nothing; a race shows that the location has to be stopped at, see
    /// [`Report::wanted`](crate::Report::wanted).
    pub fn push_memory(&mut self, loc: u64, written: bool) {
        self.memory.push((loc, written));
    }

    /// The accesses to memory that the machine does not stop at.
    pub fn memory(&self) -> &[(u64, bool)] {
        &self.memory
    }

    /// The thread has ended: its last access, if that releases, comes behind all it did.
    pub fn mark_last(&mut self) {
        self.last = true;
    }

    /// Whether [`mark_last`](Self::mark_last) was called.
    pub fn is_last(&self) -> bool {
        self.last
    }

    /// The transition's first operation is over: nothing after it makes the transition wait.
    pub fn under_way(&mut self) {
        self.under_way = true;
    }

    /// Promises that the transition would touch the same locations in the same ways even if other
    /// threads' transitions were moved before or behind it. True for one visible operation that is
    /// not an attempt (try-lock); false where later accesses depend on what was read. Without the
    /// promise the search executes the transition in its new place to learn the footprint there.
    pub fn mark_stable(&mut self) {
        self.stable = true;
    }

    /// Whether [`mark_stable`](Self::mark_stable) was called.
    pub fn is_stable(&self) -> bool {
        self.stable
    }

    /// The accesses, in order of first touch.
    pub fn accesses(&self) -> &[Access] {
        &self.accesses
    }

    /// Whether nothing was touched.
    pub fn is_empty(&self) -> bool {
        self.accesses.is_empty()
    }

    /// Adds an access, joining it with an earlier one of the same location.
    pub fn push(&mut self, loc: u64, kind: AccessKind) {
        use AccessKind::{Lock, Read, Wait, WaitRead, Write};
        let kind = match kind {
            Lock | Wait if self.under_way => Write,
            WaitRead if self.under_way => Read,
            kind => kind,
        };
        let same_sort =
            |a: &&mut Access| a.loc == loc && a.kind.orders_only() == kind.orders_only();
        if let Some(old) = self.accesses.iter_mut().find(same_sort) {
            old.kind = match (old.kind, kind) {
                (a, b) if a == b => a,
                (WaitRead, Read) => WaitRead,
                (Lock, Read) => Lock,
                // The first access decides whether the transition waits.
                (Lock | Wait | WaitRead, _) => Wait,
                _ => Write,
            };
        } else {
            self.accesses.push(Access { loc, kind });
        }
    }
}

/// How an execution ended.
#[derive(Copy, Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum OutcomeKind {
    /// Every thread finished and the program succeeded.
    Ok,
    /// An exception was not caught.
    Exception,
    /// The program ended itself with a status.
    Exit,
    /// Threads wait that nobody can wake.
    Deadlock,
    /// Threads repeat loops for ever, waiting for changes that nobody is left to make.
    Livelock,
    /// A bound on the length of one execution was reached.
    Budget,
}

/// What a user sees of one execution's end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// How it ended.
    pub kind: OutcomeKind,
    /// The exit status the program would have.
    pub exit_code: i32,
    /// All of standard output.
    pub stdout: String,
    /// The last line of standard error.
    pub stderr_last: String,
}

/// A machine that the search can drive. A clone is a snapshot.
///
/// A *transition* is a thread's code from its scheduling point to (not including) the next one.
pub trait System: Clone + Send + Sync {
    /// Threads whose next transition can execute now, ascending.
    fn enabled(&self, out: &mut Vec<Tid>);

    /// Threads that exist, are not finished and are not enabled, ascending. After a program's end
    /// these include daemon threads that were cut off.
    fn blocked(&self, out: &mut Vec<Tid>);

    /// The footprint that the pending operation of a blocked thread would have: a blocked attempt
    /// races with whatever it waits for.
    fn pending(&self, tid: Tid, out: &mut Footprint);

    /// How many ways the next transition of an enabled thread can go; at least 1.
    fn alternatives(&self, tid: Tid) -> u32;

    /// Executes one transition of an enabled thread and adds what it touched to `out`.
    ///
    /// Where a transition ends may depend only on what its footprint says it looked at: one that
    /// ends because a lock is held has read the lock. An operation that has only `Acquire` edges (a
    /// join) and one with alternatives begin a transition of their own.
    fn step(&mut self, choice: Choice, out: &mut Footprint);

    /// Whether the next transition of an enabled thread only orders: it commutes with whatever other
    /// threads do. False where that is not known.
    fn orders_only(&self, _: Tid) -> bool {
        false
    }

    /// Whether nobody can move but those whose time comes now. What others wait for could have come
    /// earlier, but what they do later comes behind all that was done before the time: the search
    /// looks at once what else they could have done.
    fn passes_time(&self) -> bool {
        false
    }

    /// A location that the machine has to be told to stop at before it can be explored rightly.
    fn wanted(&self) -> Option<u64> {
        None
    }

    /// Whether the execution has used random numbers that are not alternatives: what other seeds
    /// would lead to is not explored.
    fn is_seeded(&self) -> bool {
        false
    }

    /// Distinguishes outcomes; asked where nothing is enabled. Equal outcomes have equal keys.
    fn outcome_key(&self) -> u64;

    /// The outcome itself; asked once for each distinct key.
    fn outcome(&self) -> Outcome;

    /// The outcome of an execution that goes on for ever from here.
    fn endless_outcome(&self) -> Outcome {
        Outcome { kind: OutcomeKind::Livelock, ..self.outcome() }
    }

    /// The state as a number: equal ones go on in the same way under the same choices. `None` where
    /// the machine cannot tell.
    fn digest(&self) -> Option<u64> {
        None
    }

    /// Bytecodes executed so far.
    fn steps(&self) -> u64;

    /// About how many bytes this snapshot holds that others do not share.
    fn bytes(&self) -> usize {
        size_of::<Self>()
    }
}
