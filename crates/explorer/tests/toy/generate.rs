//! Random small programs: structured, so that locks are freed and waits happen under their lock.

use proptest::prelude::*;

use super::{Op, Program};

/// A statement; becomes one or more instructions.
#[derive(Clone, Debug)]
pub enum Statement {
    Read(usize),
    Write(usize),
    SetTo(usize, i32),
    Increment(usize),
    Locked(usize, Vec<Statement>),
    Tried(usize, Vec<Statement>),
    WaitUnder(usize),
    NotifyUnder(usize, bool),
    /// Under the lock: waits for a notification if the variable is 0.
    WaitWhileZero(usize, usize),
    Simple(Op),
    IfZero(Vec<Statement>),
    Assert(i32),
}

const VARS: usize = 2;
const LOCKS: usize = 2;

fn leaf() -> impl Strategy<Value = Statement> {
    prop_oneof![
        4 => (0..VARS).prop_map(Statement::Read),
        3 => (0..VARS).prop_map(Statement::Write),
        3 => (0..VARS, 0..3).prop_map(|(v, n)| Statement::SetTo(v, n)),
        3 => (0..VARS).prop_map(Statement::Increment),
        1 => (0..LOCKS).prop_map(Statement::WaitUnder),
        1 => (0..LOCKS, any::<bool>()).prop_map(|(l, all)| Statement::NotifyUnder(l, all)),
        1 => (0..LOCKS, 0..VARS).prop_map(|(l, v)| Statement::WaitWhileZero(l, v)),
        1 => (1..3).prop_map(|n| Statement::Simple(Op::Put(0, n))),
        1 => Just(Statement::Simple(Op::Get(0, 0))),
        1 => Just(Statement::Simple(Op::TryGet(0, 0))),
        1 => Just(Statement::Simple(Op::Down(0))),
        1 => Just(Statement::Simple(Op::Up(0))),
        1 => Just(Statement::Simple(Op::SetEvent(0))),
        1 => Just(Statement::Simple(Op::WaitEvent(0))),
        1 => Just(Statement::Simple(Op::Print(0))),
        1 => (2u32..4).prop_map(|n| Statement::Simple(Op::Choose(0, n))),
        2 => Just(Statement::Simple(Op::Poll)),
        1 => (0..2).prop_map(Statement::Assert),
    ]
}

fn statement() -> impl Strategy<Value = Statement> {
    leaf().prop_recursive(2, 6, 3, |inner| {
        let body = prop::collection::vec(inner, 1..3);
        prop_oneof![
            3 => (0..LOCKS, body.clone()).prop_map(|(l, b)| Statement::Locked(l, b)),
            1 => (0..LOCKS, body.clone()).prop_map(|(l, b)| Statement::Tried(l, b)),
            2 => body.prop_map(Statement::IfZero),
        ]
    })
}

fn emit(statement: &Statement, held: &mut Vec<usize>, out: &mut Vec<Op>) {
    match statement {
        Statement::Read(v) => out.push(Op::Load(*v, 0)),
        Statement::Write(v) => out.push(Op::Store(*v, 0)),
        Statement::SetTo(v, n) => out.push(Op::Set(*v, *n)),
        Statement::Increment(v) => {
            out.extend([Op::Load(*v, 0), Op::Add(0, 1), Op::Store(*v, 0)]);
        }
        Statement::Locked(l, body) => {
            if held.contains(l) {
                return;
            }
            held.push(*l);
            out.push(Op::Lock(*l));
            for s in body {
                emit(s, held, out);
            }
            out.push(Op::Unlock(*l));
            held.pop();
        }
        Statement::Tried(l, body) => {
            if held.contains(l) {
                return;
            }
            held.push(*l);
            out.push(Op::TryLock(*l, 3));
            let jump = out.len();
            out.push(Op::JumpIf(3, 0, 0));
            for s in body {
                emit(s, held, out);
            }
            out.push(Op::Unlock(*l));
            out[jump] = Op::JumpIf(3, 0, out.len());
            held.pop();
        }
        Statement::WaitUnder(l) => {
            emit(&Statement::Locked(*l, vec![Statement::Simple(Op::Wait(*l, *l))]), held, out);
        }
        Statement::NotifyUnder(l, all) => {
            let op = if *all { Op::NotifyAll(*l) } else { Op::Notify(*l) };
            emit(&Statement::Locked(*l, vec![Statement::Simple(op)]), held, out);
        }
        Statement::WaitWhileZero(l, v) => {
            let wait = Statement::IfZero(vec![Statement::Simple(Op::Wait(*l, *l))]);
            emit(&Statement::Locked(*l, vec![Statement::Read(*v), wait]), held, out);
        }
        Statement::Simple(op) => out.push(op.clone()),
        Statement::IfZero(body) => {
            // Skips the body unless reg 0 is 0: jump over the jump.
            let at = out.len();
            out.push(Op::JumpIf(0, 0, at + 3));
            out.push(Op::Const(2, 0));
            out.push(Op::JumpIf(2, 0, 0));
            for s in body {
                emit(s, held, out);
            }
            out[at + 2] = Op::JumpIf(2, 0, out.len());
        }
        Statement::Assert(n) => out.push(Op::Assert(0, *n)),
    }
}

/// A program of two or three threads.
pub fn program() -> impl Strategy<Value = Program> {
    let thread = prop::collection::vec(statement(), 1..4);
    (prop::collection::vec(thread, 2..4), any::<bool>(), 0..4u8, 0..2i32).prop_map(
        |(threads, coarse, shape, sem)| {
            let mut threads: Vec<Vec<Op>> = threads
                .iter()
                .map(|statements| {
                    let mut out = Vec::new();
                    for s in statements {
                        emit(s, &mut Vec::new(), &mut out);
                    }
                    out
                })
                .collect();
            let mut initial = threads.len();
            if shape == 0 {
                // The first thread starts the others and waits for them.
                initial = 1;
                let n = threads.len();
                let shift = n - 1;
                let mut first: Vec<Op> = (1..n).map(Op::Spawn).collect();
                first.extend(threads[0].iter().map(|op| match op {
                    Op::JumpIf(r, v, to) => Op::JumpIf(*r, *v, to + shift),
                    op => op.clone(),
                }));
                first.extend((1..n).map(Op::Join));
                threads[0] = first;
            }
            Program {
                threads,
                initial,
                vars: vec![0; VARS],
                locks: LOCKS,
                conds: LOCKS,
                queues: 1,
                sems: vec![sem],
                events: 1,
                coarse,
            }
        },
    )
}
