//! The numbers that were computed independently of this search.

mod toy;

use timeslice_explorer::{
    Control, Limits, Options, OutcomeClass, OutcomeKind, Report, Strategy, explore,
};
use toy::programs::*;
use toy::{Program, Toy};

fn run(program: Program, strategy: Strategy) -> Report {
    let limits = Limits { minimise: 0, ..Limits::default() };
    let options = Options { strategy, limits, workers: 1 };
    explore(&Toy::new(program), &options, &Control::default())
}

#[test]
fn all_interleavings() {
    for (program, all, failing) in [
        (counter(2, 1), 6, 4),
        (counter(3, 1), 90, 84),
        (philosophers(3), 168, 6),
        (philosophers(4), 98_184, 24),
    ] {
        let threads = program.threads.len() as i32;
        let report = run(program, Strategy::Exhaustive);
        let good = |stdout: &str| stdout == format!("[] [{threads}]") || stdout == "[] []";
        let failed: u64 = report
            .outcomes
            .iter()
            .filter(|o| o.outcome.kind == OutcomeKind::Deadlock || !good(&o.outcome.stdout))
            .map(|o| o.executions)
            .sum();
        assert!(report.complete);
        assert_eq!((report.executions, failed), (all, failing));
    }
}

/// Program, classes.
fn table() -> Vec<(&'static str, Program, u64)> {
    vec![
        ("counter(2,1)", counter(2, 1), 4),
        ("counter(2,2)", counter(2, 2), 34),
        ("counter(2,3)", counter(2, 3), 328),
        ("counter(3,1)", counter(3, 1), 36),
        ("counter_locked(2,2)", counter_locked(2, 2), 6),
        ("counter_locked(2,3)", counter_locked(2, 3), 20),
        ("counter_locked(3,1)", counter_locked(3, 1), 6),
        ("counter_locked(3,2)", counter_locked(3, 2), 90),
        ("readers(3)", readers(3), 8),
        ("readers(8)", readers(8), 256),
        ("lastzero(5)", lastzero(5), 64),
        ("lastzero(10)", lastzero(10), 3328),
        ("fib_bench(1)", fib_bench(1), 11),
        ("fib_bench(2)", fib_bench(2), 140),
        ("fib_bench(3)", fib_bench(3), 1698),
        ("philosophers(2)", philosophers(2), 3),
        ("philosophers(3)", philosophers(3), 7),
        ("philosophers(4)", philosophers(4), 15),
        ("philosophers(5)", philosophers(5), 31),
        ("philosophers(8)", philosophers(8), 255),
        ("lastwrite(5)", lastwrite(5), 120),
        ("writers_and_reader(4)", writers_and_reader(4), 120),
    ]
}

#[test]
fn source_counts() {
    for (name, program, classes) in table() {
        let report = run(program, Strategy::SourceDpor);
        println!("{name}: {} + {}", report.executions, report.blocked);
        assert_eq!(report.executions, classes, "{name}");
        assert!(report.complete, "{name}");
        match name {
            "lastzero(5)" => assert_eq!(report.blocked, 33),
            "lastzero(10)" => assert_eq!(report.blocked, 16_867),
            _ => {}
        }
    }
}

#[test]
fn optimal_counts() {
    for (name, program, classes) in table() {
        let report = run(program, Strategy::Dpor);
        assert_eq!((report.executions, report.blocked), (classes, 0), "{name}");
        assert!(report.complete, "{name}");
    }
}

#[test]
fn divided_counts() {
    for (name, program, classes) in table() {
        let options = Options {
            limits: Limits { divide_after: 1, minimise: 0, ..Limits::default() },
            ..Options::default()
        };
        let report = explore(&Toy::new(program), &options, &Control::default());
        assert_eq!((report.executions, report.blocked), (classes, 0), "{name}");
        assert!(report.complete, "{name}");
    }
}

#[test]
fn shortest_schedules() {
    for (program, failing, preemptions, switches, steps) in [
        (counter(2, 1), "[] [1]", 1, 2, 4),
        (counter(3, 1), "[] [2]", 1, 3, 6),
        (philosophers(3), "deadlock", 1, 2, 3),
        (philosophers(4), "deadlock", 1, 3, 4),
    ] {
        let report = explore(&Toy::new(program), &Options::default(), &Control::default());
        let is_it = |o: &&OutcomeClass| match failing {
            "deadlock" => o.outcome.kind == OutcomeKind::Deadlock,
            stdout => o.outcome.stdout == stdout,
        };
        let outcome = report.outcomes.iter().find(is_it).expect("the failure is found");
        let s = &outcome.schedule;
        assert_eq!((s.preemptions, s.switches, s.choices.len()), (preemptions, switches, steps));
        assert!(outcome.minimal);
    }
}
