//! `timeslice explore`

use std::time::Instant;

use timeslice_explorer::{Control, Limits, Options, Question, Strategy, Timers};
use timeslice_trace::{FindingKind, PythonVersion, Settings, Verdict};

use crate::arguments::{ExploreOptions, Python, Search, Time};
use crate::exit::{Failure, USAGE};
use crate::program;
use crate::report;
use crate::run::prepare;

/// The Pythons of `--python all`.
const ALL: [PythonVersion; 4] =
    [PythonVersion::V313, PythonVersion::V39, PythonVersion::V313t, PythonVersion::Any];

/// Samples drawn by the strategies that cannot exhaust.
const SAMPLES: u64 = 10_000;
/// Transitions, replays included, that a search may take unless `--max-executions` says how far it
/// goes: some ten seconds.
const TRANSITIONS: u64 = 6_000_000;
/// How many rounds of bugs `pct` looks for.
const PCT_DEPTH: u32 = 3;

/// `timeslice explore`
pub fn explore(options: &ExploreOptions) -> Result<u8, Failure> {
    for kind in &options.deny {
        if kind != "all" && FindingKind::ALL.iter().all(|known| known.word() != kind) {
            let known = FindingKind::ALL.map(FindingKind::word).join(", ");
            let message = format!("--deny {kind}: no such kind of finding (all, {known})");
            return Err(Failure::new(USAGE, message));
        }
    }
    let (program, settings) = prepare(&options.machine, Settings::default().limits.steps)?;
    let question = Question {
        source: &program.source,
        file_name: &program.name,
        settings: &settings,
        timers: match options.time {
            Time::Ordered => Timers::Ordered,
            Time::Any => Timers::Any,
        },
    };
    let versions = match options.machine.python {
        Some(Python::All) => ALL.to_vec(),
        _ => vec![settings.python],
    };
    let mut told = Vec::new();
    let mut denied = false;
    for python in versions {
        let settings = Settings { python, ..settings.clone() };
        let question = Question { settings: &settings, ..question.clone() };
        let began = Instant::now();
        let (search, control) = (search_options(options, &settings), Control::default());
        let mut verdict = question
            .verdict(&search, &control)
            .map_err(|found| program::report(&program.name, &found))?;
        question.propose_fixes(&mut verdict, &search, &control);
        let wall_ms = began.elapsed().as_millis() as u64;
        denied |= verdict
            .findings
            .iter()
            .any(|f| options.deny.iter().any(|kind| kind == "all" || kind == f.kind.word()));
        told.push((verdict, wall_ms));
    }
    if options.json {
        println!("{}", json(&told));
    } else {
        print!("{}", report::text(&told));
    }
    Ok(u8::from(denied))
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
    let mut limits = Limits { executions, ..Limits::default() };
    if options.max_executions.is_none() {
        limits.transitions = TRANSITIONS;
    }
    Options { strategy, limits, workers }
}

/// One verdict as an object; several as an object of them, by Python.
fn json(told: &[(Verdict, u64)]) -> serde_json::Value {
    let one = |(verdict, wall_ms): &(Verdict, u64)| {
        let mut value = serde_json::to_value(verdict).unwrap_or_default();
        value["wall_ms"] = (*wall_ms).into();
        value["python"] = verdict.python.word().into();
        value
    };
    match told {
        [single] => one(single),
        all => {
            let verdicts: serde_json::Map<String, serde_json::Value> =
                all.iter().map(|v| (v.0.python.word().to_owned(), one(v))).collect();
            serde_json::json!({ "verdicts": verdicts })
        }
    }
}
