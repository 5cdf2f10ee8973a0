//! The ways to go through the interleavings, one a file.

pub(crate) mod bounded;
pub(crate) mod exhaustive;
pub(crate) mod optimal;
pub(crate) mod sampling;

pub(crate) mod source;

use crate::report::{Estimate, Stop};
use crate::tally::Tally;

/// What a strategy hands back.
pub(crate) struct Found {
    pub tally: Tally,
    /// Why the strategy ended early; executions that were cut are in the tally.
    pub stopped: Option<Stop>,
    pub executed: u64,
    pub memory: usize,
    pub estimate: Estimate,
}

/// The share of a depth-first search that is done, from the number of finished and all known
/// branches at each depth above the current state, the shallowest first.
pub(crate) fn share_done(levels: impl Iterator<Item = (usize, usize)>) -> f64 {
    let (mut share, mut weight) = (0.0, 1.0);
    for (done, all) in levels {
        let all = all.max(1) as f64;
        share += weight * done as f64 / all;
        weight /= all;
    }
    share
}

/// The estimate of a search that ended with `share` of its tree done.
pub(crate) fn estimate(share: f64, executions: u64) -> Estimate {
    Estimate {
        share: Some(share),
        total: (share > 0.0).then(|| executions as f64 / share),
        ..Estimate::default()
    }
}
