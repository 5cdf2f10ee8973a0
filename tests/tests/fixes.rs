//! Proposed locks: an edit is proposed where a lock is missing, it is valid Python, and the program
//! with it has only one outcome and nothing to find.

use std::path::Path;

use timeslice_explorer::{Control, Options, Question, Timers};
use timeslice_machine::PythonVersion;
use timeslice_tests::each;
use timeslice_trace::{Settings, Verdict};

/// Labelled programs whose only mistake is that a lock is missing.
const MENDED: [&str; 7] = [
    "counter_unlocked",
    "attribute_unlocked",
    "dict_entry_unlocked",
    "seat_oversold",
    "cache_filled_twice",
    "update_with_call_between",
    "lost_update_across_await",
];

/// Programs without that mistake, or with one that a lock would not mend.
const LEFT_ALONE: [&str; 4] =
    ["counter_locked", "deadlock_opposite_orders", "wakeup_lost", "await_forgotten"];

fn verdict(source: &str) -> Verdict {
    let settings = Settings { python: PythonVersion::Any, ..Settings::default() };
    let question =
        Question { source, file_name: "program.py", settings: &settings, timers: Timers::Ordered };
    let (options, control) = (Options::default(), Control::default());
    let mut verdict = question.verdict(&options, &control).expect("valid Python");
    question.propose_fixes(&mut verdict, &options, &control);
    verdict
}

fn source(name: &str) -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("findings");
    std::fs::read_to_string(folder.join(format!("{name}.py"))).expect("a labelled program")
}

#[test]
fn a_missing_lock_is_proposed_and_mends_the_program() {
    let wrong: Vec<String> = each(&MENDED, |name| {
        let found = verdict(&source(name));
        let Some(fix) = found.findings.iter().find_map(|f| f.fix.clone()) else {
            return Some(format!("{name}: nothing is proposed"));
        };
        let mended = verdict(&fix.source);
        let good = fix.verified
            && fix.diff.contains("lock")
            && mended.complete
            && mended.findings.is_empty()
            && mended.outcomes.len() == 1;
        (!good).then(|| format!("{name}: {}\n{:?}", fix.source, mended.findings))
    })
    .into_iter()
    .flatten()
    .collect();
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn nothing_is_proposed_where_no_lock_is_missing() {
    for name in LEFT_ALONE {
        let found = verdict(&source(name));
        assert!(found.findings.iter().all(|f| f.fix.is_none()), "{name}");
    }
}
