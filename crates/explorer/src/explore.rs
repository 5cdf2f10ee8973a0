//! The one entry: runs the strategy, shortens the schedules, writes the report.

use std::hash::{Hash, Hasher};

use rustc_hash::FxHasher;

use crate::cycle::{self, Cycle};
use crate::meter::Meter;
use crate::minimal::{self, Bounds};
use crate::options::{Control, Limits, Options, Strategy};
use crate::parallel;
use crate::report::{OutcomeClass, Report, Round, Schedule, Stop};
use crate::strategy::{bounded, exhaustive, sampling, source};
use crate::system::{Outcome, System};

/// Transitions of one execution, above which it is asked first whether it ends at all.
const LONG: usize = 2_000;
/// Transitions that are spent on the rest of a program that may go on for ever: it cannot be
/// exhausted.
const ENDLESS: u64 = 500_000;

/// Searches the interleavings of `start`.
pub fn explore<S: System>(start: &S, options: &Options, control: &Control) -> Report {
    let with = |limits: Limits| Options { limits, ..*options };
    let limits = options.limits;
    let first = Limits { depth: limits.depth.min(LONG), ..limits };
    let report = search(start, &with(first), Meter::until_cut(first, *control));
    if report.complete || matches!(report.stopped, Some(Stop::Wanted | Stop::Cancelled)) {
        return report;
    }
    let was_cut = report.stopped == Some(Stop::Depth);
    let Some(cycle) = cycle::find(start, control) else {
        return match was_cut {
            true => search(start, options, Meter::new(limits, *control)),
            false => report,
        };
    };
    if !was_cut {
        return with_cycle(start, report, &cycle);
    }
    let rest = Limits {
        depth: limits.depth.min(cycle.choices.len() + LONG / 10),
        transitions: limits.transitions.min(ENDLESS),
        ..limits
    };
    with_cycle(start, search(start, &with(rest), Meter::new(rest, *control)), &cycle)
}

/// Adds the outcome of an execution that goes on for ever, unless one like it is known.
fn with_cycle<S: System>(start: &S, mut report: Report, cycle: &Cycle) -> Report {
    let replay = |choices| Schedule::replay(start, choices);
    let before = replay(&cycle.choices[..cycle.from]);
    let (Some((before, _)), Some((schedule, machine))) = (before, replay(&cycle.choices)) else {
        return report;
    };
    let outcome = machine.endless_outcome();
    if report.outcomes.iter().any(|known| known.outcome.kind == outcome.kind) {
        return report;
    }
    report.executions += 1;
    report.outcomes.push(OutcomeClass {
        key: outcome_key(&outcome),
        outcome,
        executions: 1,
        schedule,
        minimal: false,
        round: Some(Round { from: cycle.from, step: before.steps }),
    });
    report
}

/// A number for an outcome.
pub(crate) fn outcome_key(outcome: &Outcome) -> u64 {
    let Outcome { kind, exit_code, stdout, stderr_last } = outcome;
    let mut hasher = FxHasher::default();
    (kind, exit_code).hash(&mut hasher);
    stdout.hash(&mut hasher);
    stderr_last.hash(&mut hasher);
    hasher.finish()
}

fn search<S: System>(start: &S, options: &Options, mut meter: Meter) -> Report {
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
    let shortest = minimal::shorten(start, &tally.entries, &bounds, &meter.control());
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
                round: None,
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
