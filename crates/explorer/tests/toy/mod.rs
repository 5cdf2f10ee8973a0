//! A small machine to try the search on: threads of a few instructions over shared variables,
//! locks, conditions, queues, semaphores and events.

#![allow(dead_code, reason = "each test file uses its own part")]

pub mod generate;
pub mod programs;
pub mod traces;

use std::hash::{Hash, Hasher};
use std::sync::Arc;

use smallvec::SmallVec;
use timeslice_explorer::{AccessKind, Choice, Footprint, Outcome, OutcomeKind, System, Tid};

/// One instruction. Registers belong to a thread, everything else is shared.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Op {
    /// reg = var
    Load(usize, usize),
    /// var = reg
    Store(usize, usize),
    /// var = constant
    Set(usize, i32),
    /// reg = var[reg]
    LoadAt(usize, usize),
    /// reg += constant (local)
    Add(usize, i32),
    /// reg += reg (local)
    AddReg(usize, usize),
    /// reg = constant (local)
    Const(usize, i32),
    /// continue at the instruction if reg == constant (local)
    JumpIf(usize, i32, usize),
    Lock(usize),
    Unlock(usize),
    /// reg = 1 if the lock was free and is now held, else 0
    TryLock(usize, usize),
    /// frees the lock if reg == 1 (local otherwise)
    UnlockIf(usize, usize),
    /// waits for a notification of the condition, with the lock freed meanwhile
    Wait(usize, usize),
    Notify(usize),
    NotifyAll(usize),
    /// appends a constant to the queue
    Put(usize, i32),
    /// reg = first of the queue, waiting for one
    Get(usize, usize),
    /// reg = first of the queue, or -1
    TryGet(usize, usize),
    Down(usize),
    Up(usize),
    SetEvent(usize),
    WaitEvent(usize),
    Spawn(usize),
    Join(usize),
    /// reg = anything below the constant
    Choose(usize, u32),
    Print(usize),
    /// the thread ends with an exception unless reg == constant
    Assert(usize, i32),
    /// coarse granularity only: the thread may be preempted here
    Poll,
}

/// The program and its sizes.
#[derive(Clone, Debug, Default)]
pub struct Program {
    pub threads: Vec<Vec<Op>>,
    /// How many of the threads run from the start; the others are spawned.
    pub initial: usize,
    pub vars: Vec<i32>,
    pub locks: usize,
    pub conds: usize,
    pub queues: usize,
    pub sems: Vec<i32>,
    pub events: usize,
    /// A transition goes on past visible operations until a poll or a wait.
    pub coarse: bool,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct Thread {
    pc: u16,
    regs: [i32; 4],
    exists: bool,
    started: bool,
    finished: bool,
    failed: bool,
    /// Between the two halves of a wait: waiting or notified.
    waiting: u8,
}

const NOT_WAITING: u8 = 0;
const WAITING: u8 = 1;
const NOTIFIED: u8 = 2;

#[derive(Clone)]
pub struct Toy {
    program: Arc<Program>,
    threads: SmallVec<[Thread; 6]>,
    vars: SmallVec<[i32; 12]>,
    locks: SmallVec<[Option<u8>; 4]>,
    conds: SmallVec<[SmallVec<[u8; 4]>; 1]>,
    queues: SmallVec<[SmallVec<[i32; 4]>; 1]>,
    sems: SmallVec<[i32; 2]>,
    events: SmallVec<[bool; 2]>,
    out: Vec<i32>,
    steps: u64,
}

fn loc(class: u64, index: usize) -> u64 {
    class << 32 | index as u64
}
const VAR: u64 = 1;
const LOCK: u64 = 2;
const COND: u64 = 3;
const QUEUE: u64 = 4;
const SEM: u64 = 5;
const EVENT: u64 = 6;
const OUT: u64 = 7;
const START: u64 = 8;
const END: u64 = 9;
const WOKEN: u64 = 10;

impl Toy {
    pub fn new(program: Program) -> Self {
        let mut toy = Toy {
            threads: (0..program.threads.len())
                .map(|_| Thread {
                    pc: 0,
                    regs: [0; 4],
                    exists: false,
                    started: true,
                    finished: false,
                    failed: false,
                    waiting: NOT_WAITING,
                })
                .collect(),
            vars: program.vars.iter().copied().collect(),
            locks: (0..program.locks).map(|_| None).collect(),
            conds: (0..program.conds).map(|_| SmallVec::new()).collect(),
            queues: (0..program.queues).map(|_| SmallVec::new()).collect(),
            sems: program.sems.iter().copied().collect(),
            events: (0..program.events).map(|_| false).collect(),
            out: Vec::new(),
            steps: 0,
            program: Arc::new(program),
        };
        for tid in 0..toy.program.initial {
            toy.create(tid, &mut Footprint::new());
        }
        toy
    }

    pub fn var(&self, var: usize) -> i32 {
        self.vars[var]
    }

    fn create(&mut self, tid: usize, fp: &mut Footprint) {
        self.threads[tid].exists = true;
        self.run_local(tid, fp);
    }

    fn op(&self, tid: usize) -> Option<&Op> {
        self.program.threads[tid].get(self.threads[tid].pc as usize)
    }

