//! The one entry: runs the strategy, shortens the schedules, writes the report.

use crate::meter::Meter;
use crate::minimal::{self, Bounds};
use crate::options::{Control, Options, Strategy};
use crate::parallel;
use crate::report::{OutcomeClass, Report, Schedule, Stop};
use crate::strategy::{bounded, exhaustive, sampling, source};
use crate::system::System;

/// Searches the interleavings of `start`.
pub fn explore<S: System>(start: &S, options: &Options, control: &Control) -> Report {
    let mut meter = Meter::new(options.limits, *control);
    let found = match options.strategy {
        Strategy::Exhaustive => exhaustive::search(start, None, &mut meter),
        Strategy::SourceDpor => source::search(start, &mut meter),
        Strategy::Dpor => parallel::search(start, options.workers, &mut meter),
        Strategy::Bounded { preemptions } => bounded::search(start, preemptions, &mut meter),
        sampled @ (Strategy::Random { .. } | Strategy::Pct { .. } | Strategy::Uniform { .. }) => {
            sampling::search(start, sampled, options.workers, &mut meter)
        }
    };
    let mut tally = found.tally;
    let mut wanted = std::mem::take(&mut tally.wanted);
    wanted.sort_unstable();
    let again = (!wanted.is_empty()).then_some(Stop::Wanted);
    let stopped = again.or(found.stopped).or(tally.cut);
    let seeded = tally.seeded;
    let bounds = Bounds {
        states: if again.is_some() { 0 } else { options.limits.minimise },
        depth: if stopped.is_none() { tally.deepest } else { tally.deepest * 2 + 32 },
        depth_is_sure: stopped.is_none(),
        one_run_a_class: stopped.is_none() && options.strategy.covers_classes(),
    };
    let shortest = minimal::shorten(start, &tally.entries, &bounds, control);
    let mut outcomes: Vec<OutcomeClass> = tally
        .entries
        .into_iter()
        .zip(shortest)
        .filter_map(|(entry, (run, minimal))| {
            // An executed schedule can be repeated.
            let (schedule, _) = Schedule::replay(start, &run.choices)?;
            Some(OutcomeClass {
                outcome: entry.outcome,
                key: entry.key,
                executions: entry.executions,
                schedule,
                minimal,
            })
        })
        .collect();
    outcomes.sort_by_key(|o| {
        let s = &o.schedule;
        (s.preemptions, s.switches, s.choices.len(), s.departures(), o.outcome.kind, o.key)
    });
    Report {
        strategy: options.strategy,
        complete: stopped.is_none(),
        stopped,
        executions: tally.executions,
        blocked: tally.blocked,
        transitions: tally.transitions,
        executed: found.executed,
        deepest: tally.deepest,
        memory: found.memory,
        outcomes,
        estimate: found.estimate,
        wanted,
        seeded,
    }
}
