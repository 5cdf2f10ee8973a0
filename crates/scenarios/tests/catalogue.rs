//! The whole catalogue on the machine: every scenario runs, and ends as its text says.

use timeslice_machine::Recording;
use timeslice_scenarios::{Scenario, all, apply, find};
use timeslice_trace::{Outcome, Settings};

/// Scenarios whose lesson is a deadlock.
const DEADLOCKS: [&str; 2] = ["deadlock-abba", "philosophers"];

fn run(name: &str, values: &[(&str, &str)]) -> (Outcome, String) {
    let source = find(name).expect("a scenario").source;
    let values: Vec<_> = values.iter().map(|(n, v)| ((*n).to_owned(), (*v).to_owned())).collect();
    let source = apply(source, &values).expect("values that fit");
    let mut settings = Settings::default();
    Scenario::parse(&source).metadata.override_settings(&mut settings);
    let mut recording = Recording::new(&source, name, &settings, None)
        .unwrap_or_else(|problems| panic!("{name}: {problems:?}"));
    while !recording.advance(1_000_000) {}
    let outcome = recording.outcome().expect("it has ended").clone();
    (outcome, recording.stdout().to_owned())
}

#[test]
fn every_scenario_ends_as_its_text_says() {
    for entry in all() {
        let (outcome, stdout) = run(entry.name, &[]);
        if DEADLOCKS.contains(&entry.name) {
            assert!(matches!(outcome, Outcome::Deadlock(_)), "{}: {outcome:?}", entry.name);
        } else {
            assert_eq!(outcome, Outcome::Ok, "{}: {stdout}", entry.name);
        }
    }
}

#[test]
fn the_cures_in_the_texts_help() {
    for (name, value) in [
        ("deadlock-abba", ("ORDERED", "True")),
        ("philosophers", ("STRATEGY", "ordered")),
        ("philosophers", ("STRATEGY", "waiter")),
    ] {
        assert_eq!(run(name, &[value]).0, Outcome::Ok, "{name} {value:?}");
    }
    assert!(run("fake-database", &[]).1.ends_with("2 updates, the value is 1\n"));
    let locked = run("fake-database", &[("LOCKED", "True")]).1;
    assert!(locked.ends_with("2 updates, the value is 2\n"), "{locked}");
    assert!(run("five-sleeps", &[]).1.ends_with("> total time 1.00 s\n"));
    let serial = run("five-sleeps", &[("THREADS", "False")]).1;
    assert!(serial.ends_with("> total time 5.00 s\n"), "{serial}");
    assert!(run("condition", &[("LOOP", "False")]).1.contains("-1 left"));
}
