//! What this process has used.

use anyhow::{Context, Result};
use nix::sys::resource::{UsageWho, getrusage};
use nix::sys::time::TimeValLike;

/// CPU seconds of all threads.
pub fn cpu_seconds() -> Result<f64> {
    let usage = getrusage(UsageWho::RUSAGE_SELF).context("the system keeps no CPU times")?;
    Ok((usage.user_time() + usage.system_time()).num_microseconds() as f64 / 1e6)
}

/// The most memory so far, in mebibytes, as Linux counts it.
pub fn peak_mib() -> Result<f64> {
    let usage = getrusage(UsageWho::RUSAGE_SELF).context("the system keeps no peaks")?;
    Ok(usage.max_rss() as f64 / 1024.0)
}
