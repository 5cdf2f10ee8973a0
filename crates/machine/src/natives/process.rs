//! Simulated processes.

use crate::machine::Machine;
use crate::thread::{Thread, Wait};

/// Pid of the main process.
pub const FIRST_PID: u32 = 4000;

impl Machine {
    /// Whether a condition on a thing of the world, not of one heap, holds.
    pub(crate) fn world_ready(&self, _wait: Wait, _thread: &Thread) -> bool {
        false
    }
}
