//! `timeslice explore`

use std::time::Instant;

use timeslice_explorer::{
    Control, Explored, Limits, Options, OutcomeKind, Question, Strategy, Timers, granularity,
};
use timeslice_trace::Settings;

use crate::arguments::{ExploreOptions, Search, Time};
use crate::exit::Failure;
use crate::program;
use crate::run::prepare;

/// Samples drawn by the strategies that cannot exhaust.
const SAMPLES: u64 = 10_000;
/// How many rounds of bugs `pct` looks for.
const PCT_DEPTH: u32 = 3;

/// `timeslice explore`
pub fn explore(options: &ExploreOptions) -> Result<u8, Failure> {
    let (program, settings) = prepare(&options.machine)?;
    let question = Question {
        source: &program.source,
        file_name: &program.name,
        settings: &settings,
        timers: match options.time {
            Time::Ordered => Timers::Ordered,
            Time::Any => Timers::Any,
        },
    };
    let began = Instant::now();
    let explored = question
        .explore(&search_options(options, &settings), &Control::default())
        .map_err(|found| program::report(&program.name, &found))?;
    let wall_ms = began.elapsed().as_millis() as u64;
    println!("{}", json(&explored, &settings, wall_ms));
    Ok(0)
}

fn search_options(options: &ExploreOptions, settings: &Settings) -> Options {
    let seed = settings.seed;
    let strategy = match (options.strategy, options.preemptions) {
        (Search::Dpor, Some(preemptions)) => Strategy::Bounded { preemptions },
        (Search::Dpor, None) => Strategy::Dpor,
        (Search::SourceDpor, _) => Strategy::SourceDpor,
        (Search::Exhaustive, _) => Strategy::Exhaustive,
        (Search::Random, _) => Strategy::Random { seed },
        (Search::Pct, _) => Strategy::Pct { seed, depth: PCT_DEPTH },
        (Search::Urw, _) => Strategy::Uniform { seed },
    };
    let samples = if strategy.can_complete() { u64::MAX } else { SAMPLES };
    let executions = options.max_executions.unwrap_or(samples);
    let workers = options.workers.map_or_else(
        || std::thread::available_parallelism().map_or(1, |n| n.get()),
        |n| n as usize,
    );
    Options { strategy, limits: Limits { executions, ..Limits::default() }, workers }
}

fn word(kind: OutcomeKind) -> &'static str {
    match kind {
        OutcomeKind::Ok => "ok",
        OutcomeKind::Exception => "exception",
        OutcomeKind::Exit => "exit",
        OutcomeKind::Deadlock => "deadlock",
        OutcomeKind::Budget => "budget",
    }
}

fn json(explored: &Explored, settings: &Settings, wall_ms: u64) -> serde_json::Value {
    let report = &explored.report;
    let outcomes: Vec<serde_json::Value> = report
        .outcomes
        .iter()
        .zip(&explored.schedules)
        .map(|(class, schedule)| {
            serde_json::json!({
                "outcome": word(class.outcome.kind),
                "exit_code": class.outcome.exit_code,
                "stdout": class.outcome.stdout,
                "stderr_last": class.outcome.stderr_last,
                "executions": class.executions,
                "preemptions": class.schedule.preemptions,
                "switches": class.schedule.switches,
                "minimal": class.minimal,
                "schedule": schedule,
            })
        })
        .collect();
    serde_json::json!({
        "complete": report.complete,
        "stopped": report.stopped.map(|s| format!("{s:?}").to_lowercase()),
        "strategy": report.strategy.name(),
        "granularity": granularity(settings.python),
        "executions": report.executions,
        "blocked": report.blocked,
        "transitions": report.transitions,
        "wall_ms": wall_ms,
        "restarts": explored.restarts,
        "outcomes": outcomes,
    })
}