    /// Runs the thread up to its next visible operation, or to its end.
    fn run_local(&mut self, tid: usize, fp: &mut Footprint) {
        let program = self.program.clone();
        let thread = &mut self.threads[tid];
        loop {
            match program.threads[tid].get(thread.pc as usize) {
                Some(&Op::Add(r, n)) => thread.regs[r] += n,
                Some(&Op::AddReg(r, s)) => thread.regs[r] += thread.regs[s],
                Some(&Op::Const(r, n)) => thread.regs[r] = n,
                Some(&Op::JumpIf(r, n, to)) => {
                    if thread.regs[r] == n {
                        thread.pc = to as u16;
                        continue;
                    }
                }
                Some(&Op::UnlockIf(_, r)) if thread.regs[r] != 1 => {}
                Some(&Op::Assert(r, n)) => {
                    if thread.regs[r] != n {
                        thread.failed = true;
                        thread.pc = u16::MAX;
                        continue;
                    }
                }
                Some(_) => return,
                None => {
                    thread.finished = true;
                    fp.push(loc(END, tid), AccessKind::Release);
                    return;
                }
            }
            thread.pc += 1;
        }
    }

    fn can_go(&self, tid: usize) -> bool {
        let thread = &self.threads[tid];
        if !thread.exists || thread.finished {
            return false;
        }
        match self.op(tid) {
            Some(&Op::Lock(l)) => self.locks[l].is_none(),
            Some(&Op::Wait(_, l)) => match thread.waiting {
                NOT_WAITING => true,
                WAITING => false,
                _ => self.locks[l].is_none(),
            },
            Some(&Op::Get(q, _)) => !self.queues[q].is_empty(),
            Some(&Op::Down(s)) => self.sems[s] > 0,
            Some(&Op::WaitEvent(e)) => self.events[e],
            Some(&Op::Join(t)) => self.threads[t].finished,
            _ => true,
        }
    }

    /// What the thread's operation waits for.
    fn waits(&self, tid: usize, fp: &mut Footprint) {
        match self.op(tid) {
            Some(&Op::Lock(l)) => fp.push(loc(LOCK, l), AccessKind::Lock),
            Some(&Op::Wait(_, l)) if self.threads[tid].waiting != NOT_WAITING => {
                fp.push(loc(LOCK, l), AccessKind::Lock);
                fp.push(loc(WOKEN, tid), AccessKind::Wait);
            }
            Some(&Op::Get(q, _)) => fp.push(loc(QUEUE, q), AccessKind::Wait),
            Some(&Op::Down(s)) => fp.push(loc(SEM, s), AccessKind::Wait),
            Some(&Op::WaitEvent(e)) => fp.push(loc(EVENT, e), AccessKind::WaitRead),
            Some(&Op::Join(t)) => fp.push(loc(END, t), AccessKind::Acquire),
            _ => {}
        }
    }

