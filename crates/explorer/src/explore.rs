//! The one entry: runs the strategy, shortens the schedules, writes the report.

use crate::meter::Meter;
use crate::options::{Control, Options, Strategy};
use crate::report::{Estimate, OutcomeClass, Report, Schedule, Stop};
use crate::strategy::{exhaustive, optimal, source};
use crate::system::System;

/// Searches the interleavings of `start`.
pub fn explore<S: System>(start: &S, options: &Options, control: &Control) -> Report {
    let mut meter = Meter::new(options.limits, *control);
    let found = match options.strategy {
        Strategy::Exhaustive => exhaustive::search(start, None, &mut meter),
        Strategy::SourceDpor => source::search(start, &mut meter),
        Strategy::Dpor => optimal::search(start, &mut meter),
        _ => unimplemented!(),
    };
    let tally = found.tally;
    let stopped = found.stopped.or(tally.cut);
    let outcomes = tally
        .entries
        .into_iter()
        .map(|entry| OutcomeClass {
            schedule: Schedule::replay(start, &entry.choices)
                .expect("an executed schedule can be repeated")
                .0,
            outcome: entry.outcome,
            key: entry.key,
            executions: entry.executions,
            minimal: false,
        })
        .collect();
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
    }
}
