//! The conformance corpus: every program says what CPython 3.13 says. Those that do not yet are
//! listed in `known-failures.txt`, which only gets shorter.

use std::path::{Path, PathBuf};

use timeslice_tests::{Expectation, Ratchet, each, programs_in, run, settings_of};

fn corpus() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("conformance")
}

/// What is wrong with one program.
fn problem(program: &Path) -> Option<String> {
    let source = match std::fs::read_to_string(program) {
        Ok(source) => source,
        Err(error) => return Some(error.to_string()),
    };
    let name = program.file_name()?.to_string_lossy();
    let expectation = match Expectation::read(program, &source) {
        Ok(expectation) => expectation,
        Err(problem) => return Some(problem),
    };
    match run(&source, &name, &settings_of(&source)) {
        Ok(ran) => expectation.problem(&ran, &name),
        Err(panic) => Some(panic),
    }
}

fn check(group: &str) {
    let programs = programs_in(&corpus().join(group));
    assert!(!programs.is_empty(), "{group} has no programs");
    let results: Vec<_> = each(&programs, |program| {
        let stem = program.file_stem().expect("a file has a name").to_string_lossy();
        (format!("{group}/{stem}"), problem(program))
    });
    let ratchet = Ratchet::new(&corpus().join("known-failures.txt"), &format!("{group}/"));
    if let Err(report) = ratchet.check(&results) {
        panic!("{report}");
    }
}

macro_rules! groups {
    ($($group:ident),* $(,)?) => {
        const GROUPS: &[&str] = &[$(stringify!($group)),*];
        $(#[test] fn $group() { check(stringify!($group)); })*
    };
}

groups!(
    asyncio,
    basics,
    classes,
    errors,
    exceptions,
    files,
    formatting,
    futures,
    generators,
    multiprocessing,
    natives,
    queue,
    re,
    stdlib,
    threading,
);

#[test]
fn every_folder_is_a_group() {
    let mut folders: Vec<String> = std::fs::read_dir(corpus())
        .expect("the corpus is there")
        .map(|entry| entry.expect("an entry of the corpus"))
        .filter(|entry| entry.path().is_dir() && !programs_in(&entry.path()).is_empty())
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .collect();
    folders.sort();
    assert_eq!(folders, GROUPS);
}

#[test]
fn every_known_failure_belongs_to_a_group() {
    let listed = std::fs::read_to_string(corpus().join("known-failures.txt")).expect("the list");
    for name in listed.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
        let group = name.split_once('/').map(|(group, _)| group);
        assert!(group.is_some_and(|group| GROUPS.contains(&group)), "{name}");
    }
}