    /// Executes the visible operation; false if the footprint depends on the order.
    fn visible(&mut self, tid: usize, alt: u32, fp: &mut Footprint) -> bool {
        use AccessKind::{Read, Release, Unlock, Write};
        let Some(op) = self.op(tid).cloned() else {
            panic!("thread {tid} has ended");
        };
        assert!(self.can_go(tid), "thread {tid} cannot go on with {op:?}");
        self.waits(tid, fp);
        let mut stable = true;
        let thread = &mut self.threads[tid];
        let mut next = thread.pc + 1;
        match op {
            Op::Load(v, r) => {
                thread.regs[r] = self.vars[v];
                fp.push(loc(VAR, v), Read);
            }
            Op::LoadAt(v, r) => {
                let v = v + thread.regs[r] as usize;
                thread.regs[r] = self.vars[v];
                fp.push(loc(VAR, v), Read);
            }
            Op::Store(v, r) => {
                self.vars[v] = thread.regs[r];
                fp.push(loc(VAR, v), Write);
            }
            Op::Set(v, n) => {
                self.vars[v] = n;
                fp.push(loc(VAR, v), Write);
            }
            Op::Lock(l) => self.locks[l] = Some(tid as u8),
            Op::Unlock(l) => {
                assert_eq!(self.locks[l], Some(tid as u8));
                self.locks[l] = None;
                fp.push(loc(LOCK, l), Unlock);
            }
            Op::TryLock(l, r) => {
                stable = false;
                thread.regs[r] = i32::from(self.locks[l].is_none());
                if self.locks[l].is_none() {
                    self.locks[l] = Some(tid as u8);
                    fp.push(loc(LOCK, l), Write);
                } else {
                    fp.push(loc(LOCK, l), Read);
                }
            }
            Op::UnlockIf(l, _) => {
                assert_eq!(self.locks[l], Some(tid as u8));
                self.locks[l] = None;
                fp.push(loc(LOCK, l), Unlock);
            }
            Op::Wait(c, l) => {
                if thread.waiting == NOTIFIED {
                    thread.waiting = NOT_WAITING;
                    self.locks[l] = Some(tid as u8);
                } else {
                    assert_eq!(self.locks[l], Some(tid as u8));
                    thread.waiting = WAITING;
                    self.locks[l] = None;
                    self.conds[c].push(tid as u8);
                    fp.push(loc(LOCK, l), Unlock);
                    fp.push(loc(COND, c), Write);
                    next -= 1;
                }
            }
            Op::Notify(c) | Op::NotifyAll(c) => {
                stable = false;
                fp.push(loc(COND, c), Write);
                let n = match op {
                    Op::Notify(_) => self.conds[c].len().min(1),
                    _ => self.conds[c].len(),
                };
                for t in self.conds[c].drain(..n) {
                    self.threads[t as usize].waiting = NOTIFIED;
                    fp.push(loc(WOKEN, t as usize), Write);
                }
            }
            Op::Put(q, n) => {
                self.queues[q].push(n);
                fp.push(loc(QUEUE, q), Write);
            }
            Op::Get(q, r) => thread.regs[r] = self.queues[q].remove(0),
            Op::TryGet(q, r) => {
                stable = false;
                if self.queues[q].is_empty() {
                    thread.regs[r] = -1;
                    fp.push(loc(QUEUE, q), Read);
                } else {
                    thread.regs[r] = self.queues[q].remove(0);
                    fp.push(loc(QUEUE, q), Write);
                }
            }
            Op::Down(s) => self.sems[s] -= 1,
            Op::Up(s) => {
                self.sems[s] += 1;
                fp.push(loc(SEM, s), Write);
            }
            Op::SetEvent(e) => {
                self.events[e] = true;
                fp.push(loc(EVENT, e), Write);
            }
            Op::Spawn(t) => {
                fp.push(loc(START, t), Release);
                self.threads[t].started = false;
                self.create(t, fp);
            }
            Op::Choose(r, _) => thread.regs[r] = alt as i32,
            Op::Print(r) => {
                self.out.push(thread.regs[r]);
                fp.push(loc(OUT, 0), Write);
            }
            Op::WaitEvent(_) | Op::Join(_) | Op::Poll => {}
            Op::Add(..) | Op::AddReg(..) | Op::Const(..) | Op::JumpIf(..) | Op::Assert(..) => {
                unreachable!("a local operation")
            }
        }
        self.threads[tid].pc = next;
        self.steps += 1;
        self.run_local(tid, fp);
        stable
    }
}

impl System for Toy {
    fn enabled(&self, out: &mut Vec<Tid>) {
        out.extend((0..self.threads.len()).filter(|t| self.can_go(*t)).map(|t| t as Tid));
    }

    fn blocked(&self, out: &mut Vec<Tid>) {
        out.extend((0..self.threads.len()).filter_map(|t| {
            let thread = &self.threads[t];
            (thread.exists && !thread.finished && !self.can_go(t)).then_some(t as Tid)
        }));
    }

    fn pending(&self, tid: Tid, out: &mut Footprint) {
        self.waits(tid as usize, out);
    }

    fn alternatives(&self, tid: Tid) -> u32 {
        match self.op(tid as usize) {
            Some(&Op::Choose(_, n)) => n,
            _ => 1,
        }
    }

    fn step(&mut self, choice: Choice, out: &mut Footprint) {
        let tid = choice.tid as usize;
        if !self.threads[tid].started {
            self.threads[tid].started = true;
            out.push(loc(START, tid), AccessKind::Acquire);
        }
        let stable = self.visible(tid, choice.alt, out);
        if !self.program.coarse {
            if stable {
                out.mark_stable();
            }
            return;
        }
        out.under_way();
        while !self.threads[tid].finished {
            match self.op(tid) {
                // A choice is a place of its own: its alternatives are asked for first. So is a
                // join: whether it is possible yet must not decide where a transition ends.
                Some(Op::Poll | Op::Choose(..) | Op::Join(_)) | None => break,
                _ if self.can_go(tid) => {
                    self.visible(tid, 0, out);
                }
                // Seen to be impossible: the transition ends here because of it.
                _ => {
                    let mut wanted = Footprint::new();
                    self.waits(tid, &mut wanted);
                    for access in wanted.accesses() {
                        out.push(access.loc, AccessKind::Read);
                    }
                    break;
                }
            }
        }
    }

    fn outcome_key(&self) -> u64 {
        let mut hasher = rustc_hash::FxHasher::default();
        self.vars.hash(&mut hasher);
        self.out.hash(&mut hasher);
        for thread in &self.threads {
            (thread.exists, thread.finished, thread.failed, thread.pc).hash(&mut hasher);
        }
        hasher.finish()
    }

    fn outcome(&self) -> Outcome {
        let stuck = self.threads.iter().any(|t| t.exists && !t.finished);
        let failed = self.threads.iter().any(|t| t.failed);
        let kind = match (stuck, failed) {
            (true, _) => OutcomeKind::Deadlock,
            (false, true) => OutcomeKind::Exception,
            (false, false) => OutcomeKind::Ok,
        };
        Outcome {
            kind,
            exit_code: 0,
            stdout: format!("{:?} {:?}", self.out, self.vars),
            stderr_last: String::new(),
        }
    }

    fn steps(&self) -> u64 {
        self.steps
    }
}
