//! Every strategy that can finish, on thousands of random programs, against brute force.

mod toy;

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicU32, Ordering};

use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use timeslice_explorer::{Control, Limits, Options, Report, Schedule, Strategy, System, explore};
use toy::traces::{Counted, count};
use toy::{Program, Toy};

/// Interleavings above which a program is not counted.
const LIMIT: u64 = 800;

fn run(toy: &Toy, strategy: Strategy) -> Report {
    let options = Options { strategy, ..Options::default() };
    explore(toy, &options, &Control::default())
}

fn classes(report: &Report) -> BTreeMap<u64, u64> {
    report.outcomes.iter().map(|o| (o.key, o.executions)).collect()
}

type Checked = Result<(), TestCaseError>;

fn check_replays(toy: &Toy, report: &Report) -> Checked {
    for outcome in &report.outcomes {
        let (schedule, end) = Schedule::replay(toy, &outcome.schedule.choices)
            .ok_or_else(|| TestCaseError::fail("an impossible schedule"))?;
        prop_assert_eq!(&schedule, &outcome.schedule);
        let mut enabled = Vec::new();
        end.enabled(&mut enabled);
        prop_assert!(enabled.is_empty());
        prop_assert_eq!(end.outcome_key(), outcome.key);
        prop_assert_eq!(&end.outcome(), &outcome.outcome);
    }
    Ok(())
}

fn check(program: &Program, counted: &Counted) -> Checked {
    let toy = Toy::new(program.clone());
    let all: BTreeMap<u64, u64> = counted.outcomes.iter().map(|(k, n)| (*k, n.0)).collect();
    let traces: BTreeMap<u64, u64> = counted.outcomes.iter().map(|(k, n)| (*k, n.1)).collect();

    let brute = run(&toy, Strategy::Exhaustive);
    prop_assert_eq!(brute.executions, counted.interleavings);
    prop_assert_eq!(classes(&brute), all);

    let source = run(&toy, Strategy::SourceDpor);
    prop_assert_eq!(classes(&source), traces.clone(), "source-DPOR {:?}", program);
    check_replays(&toy, &source)?;

    let optimal = run(&toy, Strategy::Dpor);
    prop_assert_eq!(classes(&optimal), traces, "optimal DPOR {:?}", program);
    prop_assert_eq!(optimal.blocked, 0);
    prop_assert!(optimal.complete && source.complete && brute.complete);
    check_replays(&toy, &optimal)?;
    for outcome in &optimal.outcomes {
        let s = &outcome.schedule;
        let cost = (s.preemptions, s.switches, s.choices.len());
        prop_assert!(outcome.minimal);
        prop_assert_eq!(cost, counted.shortest[&outcome.key], "shortest {:?}", program);
    }
    // Divided as early and as finely as can be, it finds the same.
    let limits = Limits { divide_after: 1, ..Limits::default() };
    let options = Options { limits, ..Options::default() };
    let divided = explore(&toy, &options, &Control::default());
    prop_assert_eq!(classes(&divided), classes(&optimal), "divided {:?}", program);
    prop_assert_eq!(divided.blocked, 0);
    prop_assert_eq!(divided.outcomes, optimal.outcomes);
    for preemptions in 0..3 {
        let bounded = run(&toy, Strategy::Bounded { preemptions });
        let found: Vec<u64> = classes(&bounded).into_keys().collect();
        let within = counted.shortest.iter().filter(|(_, cost)| cost.0 <= preemptions);
        let expected: Vec<u64> = within.map(|(key, _)| *key).collect();
        prop_assert_eq!(found, expected, "{} preemptions {:?}", preemptions, program);
        prop_assert!(bounded.complete);
        prop_assert!(bounded.outcomes.iter().all(|o| o.schedule.preemptions <= preemptions));
        check_replays(&toy, &bounded)?;
    }
    Ok(())
}

#[test]
fn like_brute_force() {
    let counted_programs = AtomicU32::new(0);
    let config = Config {
        cases: 3200,
        failure_persistence: None,
        max_shrink_iters: 5000,
        ..Config::default()
    };
    // The same programs every time: a failure is the change's, not chance's.
    let rng = TestRng::deterministic_rng(RngAlgorithm::ChaCha);
    let mut runner = TestRunner::new_with_rng(config, rng);
    runner
        .run(&toy::generate::program(), |program| {
            if let Some(counted) = count(&Toy::new(program.clone()), LIMIT) {
                check(&program, &counted)?;
                counted_programs.fetch_add(1, Ordering::Relaxed);
            }
            Ok(())
        })
        .unwrap_or_else(|failure| panic!("{failure}"));
    let n = counted_programs.into_inner();
    assert!(n >= 2000, "only {n} programs were small enough");
}
