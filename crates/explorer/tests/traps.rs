//! What real explorers got wrong, one test each.

mod toy;

use timeslice_explorer::{Control, Limits, Options, OutcomeKind, Report, Stop, Strategy, explore};
use toy::programs::*;
use toy::traces::count;
use toy::{Op, Program, Toy};

const COMPLETE: [Strategy; 4] = [
    Strategy::Exhaustive,
    Strategy::SourceDpor,
    Strategy::Dpor,
    Strategy::Bounded { preemptions: 3 },
];

fn run(program: &Program, strategy: Strategy) -> Report {
    let limits = Limits { minimise: 0, ..Limits::default() };
    let options = Options { strategy, limits, workers: 1 };
    explore(&Toy::new(program.clone()), &options, &Control::default())
}

fn outcomes(report: &Report) -> Vec<(OutcomeKind, &str)> {
    let outcome = |o: &'_ timeslice_explorer::OutcomeClass| o.key;
    let mut outcomes: Vec<_> = report.outcomes.iter().collect();
    outcomes.sort_by_key(|o| outcome(o));
    outcomes.iter().map(|o| (o.outcome.kind, o.outcome.stdout.as_str())).collect()
}

/// A read that was there before must not hide another thread's.
#[test]
fn a_redundant_read_hides_nothing() {
    let program = Program {
        threads: vec![
            vec![Op::Load(0, 0), Op::Load(0, 0), Op::Store(1, 0)],
            vec![Op::Load(0, 0), Op::Store(2, 0)],
            vec![Op::Set(0, 1)],
        ],
        initial: 3,
        vars: vec![0; 3],
        ..Program::default()
    };
    let all = run(&program, Strategy::Exhaustive);
    assert_eq!(all.outcomes.len(), 4);
    for strategy in COMPLETE {
        assert_eq!(outcomes(&run(&program, strategy)), outcomes(&all), "{strategy:?}");
    }
    let traces = count(&Toy::new(program.clone()), 10_000).expect("a small program").traces;
    assert_eq!(run(&program, Strategy::Dpor).executions, traces.len() as u64);
}

/// A waiter that is notified has to take the lock again, behind who notified it; one that is not
/// waits for ever.
#[test]
fn a_lost_wakeup_is_found() {
    let program = Program {
        threads: vec![
            vec![Op::Lock(0), Op::Wait(0, 0), Op::Store(0, 0), Op::Unlock(0)],
            vec![Op::Lock(0), Op::Notify(0), Op::Unlock(0), Op::Set(0, 2)],
        ],
        initial: 2,
        vars: vec![0],
        locks: 1,
        conds: 1,
        ..Program::default()
    };
    for strategy in COMPLETE {
        let report = run(&program, strategy);
        let kinds: Vec<_> = outcomes(&report).iter().map(|(kind, _)| *kind).collect();
        assert!(kinds.contains(&OutcomeKind::Deadlock), "{strategy:?}");
        assert!(kinds.contains(&OutcomeKind::Ok), "{strategy:?}");
        assert_eq!(report.outcomes.len(), 3, "{strategy:?}");
    }
}

/// A blocked attempt takes part in races: nothing else leads to the deadlock.
#[test]
fn a_blocked_attempt_leads_to_the_deadlock() {
    for n in 2..6 {
        for strategy in [Strategy::SourceDpor, Strategy::Dpor] {
            let report = run(&philosophers(n), strategy);
            assert_eq!(report.executions, (1 << n) - 1);
            let deadlock = report.outcomes.iter().find(|o| o.outcome.kind == OutcomeKind::Deadlock);
            assert_eq!(deadlock.map(|o| o.executions), Some(1));
        }
    }
}

/// The reversal of the last race is beyond the bound; that of an earlier one is not.
#[test]
fn a_bound_hides_nothing_within_it() {
    for preemptions in 0..3 {
        for program in [counter(3, 1), counter(2, 2), philosophers(4), lastzero(4), readers(3)] {
            let counted = count(&Toy::new(program.clone()), 200_000).expect("a small program");
            let within = counted.shortest.values().filter(|cost| cost.0 <= preemptions).count();
            let report = run(&program, Strategy::Bounded { preemptions });
            assert_eq!(report.outcomes.len(), within);
            assert!(report.complete);
        }
    }
}

/// More threads than a set of threads holds: said, not met with a wrong answer.
#[test]
fn too_many_threads() {
    let mut program = lastwrite(130);
    for thread in &mut program.threads[2..] {
        *thread = vec![Op::Load(1, 0)];
    }
    program.vars.push(0);
    for strategy in [Strategy::SourceDpor, Strategy::Dpor, Strategy::Bounded { preemptions: 1 }] {
        let report = run(&program, strategy);
        assert_eq!((report.complete, report.stopped), (false, Some(Stop::Threads)));
    }
    program.threads.truncate(120);
    program.initial = 120;
    for strategy in [Strategy::SourceDpor, Strategy::Dpor] {
        let report = run(&program, strategy);
        assert_eq!((report.complete, report.executions), (true, 2));
    }
}

/// Alternatives: every value, each with every order.
#[test]
fn alternatives_are_explored() {
    let program = Program {
        threads: vec![vec![Op::Choose(0, 3), Op::Store(0, 0)], vec![Op::Set(0, 7)]],
        initial: 2,
        vars: vec![0],
        ..Program::default()
    };
    for strategy in COMPLETE {
        let report = run(&program, strategy);
        let values: Vec<String> = (0..3).chain([7]).map(|n| format!("[] [{n}]")).collect();
        let mut found: Vec<&str> = outcomes(&report).iter().map(|(_, out)| *out).collect();
        found.sort_unstable();
        assert_eq!(found, values, "{strategy:?}");
    }
    assert_eq!(run(&program, Strategy::Dpor).executions, 6);
}
