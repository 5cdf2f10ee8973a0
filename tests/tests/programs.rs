//! The sample programs of `tests/programs`: tutorial code as people write it, each with what it
//! prints. Where the language leaves the order open, a note beside the program says so.

use std::path::{Path, PathBuf};

use timeslice_tests::{Ran, each, programs_in, run};
use timeslice_trace::{Base, PythonVersion, Schedule, Settings};

/// Programs that need `multiprocessing`, as long as they fail; the same ratchet as the corpus's.
const KNOWN_FAILURES: [&str; 0] = [];
/// Programs whose text and newlines may mix: the same characters in any order.
const ANY_ORDER: [&str; 2] = ["06_sleep_threads", "40_fibonacci_thread"];
/// Four threads count to 100,000 each without a lock.
const RACE: &str = "14_race_counter";

const SECOND_NS: u64 = 1_000_000_000;
const MILLISECOND_NS: u64 = 1_000_000;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("programs")
}

fn run_sample(name: &str, settings: &Settings) -> Result<Ran, String> {
    let file_name = format!("{name}.py");
    let source = std::fs::read_to_string(folder().join(&file_name)).expect("a sample program");
    run(&source, &file_name, settings)
}

fn problem(name: &str) -> Option<String> {
    let wanted = std::fs::read_to_string(folder().join(format!("{name}.expected")))
        .expect("every program has its output beside it");
    let ran = match run_sample(name, &Settings::default()) {
        Ok(ran) => ran,
        Err(panic) => return Some(panic),
    };
    let view = |text: &str| {
        let mut chars: Vec<char> = text.chars().collect();
        if ANY_ORDER.contains(&name) {
            chars.sort_unstable();
        }
        chars.into_iter().collect::<String>()
    };
    let same = view(&ran.stdout) == view(&wanted) && ran.stderr.is_empty() && ran.exit_code == 0;
    (!same).then(|| format!("{name}: expected\n{wanted}\ngot {ran:#?}"))
}

#[test]
fn every_sample_prints_what_is_recorded() {
    let names: Vec<String> = programs_in(&folder())
        .iter()
        .map(|path| path.file_stem().expect("a file has a name").to_string_lossy().into_owned())
        .collect();
    assert_eq!(names.len(), 42);
    let results = each(&names, |name| problem(name));
    let mut wrong = Vec::new();
    for (name, problem) in names.iter().zip(results) {
        match (KNOWN_FAILURES.contains(&name.as_str()), problem) {
            (false, Some(problem)) => wrong.push(problem),
            (true, None) => wrong.push(format!("{name} passes now: take it off KNOWN_FAILURES")),
            (true, Some(_)) | (false, None) => {}
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn sleeping_takes_virtual_time_and_little_else() {
    for (name, seconds) in [("05_sleep_serial", 5), ("06_sleep_threads", 1)] {
        let ran = run_sample(name, &Settings::default()).expect("no panic");
        let distance = ran.time_ns.abs_diff(seconds * SECOND_NS);
        assert!(distance <= MILLISECOND_NS, "{name} took {} ns", ran.time_ns);
    }
}

/// In how many of `seeds` random schedules the counter loses updates.
fn losses(python: PythonVersion, seeds: u64) -> usize {
    let seeds: Vec<u64> = (1..=seeds).collect();
    let lost = each(&seeds, |seed| {
        let schedule = Schedule::of(Base::Random(*seed));
        let settings = Settings { python, seed: *seed, schedule, ..Settings::default() };
        let ran = run_sample(RACE, &settings).expect("no panic");
        let counted: u32 = ran
            .stdout
            .strip_prefix("expected 400000, got ")
            .and_then(|rest| rest.trim().parse().ok())
            .unwrap_or_else(|| panic!("{ran:?}"));
        assert!(counted > 0 && counted <= 400_000, "{counted}");
        counted < 400_000
    });
    lost.into_iter().filter(|lost| *lost).count()
}

#[test]
fn python_39_loses_updates_in_most_schedules() {
    let lost = losses(PythonVersion::V39, 20);
    assert!(lost > 10, "lost in {lost} of 20");
}

#[test]
fn python_313_loses_no_update_of_a_plain_counter() {
    assert_eq!(losses(PythonVersion::V313, 20), 0);
}

#[test]
fn the_language_and_free_threading_permit_lost_updates() {
    assert!(losses(PythonVersion::Any, 3) > 0);
    assert!(losses(PythonVersion::V313t, 3) > 0);
}
