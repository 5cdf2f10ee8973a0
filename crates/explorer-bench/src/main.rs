//! How fast the explorer goes through programs, and how many executions it needs, beside shuttle
//! and loom; then what a second worker gains, and how much memory a large search takes.
//!
//! `cargo run --release -p timeslice-explorer-bench` prints three tables; with a part of a name
//! behind it, what is compared of the programs so called. Its competitors are a minute of
//! compiling, so that it is a crate of its own.

mod programs;
mod searches;
mod usage;

use std::time::{Duration, Instant};

use anyhow::{Result, ensure};
use searches::{Ours, Search};
use timeslice_explorer::OutcomeKind;

use programs::{Program, python};

/// How often each search is measured; the best counts.
const ROUNDS: usize = 3;
/// CPU seconds of one measurement: searches are repeated until they add up to it.
const SLICE_S: f64 = 0.3;
/// A competitor that has not finished by then is not waited for.
const PATIENCE: Duration = Duration::from_secs(5);
/// Random executions that shuttle makes at a time.
const RANDOM: usize = 2000;

/// As in the command line.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> Result<()> {
    let mut programs = programs::all();
    if let Some(part) = std::env::args().nth(1) {
        programs.retain(|program| program.name.contains(&part));
    } else {
        // First, so that the peak is ours.
        scaling()?;
        println!();
    }
    let exhausted = programs.iter().map(Exhausted::of).collect::<Result<Vec<_>>>()?;
    println!(
        "{:>9} {:>10} {:>10} {:>9} {:>9}  executions until exhausted (shuttle, loom: ratio to ours)",
        "ours", "shuttle", "loom", "ratio", "ratio"
    );
    for (program, exhausted) in programs.iter().zip(&exhausted) {
        exhausted.print(program.name);
    }
    println!();
    println!(
        "{:>9} {:>10} {:>10} {:>10} {:>9} {:>9}  executions per CPU second, without the start (ratio of ours)",
        "ours", "sh. DFS", "sh. random", "loom", "shuttle", "loom"
    );
    for (program, exhausted) in programs.iter().zip(&exhausted) {
        Rates::of(program, &exhausted.program)?.print(program.name);
    }
    Ok(())
}

/// How many executions each needs.
struct Exhausted {
    program: Ours,
    shuttle: Search,
    loom: Search,
}

impl Exhausted {
    fn of(program: &Program) -> Result<Exhausted> {
        let ours = Ours::new(&program.python)?;
        let report = ours.search();
        let found = (report.executions, report.complete);
        ensure!(found == (program.traces, true), "{}: {found:?}", program.name);
        Ok(Exhausted {
            program: ours,
            shuttle: searches::shuttle_exhaustive(program.shuttle, PATIENCE),
            loom: searches::loom(program.loom, PATIENCE),
        })
    }

    fn print(&self, name: &str) {
        let ours = self.program.whole;
        let ratio = |theirs: Search| match theirs.exhausted {
            true => format!("{:.1}", theirs.executions as f64 / ours.executions as f64),
            false => format!(">{:.0}", theirs.executions as f64 / ours.executions as f64),
        };
        println!(
            "{:>9} {:>10} {:>10} {:>9} {:>9}  {name}",
            count(ours),
            count(self.shuttle),
            count(self.loom),
            ratio(self.shuttle),
            ratio(self.loom),
        );
    }
}

/// So many, or more.
fn count(search: Search) -> String {
    let more = if search.exhausted { "" } else { ">" };
    format!("{more}{}", search.executions)
}

/// Executions per CPU second.
#[derive(Default)]
struct Rates {
    ours: f64,
    shuttle: f64,
    shuttle_random: f64,
    loom: f64,
}

impl Rates {
    /// All take turns, so that a machine that slows down slows all.
    fn of(program: &Program, ours: &Ours) -> Result<Rates> {
        let slice = Duration::from_secs_f64(SLICE_S);
        let mut best = Rates::default();
        for _ in 0..ROUNDS {
            best.ours = best.ours.max(rate(|| ours.search().executions)?);
            let exhaustive = || searches::shuttle_exhaustive(program.shuttle, slice).executions;
            best.shuttle = best.shuttle.max(rate(exhaustive)?);
            let random = || searches::shuttle_random(program.shuttle, RANDOM);
            best.shuttle_random = best.shuttle_random.max(rate(random)?);
            best.loom = best.loom.max(rate(|| searches::loom(program.loom, slice).executions)?);
        }
        Ok(best)
    }

    fn print(&self, name: &str) {
        let shuttle = self.shuttle.max(self.shuttle_random);
        println!(
            "{:>9.0} {:>10.0} {:>10.0} {:>10.0} {:>9.2} {:>9.2}  {name}",
            self.ours,
            self.shuttle,
            self.shuttle_random,
            self.loom,
            self.ours / shuttle,
            self.ours / self.loom,
        );
    }
}

/// How many executions a CPU second has room for.
fn rate(search: impl Fn() -> u64) -> Result<f64> {
    let begin = usage::cpu_seconds()?;
    let mut executions = 0;
    loop {
        executions += search();
        let used = usage::cpu_seconds()? - begin;
        if used >= SLICE_S {
            return Ok(executions as f64 / used);
        }
    }
}

/// A large search on one worker and on two; small ones as a user meets them.
fn scaling() -> Result<()> {
    println!(
        "{:>10} {:>10} {:>8} {:>10} {:>10}  searches from the source on",
        "traces", "wall", "gain", "believed", "peak"
    );
    let print = |name: &str, source: &str, workers: usize, alone: Option<f64>| -> Result<_> {
        let begin = Instant::now();
        let report = searches::explored(source, workers)?.report;
        let wall = begin.elapsed().as_secs_f64();
        ensure!(report.complete, "{name} was not exhausted: {:?}", report.stopped);
        println!(
            "{:>10} {:>8.2} s {:>8} {:>6.1} MiB {:>6.1} MiB  {name}, {workers} workers",
            report.executions,
            wall,
            alone.map_or(String::new(), |alone| format!("{:.2}", alone / wall)),
            report.memory as f64 / (1 << 20) as f64,
            usage::peak_mib()?,
        );
        Ok((wall, report))
    };
    print("philosophers(5)", &python::philosophers(5), 1, None)?;
    let (_, eight) = print("philosophers(8)", &python::philosophers(8), 1, None)?;
    let deadlock = eight.outcomes.iter().any(|o| o.outcome.kind == OutcomeKind::Deadlock);
    ensure!(deadlock, "philosophers(8) has a deadlock");
    let large = python::lastzero(14);
    let (alone, one) = print("lastzero(14)", &large, 1, None)?;
    let (_, two) = print("lastzero(14)", &large, 2, Some(alone))?;
    ensure!(one.executions == two.executions, "the workers found {} traces", two.executions);
    Ok(())
}
