//! Labelled programs, about half of them with a mistake: every mistake is found, at the right
//! lines, and nothing is said of the correct ones.

use std::collections::BTreeSet;
use std::path::Path;

use serde::Deserialize;
use timeslice_explorer::{Control, Limits, Options, OutcomeKind, Question, Timers};
use timeslice_tests::{each, programs_in, run_outcome};
use timeslice_trace::{FindingKind, PythonVersion, Settings, Verdict};

/// Executions after which a program counts as too large for its label.
const EXECUTIONS: u64 = 1_000;

#[derive(Deserialize)]
struct Script {
    tool: Tool,
}

#[derive(Deserialize)]
struct Tool {
    timeslice: Timeslice,
}

#[derive(Deserialize)]
struct Timeslice {
    expect: Label,
}

/// What is known of a program; see the folder's README.
#[derive(Deserialize)]
struct Label {
    findings: BTreeSet<String>,
    #[serde(default)]
    also: BTreeSet<String>,
    #[serde(default)]
    lines: BTreeSet<u32>,
    #[serde(default)]
    python: Option<String>,
    #[serde(default)]
    safe_with: Vec<String>,
    #[serde(default)]
    outcomes: Option<usize>,
    #[serde(default)]
    endless: bool,
}

fn label(source: &str) -> Label {
    let (_, rest) = source.split_once("# /// script\n").expect("a label");
    let (block, _) = rest.split_once("# ///\n").expect("the label's end");
    let text: String =
        block.lines().map(|line| format!("{}\n", line.trim_start_matches('#').trim())).collect();
    toml::from_str::<Script>(&text).expect("a label in TOML").tool.timeslice.expect
}

fn version(word: &str) -> PythonVersion {
    use PythonVersion::{Any, V39, V313, V313t};
    [Any, V39, V313, V313t].into_iter().find(|v| v.word() == word).expect("a known Python")
}

fn verdict(name: &str, source: &str, python: PythonVersion) -> Verdict {
    let settings = Settings { python, ..Settings::default() };
    let question =
        Question { source, file_name: name, settings: &settings, timers: Timers::Ordered };
    let limits = Limits { executions: EXECUTIONS, ..Limits::default() };
    let options = Options { limits, ..Options::default() };
    question
        .verdict(&options, &Control::default())
        .unwrap_or_else(|found| panic!("{name}: {found:?}"))
}

/// What is wrong with the search's answer; empty if nothing is.
fn problems(name: &str, source: &str) -> Vec<String> {
    let label = label(source);
    let python = version(label.python.as_deref().unwrap_or("any"));
    let verdict = verdict(name, source, python);
    let kinds: BTreeSet<String> =
        verdict.findings.iter().map(|f| f.kind.word().to_owned()).collect();
    let mut problems = Vec::new();
    let mut say = |problem: String| problems.push(format!("{name}: {problem}"));
    if verdict.complete == label.endless {
        say(format!("complete: {}, stopped: '{}'", verdict.complete, verdict.stopped));
    }
    for missing in label.findings.difference(&kinds) {
        say(format!("{missing} was not found"));
    }
    let allowed: BTreeSet<String> = label.findings.union(&label.also).cloned().collect();
    for finding in &verdict.findings {
        let word = finding.kind.word();
        // That the result depends on the schedule is what every mistake here amounts to.
        let effect = finding.kind == FindingKind::Outcome && !label.findings.is_empty();
        if !allowed.contains(word) && !effect {
            say(format!("a false alarm: {}", finding.message));
        }
    }
    let named = verdict.findings.iter().filter(|f| label.findings.contains(f.kind.word()));
    let lines: BTreeSet<u32> = named.flat_map(|f| f.lines.iter().copied()).collect();
    if !label.lines.is_empty() && lines.is_disjoint(&label.lines) {
        say(format!("it is about lines {:?}, not {lines:?}", label.lines));
    }
    if label.outcomes.is_some_and(|n| n != verdict.outcomes.len()) {
        say(format!("{} outcomes instead of {:?}", verdict.outcomes.len(), label.outcomes));
    }
    for safe in &label.safe_with {
        let verdict = self::verdict(name, source, version(safe));
        let torn = |k| matches!(k, FindingKind::LostUpdate | FindingKind::Race);
        if !verdict.complete || verdict.findings.iter().any(|f| torn(f.kind)) {
            say(format!("not shown to be safe with {safe}"));
        }
    }
    problems
}

#[test]
fn every_mistake_is_found_and_nothing_else() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("findings");
    let programs: Vec<(String, String)> = programs_in(&folder)
        .iter()
        .map(|path| {
            let name = path.file_stem().expect("a name").to_string_lossy().into_owned();
            (name, std::fs::read_to_string(path).expect("a program"))
        })
        .collect();
    assert!(programs.len() >= 40, "{} programs", programs.len());
    let found = each(&programs, |(name, source)| problems(name, source));
    let wrong: Vec<String> = found.into_iter().flatten().collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_sentence_tells_where_the_other_thread_comes_in() {
    let source = "\
import threading
counter = 0
def work():
    global counter
    counter += 1
threads = [threading.Thread(target=work) for _ in range(2)]
for t in threads: t.start()
for t in threads: t.join()
print(counter)
";
    let verdict = verdict("counter.py", source, PythonVersion::Any);
    assert!(verdict.complete);
    let [right, lost] = &verdict.outcomes[..] else { panic!("{:?}", verdict.outcomes) };
    assert_eq!((right.stdout.as_str(), right.preemptions), ("2\n", 0));
    assert_eq!((lost.stdout.as_str(), lost.preemptions, lost.minimal), ("1\n", 1, true));
    assert_eq!(
        lost.sentence,
        "The normal order, except that Thread-2 (work) runs between reading and writing `counter` \
         in line 5."
    );
    let lost_update = verdict.findings.iter().find(|f| f.kind == FindingKind::LostUpdate);
    assert_eq!(
        lost_update.expect("a lost update").message,
        "Lost update: Thread-1 (work) and Thread-2 (work) both read `counter` before either wrote \
         it back."
    );
}

#[test]
fn a_livelock_in_which_things_change_is_repeated_by_its_schedule() {
    for name in ["polite_livelock", "spoon_passed_on"] {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("findings/{name}.py"));
        let source = std::fs::read_to_string(path).expect("a program");
        let verdict = verdict(name, &source, PythonVersion::Any);
        let endless = verdict.outcomes.iter().find(|o| o.outcome == "livelock");
        let endless = endless.unwrap_or_else(|| panic!("{name}: {:?}", verdict.outcomes));
        assert!(endless.schedule.contains('*'), "{name}: {}", endless.schedule);
        let schedule = endless.schedule.parse().expect("a schedule");
        let mut settings = Settings { python: PythonVersion::Any, schedule, ..Settings::default() };
        settings.limits.steps = 100_000;
        let question = Question {
            source: &source,
            file_name: name,
            settings: &settings,
            timers: Timers::Ordered,
        };
        let (outcome, missed) = run_outcome(&question, &settings).expect("compiles");
        assert_eq!((outcome.kind, missed), (OutcomeKind::Budget, 0), "{name}");
    }
}
