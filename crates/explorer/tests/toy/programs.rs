//! The judge programs: sizes known by independent counting.

use super::{Op, Program};

fn repeat(ops: &[Op], times: usize) -> Vec<Op> {
    ops.iter().cloned().cycle().take(ops.len() * times).collect()
}

fn of(threads: Vec<Vec<Op>>, vars: Vec<i32>, locks: usize) -> Program {
    Program { initial: threads.len(), threads, vars, locks, ..Program::default() }
}

/// Each of n threads does `x += 1` k times.
pub fn counter(n: usize, k: usize) -> Program {
    let body = [Op::Load(0, 0), Op::Add(0, 1), Op::Store(0, 0)];
    of(vec![repeat(&body, k); n], vec![0], 0)
}

/// The same inside one lock.
pub fn counter_locked(n: usize, k: usize) -> Program {
    let body = [Op::Lock(0), Op::Load(0, 0), Op::Add(0, 1), Op::Store(0, 0), Op::Unlock(0)];
    of(vec![repeat(&body, k); n], vec![0], 1)
}

/// One thread writes x, n read it, each into a variable of its own.
pub fn readers(n: usize) -> Program {
    let mut threads = vec![vec![Op::Set(0, 1)]];
    threads.extend((1..=n).map(|i| vec![Op::Load(0, 0), Op::Store(i, 0)]));
    of(threads, vec![0; n + 1], 0)
}

/// Thread 0 looks from the right for the last zero; thread i writes a[i] = a[i-1] + 1.
pub fn lastzero(n: usize) -> Program {
    let mut threads = vec![vec![
        Op::Const(1, n as i32),
        // 1: reg 0 = a[reg 1]
        Op::Const(0, 0),
        Op::AddReg(0, 1),
        Op::LoadAt(0, 0),
        Op::JumpIf(0, 0, 7),
        Op::Add(1, -1),
        Op::JumpIf(2, 0, 1),
        Op::Const(3, 0),
    ]];
    threads.extend((1..=n).map(|i| vec![Op::Load(i - 1, 0), Op::Add(0, 1), Op::Store(i, 0)]));
    of(threads, vec![0; n + 1], 0)
}

/// x = y = 1; two threads add one to the other n times, a third reads both.
pub fn fib_bench(n: usize) -> Program {
    let adder = |target| {
        let body = [Op::Load(0, 0), Op::Load(1, 1), Op::AddReg(0, 1), Op::Store(target, 0)];
        repeat(&body, n)
    };
    let reader = vec![Op::Load(0, 0), Op::Load(1, 1)];
    of(vec![adder(0), adder(1), reader], vec![1, 1], 0)
}

/// Each takes the left fork, then the right one.
pub fn philosophers(n: usize) -> Program {
    let threads = (0..n)
        .map(|i| {
            let (left, right) = (i, (i + 1) % n);
            vec![Op::Lock(left), Op::Lock(right), Op::Unlock(right), Op::Unlock(left)]
        })
        .collect();
    of(threads, vec![], n)
}

/// n threads write x once.
pub fn lastwrite(n: usize) -> Program {
    of((0..n).map(|i| vec![Op::Set(0, i as i32)]).collect(), vec![0], 0)
}

/// n writers and one reader of x.
pub fn writers_and_reader(n: usize) -> Program {
    let mut program = lastwrite(n);
    program.threads.push(vec![Op::Load(0, 0), Op::Store(1, 0)]);
    program.vars.push(0);
    program.initial += 1;
    program
}
