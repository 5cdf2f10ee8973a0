//! Simulated processes.

use crate::frame::Cont;
use crate::machine::{Machine, R};
use crate::native::{Args, NativeDef, function};
use crate::value::Value;

/// Pid of the main process.
pub const FIRST_PID: u32 = 4000;

/// Functions of `_process`.
pub const FUNCTIONS: &[NativeDef] =
    &[function("getpid", 0, 0, getpid), function("getppid", 0, 0, getppid)];

fn getpid(m: &mut Machine, _: Args, _: Cont) -> R {
    Ok(Value::Int(i64::from(m.p.info.pid)))
}

fn getppid(m: &mut Machine, _: Args, _: Cont) -> R {
    Ok(Value::Int(match m.p.id {
        0 => i64::from(FIRST_PID) - 1,
        _ => i64::from(m.process(m.p.info.parent).info.pid),
    }))
}
