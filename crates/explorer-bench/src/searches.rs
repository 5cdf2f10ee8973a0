//! One search of one program, by each of those compared.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use anyhow::{Result, bail};
use rustc_hash::FxHashSet;
use shuttle::Runner;
use shuttle::scheduler::{DfsScheduler, RandomScheduler};
use timeslice_explorer::{
    Control, Explored, Limits, Options, Program, Question, Report, Stop, Timers, explore,
};
use timeslice_machine::{PythonVersion, Settings};

/// How a search went.
#[derive(Clone, Copy)]
pub struct Search {
    pub executions: u64,
    /// Whether nothing was left.
    pub exhausted: bool,
}

/// A Python program ready to be searched by us.
pub struct Ours {
    start: Program,
    /// What it took to learn which memory has to be visible, the complete search included.
    pub whole: Search,
}

/// Every bytecode may be a preemption point.
pub fn settings() -> Settings {
    Settings { python: PythonVersion::Any, ..Settings::default() }
}

/// The question that `timeslice explore` asks.
fn question<'a>(source: &'a str, settings: &'a Settings) -> Question<'a> {
    Question { source, file_name: "bench.py", settings, timers: Timers::Ordered }
}

/// Options without the search for shortest schedules, which the competitors have not.
fn options(workers: usize) -> Options {
    let limits = Limits { minimise: 0, ..Limits::default() };
    Options { limits, workers, ..Options::default() }
}

/// As a user explores it: compiling, searching, beginning anew with the memory that threads race for.
pub fn explored(source: &str, workers: usize) -> Result<Explored> {
    let settings = settings();
    match question(source, &settings).explore(&options(workers), &Control::default()) {
        Ok(explored) => Ok(explored),
        Err(found) => bail!("a program is not valid: {found:?}"),
    }
}

impl Ours {
    pub fn new(source: &str) -> Result<Ours> {
        let settings = settings();
        let question = question(source, &settings);
        let mut tracked = FxHashSet::default();
        let mut executions = 0;
        loop {
            let start = match question.start(Some(tracked.clone())) {
                Ok(start) => start,
                Err(found) => bail!("a program is not valid: {found:?}"),
            };
            let report = explore(&start, &options(1), &Control::default());
            executions += report.executions + report.blocked;
            if report.stopped != Some(Stop::Wanted) {
                return Ok(Ours {
                    start,
                    whole: Search { executions, exhausted: report.complete },
                });
            }
            tracked.extend(report.wanted);
        }
    }

    /// The search proper.
    pub fn search(&self) -> Report {
        explore(&self.start, &options(1), &Control::default())
    }
}

/// Shuttle's depth-first search, without bounds.
pub fn shuttle_exhaustive(program: fn(), at_most: Duration) -> Search {
    let begin = Instant::now();
    let runner = Runner::new(DfsScheduler::new(None, false), shuttle_config(Some(at_most)));
    let executions = runner.run(program) as u64;
    Search { executions, exhausted: begin.elapsed() < at_most }
}

/// Random executions by shuttle.
pub fn shuttle_random(program: fn(), executions: usize) -> u64 {
    // Any seed: the same executions each time.
    let scheduler = RandomScheduler::new_from_seed(1, executions);
    Runner::new(scheduler, shuttle_config(None)).run(program) as u64
}

fn shuttle_config(max_time: Option<Duration>) -> shuttle::Config {
    let mut config = shuttle::Config::new();
    config.max_time = max_time;
    config.silence_warnings = true;
    config
}

/// Loom's model, without bounds.
pub fn loom(program: fn(), at_most: Duration) -> Search {
    let begin = Instant::now();
    let executions = Arc::new(AtomicU64::new(0));
    let mut builder = loom::model::Builder::new();
    builder.max_duration = Some(at_most);
    let counted = executions.clone();
    builder.check(move || {
        counted.fetch_add(1, Ordering::Relaxed);
        program();
    });
    let exhausted = begin.elapsed() < at_most;
    Search { executions: executions.load(Ordering::Relaxed), exhausted }
}
