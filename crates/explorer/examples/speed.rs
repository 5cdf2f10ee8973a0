//! Prints how fast the search goes through the executions of a toy machine whose snapshots and
//! steps cost next to nothing: the search's own price.
//!
//! `cargo run --release -p timeslice-explorer --example speed [workers [part of a name]]`

#[path = "../tests/toy/mod.rs"]
mod toy;

use std::time::Instant;

use timeslice_explorer::{Control, Limits, Options, Strategy, explore};
use toy::programs::*;
use toy::{Program, Toy};

fn main() {
    let workers = std::env::args().nth(1).and_then(|n| n.parse().ok()).unwrap_or(1);
    let programs: Vec<(&str, Program)> = vec![
        ("counter(2,1)", counter(2, 1)),
        ("counter(2,3)", counter(2, 3)),
        ("counter(2,6)", counter(2, 6)),
        ("counter(3,2)", counter(3, 2)),
        ("counter_locked(3,3)", counter_locked(3, 3)),
        ("readers(14)", readers(14)),
        ("lastzero(12)", lastzero(12)),
        ("fib_bench(4)", fib_bench(4)),
        ("philosophers(12)", philosophers(12)),
        ("lastwrite(8)", lastwrite(8)),
    ];
    let only = std::env::args().nth(2).unwrap_or_default();
    for (name, program) in programs.into_iter().filter(|(name, _)| name.contains(&only)) {
        for strategy in [Strategy::Dpor, Strategy::SourceDpor] {
            let options =
                Options { strategy, limits: Limits { minimise: 0, ..Limits::default() }, workers };
            let toy = Toy::new(program.clone());
            let clock = Instant::now();
            let (mut runs, mut executions) = (0u32, 0);
            let mut last = None;
            while clock.elapsed().as_millis() < 300 {
                let report = explore(&toy, &options, &Control::default());
                executions += report.executions;
                runs += 1;
                last = Some(report);
            }
            let seconds = clock.elapsed().as_secs_f64();
            if let Some(report) = last {
                println!(
                    "{name:20} {:12} {:8} executions + {:6} blocked, deepest {:3}: {:9.0} executions/s, {:4.1} steps each, {:7.1} ms a search",
                    report.strategy.name(),
                    report.executions,
                    report.blocked,
                    report.deepest,
                    executions as f64 / seconds,
                    report.executed as f64 / report.executions as f64,
                    seconds * 1e3 / f64::from(runs),
                );
            }
        }
    }
}
