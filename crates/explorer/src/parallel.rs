//! Optimal DPOR in rounds, on any number of workers with the same result.
//!
//! The exploration tree above the running [`Subtree`]s is kept as [`Node`]s. In a round each
//! subtree searches on its own up to a quota and logs the sequences that it wants begun at nodes
//! above it. Between rounds the logs are applied in a fixed order, finished subtrees are put away,
//! and waiting branches become new subtrees. No subtree sees another's doings during a round, so
//! which worker runs which, and when, cannot be seen in the result. The branches handed out are
//! real ones, found by races, so nothing is explored twice.
//!
//! What makes it safe to begin a branch while branches to its left are under way: a branch without
//! a planned continuation takes in everything that could be planned for it later. One with a
//! continuation does not; it becomes a node itself, which stays until all to its left is done, and
//! a sequence that comes late finds its place below it just as it would have before it was begun.

mod node;
mod rounds;

use crate::meter::{Meter, progress};
use crate::report::Stop;
use crate::strategy::{Found, estimate};
use crate::system::System;
use rounds::Rounds;

/// What a subtree may do in one round.
const ROUND_EXECUTIONS: u64 = 256;
const ROUND_TRANSITIONS: u64 = 50_000;

/// Runs the search on `workers` workers.
pub(crate) fn search<S: System>(start: &S, workers: usize, meter: &mut Meter) -> Found {
    let mut rounds = Rounds::new(start, meter.limits.depth);
    let mut quota = meter.limits.divide_after.max(1);
    let stopped = loop {
        let tally = &rounds.tally;
        let done = tally.executions + tally.blocked;
        let executions = meter.limits.executions.saturating_sub(done);
        let transitions = meter.limits.transitions.saturating_sub(rounds.executed());
        rounds.round(
            workers,
            executions.min(quota * rounds.jobs() as u64),
            transitions.min(ROUND_TRANSITIONS),
            meter.control().cancel,
        );
        quota = quota.min(ROUND_EXECUTIONS);
        rounds.settle();
        if rounds.is_finished() || rounds.too_many_threads {
            break rounds.too_many_threads.then_some(Stop::Threads);
        }
        let executed = rounds.executed();
        let share = || Some(rounds.share());
        let stopped = meter.spent(&rounds.tally, executed, || rounds.bytes(), share);
        if stopped.is_some() {
            break stopped;
        }
        rounds.refill();
    };
    let share = if stopped.is_none() { 1.0 } else { rounds.share() };
    let told = progress(&rounds.tally, rounds.executed(), Some(share));
    meter.control().tell(&told);
    Found {
        estimate: estimate(share, rounds.tally.executions),
        stopped,
        executed: rounds.executed(),
        memory: meter.memory.max(rounds.bytes()),
        tally: rounds.tally,
    }
}
