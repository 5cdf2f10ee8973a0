//! The same result on any number of workers, bounds and cancelling included.

mod toy;

use std::cell::RefCell;
use std::sync::atomic::{AtomicBool, Ordering};

use timeslice_explorer::{Control, Limits, Options, Progress, Report, Stop, Strategy, explore};
use toy::programs::*;
use toy::{Program, Toy};

fn run(program: &Program, strategy: Strategy, limits: Limits, workers: usize) -> Report {
    let options = Options { strategy, limits, workers };
    explore(&Toy::new(program.clone()), &options, &Control::default())
}

#[test]
fn any_number_of_workers() {
    let divided = Limits { divide_after: 20, minimise: 2000, ..Limits::default() };
    let few = Limits { executions: 500, ..divided };
    let little = Limits { transitions: 3000, ..divided };
    for program in [
        counter(2, 3),
        counter(3, 2),
        counter_locked(3, 2),
        readers(8),
        lastzero(7),
        fib_bench(3),
        philosophers(6),
    ] {
        for strategy in [
            Strategy::Dpor,
            Strategy::Random { seed: 1 },
            Strategy::Pct { seed: 2, depth: 3 },
            Strategy::Uniform { seed: 3 },
        ] {
            for limits in [divided, few, little] {
                let one = run(&program, strategy, limits, 1);
                assert!(!one.outcomes.is_empty());
                for workers in [2, 4] {
                    assert_eq!(run(&program, strategy, limits, workers), one);
                }
            }
        }
    }
}

#[test]
fn bounds_end_in_a_partial_report() {
    let program = counter(3, 2);
    let limits = Limits { minimise: 0, ..Limits::default() };
    let whole = run(&program, Strategy::Dpor, limits, 1);
    assert!(whole.complete);
    assert_eq!((whole.stopped, whole.estimate.share), (None, Some(1.0)));

    for strategy in [
        Strategy::Dpor,
        Strategy::SourceDpor,
        Strategy::Exhaustive,
        Strategy::Bounded { preemptions: 2 },
    ] {
        let limits = Limits { executions: 100, minimise: 0, ..Limits::default() };
        let part = run(&program, strategy, limits, 1);
        assert!(!part.complete);
        assert_eq!((part.executions, part.stopped), (100, Some(Stop::Executions)));
        let share = part.estimate.share.expect("an estimate");
        assert!(share > 0.0 && share < 1.0, "{strategy:?}: {share}");

        // A bound that is just met leaves nothing out.
        let all = run(&program, strategy, Limits { minimise: 0, ..Limits::default() }, 1);
        let limits = Limits { executions: all.executions, minimise: 0, ..Limits::default() };
        let exact = run(&program, strategy, limits, 1);
        assert_eq!((exact.complete, exact.executions), (true, all.executions), "{strategy:?}");

        let limits = Limits { transitions: 300, minimise: 0, ..Limits::default() };
        assert_eq!(run(&program, strategy, limits, 1).stopped, Some(Stop::Transitions));

        let limits = Limits { depth: 5, minimise: 0, ..Limits::default() };
        let cut = run(&program, strategy, limits, 1);
        assert_eq!((cut.complete, cut.stopped), (false, Some(Stop::Depth)), "{strategy:?}");

        let limits = Limits { memory: 1, minimise: 0, ..Limits::default() };
        assert_eq!(run(&program, strategy, limits, 1).stopped, Some(Stop::Memory));
    }
}

#[test]
fn progress_and_cancel() {
    for strategy in [
        Strategy::Dpor,
        Strategy::SourceDpor,
        Strategy::Exhaustive,
        Strategy::Bounded { preemptions: 3 },
        Strategy::Random { seed: 1 },
    ] {
        let cancel = AtomicBool::new(false);
        let seen: RefCell<Vec<Progress>> = RefCell::default();
        let progress = |p: &Progress| {
            seen.borrow_mut().push(*p);
            cancel.store(true, Ordering::Relaxed);
        };
        let control = Control { cancel: Some(&cancel), progress: Some(&progress) };
        // Larger than any machine could exhaust.
        let toy = Toy::new(counter(4, 8));
        let limits = Limits { executions: u64::MAX - 1, minimise: 0, ..Limits::default() };
        let options = Options { strategy, limits, workers: 2 };
        let report = explore(&toy, &options, &control);
        assert_eq!(report.stopped, Some(Stop::Cancelled), "{strategy:?}");
        assert!(!report.complete);
        assert!(report.executions > 0 && !report.outcomes.is_empty());
        let seen = seen.into_inner();
        assert!(seen[0].executions > 0 && seen[0].executions <= report.executions);
    }
}

#[test]
fn samples_find_and_estimate() {
    for strategy in [
        Strategy::Random { seed: 7 },
        Strategy::Pct { seed: 7, depth: 2 },
        Strategy::Uniform { seed: 7 },
    ] {
        let limits = Limits { executions: 2000, ..Limits::default() };
        let report = run(&counter(2, 1), strategy, limits, 1);
        assert_eq!((report.complete, report.stopped), (false, Some(Stop::Sampling)));
        assert_eq!(report.executions, 2000);
        assert_eq!(report.outcomes.len(), 2, "{strategy:?}");
        assert_eq!(report.estimate.classes, Some(4), "{strategy:?}");
        assert_eq!(report.estimate.total, Some(4.0), "{strategy:?}");
        assert!(report.outcomes.iter().all(|o| o.minimal));
    }
    let limits = Limits { executions: 300, ..Limits::default() };
    let report = run(&counter(2, 3), Strategy::Uniform { seed: 7 }, limits, 1);
    let total = report.estimate.total.expect("an estimate");
    assert!((200.0..500.0).contains(&total), "about {total} of 328 classes");
    let other = run(&counter(2, 3), Strategy::Uniform { seed: 8 }, limits, 1);
    assert_ne!(report.estimate, other.estimate, "another seed, other samples");
}

#[test]
fn uniform_walk_is_about_uniform() {
    // Each of the six interleavings of two increments is as likely: two of them end in 2.
    let limits = Limits { executions: 6000, ..Limits::default() };
    let report = run(&counter(2, 1), Strategy::Uniform { seed: 5 }, limits, 1);
    let right = report.outcomes.iter().find(|o| o.outcome.stdout == "[] [2]");
    let right = right.expect("found").executions;
    assert!((1850..2150).contains(&right), "{right} of 6000");
}
