//! Python programs whose interleavings were counted by something else: what the search has to find
//! in each, that nothing depends on the number of workers, and that every schedule it reports leads
//! a plain run to what it says.

use std::path::Path;

use serde_json::Value;
use timeslice_explorer::{
    Control, Explored, Limits, Options, Outcome, OutcomeKind, Question, Strategy, Timers,
};
use timeslice_machine::PythonVersion;
use timeslice_tests::{each, programs_in, replay_problem};
use timeslice_trace::Settings;

/// Traces above which a program is searched once more than with one worker only by tens.
const LARGE: u64 = 1000;

/// What the table says of one program.
struct Judged {
    name: String,
    source: String,
    facts: Value,
}

impl Judged {
    fn number(&self, key: &str) -> Option<u64> {
        self.facts[key].as_u64()
    }

    fn explore(&self, options: &Options) -> Explored {
        let settings = settings();
        let explored = self.question(&settings).explore(options, &Control::default());
        explored.unwrap_or_else(|found| panic!("{}: {found:?}", self.name))
    }

    fn question<'a>(&'a self, settings: &'a Settings) -> Question<'a> {
        let (source, file_name) = (&self.source, &self.name);
        Question { source, file_name, settings, timers: Timers::Ordered }
    }
}

fn settings() -> Settings {
    Settings { python: PythonVersion::Any, ..Settings::default() }
}

fn judges() -> Vec<Judged> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("judges");
    let table = std::fs::read_to_string(folder.join("judges.json")).expect("the table is there");
    let mut table: Value = serde_json::from_str(&table).expect("the table is JSON");
    let judges: Vec<Judged> = programs_in(&folder)
        .into_iter()
        .filter(|path| path.file_name().is_some_and(|name| name != "count.py"))
        .map(|path| {
            let name = path.file_name().expect("a file").to_string_lossy().into_owned();
            let source = std::fs::read_to_string(&path).expect("a judge can be read");
            let facts = table[&name].take();
            assert!(facts.is_object(), "{name} is not in the table");
            Judged { name, source, facts }
        })
        .collect();
    let left = table.as_object().expect("an object").values().filter(|facts| !facts.is_null());
    assert_eq!(left.count(), 0, "the table has entries without a file");
    judges
}

fn options(strategy: Strategy, workers: usize) -> Options {
    Options { strategy, workers, limits: Limits::default() }
}

/// Whether somebody would call the outcome a failure.
fn fails(outcome: &Outcome) -> bool {
    !matches!(outcome.kind, OutcomeKind::Ok | OutcomeKind::Exit) || !outcome.stderr_last.is_empty()
}

/// What the table calls an outcome.
fn word(outcome: &Outcome) -> &str {
    let Outcome { kind, stdout, stderr_last, .. } = outcome;
    match kind {
        OutcomeKind::Deadlock => "deadlock",
        OutcomeKind::Exception => stderr_last,
        // The program goes on when one of its threads fails.
        _ if fails(outcome) => stderr_last.split(':').next().unwrap_or_default(),
        _ => stdout.trim_end(),
    }
}

/// The differences between what a search found and what the table says.
fn problems(judged: &Judged) -> Vec<String> {
    let mut found = Vec::new();
    let mut compare = |what: &str, got: u64, expected: Option<u64>| {
        if let Some(expected) = expected
            && got != expected
        {
            found.push(format!("{}: {what}: {got}, not {expected}", judged.name));
        }
    };
    let Explored { report, schedules, .. } = judged.explore(&options(Strategy::Dpor, 1));
    let failed = || report.outcomes.iter().filter(|o| fails(&o.outcome));
    compare("complete", report.complete.into(), Some(1));
    compare("traces", report.executions, judged.number("traces"));
    compare("blocked", report.blocked, Some(0));
    compare("outcomes", report.outcomes.len() as u64, judged.number("outcome_count"));
    compare(
        "failing traces",
        failed().map(|o| o.executions).sum(),
        judged.facts["failing"]["traces"].as_u64(),
    );
    compare(
        "fewest preemptions",
        failed().map(|o| u64::from(o.schedule.preemptions)).min().unwrap_or(u64::MAX),
        Some(judged.facts["fewest"][0].as_u64().unwrap_or(u64::MAX)),
    );
    if let Some(listed) = judged.facts["outcomes"].as_array() {
        let mut listed: Vec<&str> = listed.iter().filter_map(Value::as_str).collect();
        for word in &mut listed {
            // The table says which thread, the last line of a traceback says what was wrong.
            *word = word.find(" in thread ").map_or(*word, |at| &word[..at]);
        }
        let mut words: Vec<&str> = report.outcomes.iter().map(|o| word(&o.outcome)).collect();
        listed.sort_unstable();
        words.sort_unstable();
        if listed != words {
            found.push(format!("{}: outcomes {words:?}, not {listed:?}", judged.name));
        }
    }
    let settings = settings();
    for (class, schedule) in report.outcomes.iter().zip(&schedules) {
        let problem = replay_problem(&judged.question(&settings), schedule, &class.outcome);
        found.extend(problem.map(|problem| format!("{}: {problem}", judged.name)));
    }
    let workers: &[usize] = if report.executions > LARGE { &[2] } else { &[2, 4] };
    for workers in workers {
        let again = judged.explore(&options(Strategy::Dpor, *workers));
        if (&again.report, &again.schedules) != (&report, &schedules) {
            found.push(format!("{}: {workers} workers find otherwise", judged.name));
        }
    }
    found
}

/// What source-DPOR finds: the same, and as many runs in vain as counted where that is known.
fn source_problems(judged: &Judged) -> Vec<String> {
    let limits = Limits { minimise: 0, ..Limits::default() };
    let options = Options { strategy: Strategy::SourceDpor, workers: 1, limits };
    let report = judged.explore(&options).report;
    let found = (report.complete, Some(report.executions), report.outcomes.len() as u64);
    let expected = (true, judged.number("traces"), judged.number("outcome_count").unwrap_or(0));
    let mut problems = Vec::new();
    if found != expected {
        problems.push(format!("{}: source-DPOR finds {found:?}, not {expected:?}", judged.name));
    }
    if let Some(blocked) = judged.number("source_dpor_blocked")
        && blocked != report.blocked
    {
        problems.push(format!("{}: {} in vain, not {blocked}", judged.name, report.blocked));
    }
    problems
}

#[test]
fn traces_outcomes_and_schedules() {
    let found: Vec<String> = each(&judges(), problems).concat();
    assert!(found.is_empty(), "\n{}", found.join("\n"));
}

#[test]
fn source_dpor() {
    let found: Vec<String> = each(&judges(), source_problems).concat();
    assert!(found.is_empty(), "\n{}", found.join("\n"));
}
