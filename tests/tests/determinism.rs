//! A run is a function of program and settings: the same hash of all events every time, however
//! the run is cut into slices, and the same state at a step however that step is reached.

use std::path::{Path, PathBuf};

use timeslice_machine::Recording;
use timeslice_tests::{each, programs_in, settings_of};
use timeslice_trace::{Base, Moment, Schedule, Settings};

/// Every how-manieth program of the corpus is looked at: about sixty.
const STRIDE: usize = 8;
/// Programs whose moments are compared; each costs many runs.
const MOMENT_STRIDE: usize = 40;
/// Longest runs looked at: what differs, differs early.
const MAX_STEPS: u64 = 2_000_000;
/// A slice that no checkpoint distance is a multiple of.
const ODD_SLICE: u64 = 977;

fn sample(stride: usize) -> Vec<PathBuf> {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("conformance");
    let mut folders: Vec<PathBuf> = std::fs::read_dir(corpus)
        .expect("the corpus is there")
        .map(|entry| entry.expect("an entry of the corpus").path())
        .filter(|path| path.is_dir())
        .collect();
    folders.sort();
    let programs: Vec<PathBuf> = folders.iter().flat_map(|folder| programs_in(folder)).collect();
    programs.into_iter().step_by(stride).collect()
}

fn recording(source: &str, name: &str, settings: &Settings) -> Option<Recording> {
    // Programs that do not compile have no run; the corpus's own test looks at their messages.
    Recording::new(source, name, settings, Some(0)).ok()
}

fn finished(source: &str, name: &str, settings: &Settings, slice: u64) -> Option<Recording> {
    let mut recording = recording(source, name, settings)?;
    while !recording.advance(slice) {}
    Some(recording)
}

/// What must be alike: events, output, length, end.
fn essence(recording: &Recording) -> (u64, u64, u64, u64, i32, String, String) {
    (
        recording.trace_hash(),
        recording.events(),
        recording.steps(),
        recording.time_ns(),
        recording.exit_code(),
        recording.stdout().to_owned(),
        recording.stderr().to_owned(),
    )
}

fn with_schedule(source: &str, base: Base, seed: u64) -> Settings {
    let mut settings = settings_of(source);
    settings.limits.steps = MAX_STEPS;
    settings.schedule = Schedule::of(base);
    settings.seed = seed;
    settings
}

fn read(program: &Path) -> (String, String) {
    let source = std::fs::read_to_string(program).expect("a program of the corpus");
    (source, program.file_name().expect("a file has a name").to_string_lossy().into_owned())
}

#[test]
fn the_same_run_twice_and_in_slices() {
    let programs = sample(STRIDE);
    assert!(programs.len() >= 50, "{}", programs.len());
    let ran = each(&programs, |program| {
        let (source, name) = read(program);
        let schedules =
            [(Base::Fair, 0), (Base::Random(1), 1), (Base::Random(2), 2), (Base::Pct(3, 3), 3)];
        let mut runs = 0;
        for (base, seed) in schedules {
            let settings = with_schedule(&source, base, seed);
            let Some(first) = finished(&source, &name, &settings, u64::MAX) else { continue };
            let second = finished(&source, &name, &settings, u64::MAX).expect("it compiled");
            assert_eq!(essence(&first), essence(&second), "{name} twice, {base:?}");
            let sliced = finished(&source, &name, &settings, ODD_SLICE).expect("it compiled");
            assert_eq!(essence(&first), essence(&sliced), "{name} in slices, {base:?}");
            runs += 1;
        }
        runs
    });
    assert!(ran.iter().sum::<usize>() > programs.len() * 3, "most programs have runs");
}

#[test]
fn different_seeds_give_different_runs() {
    let source = "import threading\n\
                  def work(): [str(i) for i in range(2000)]\n\
                  threads = [threading.Thread(target=work) for _ in range(4)]\n\
                  for t in threads: t.start()\n\
                  for t in threads: t.join()\n";
    let hash = |seed| {
        let settings = with_schedule(source, Base::Random(seed), 0);
        finished(source, "seeds.py", &settings, u64::MAX).expect("it compiles").trace_hash()
    };
    assert_ne!(hash(1), hash(2));
}

#[test]
fn a_moment_visited_is_the_moment_reached() {
    each(&sample(MOMENT_STRIDE), |program| {
        let (source, name) = read(program);
        let settings = with_schedule(&source, Base::Random(5), 5);
        let Some(whole) = finished(&source, &name, &settings, u64::MAX) else { return };
        let end = whole.steps();
        let mut steps = [0, 1, 2, end / 7, end / 3, end / 2, end.saturating_sub(1)];
        // Backwards, so that the visits are jumps and not one long run.
        steps.sort_unstable_by(|a, b| b.cmp(a));
        for step in steps {
            let mut direct = recording(&source, &name, &settings).expect("it compiled");
            direct.advance(step);
            let reached: Moment = direct.moment(direct.steps());
            assert_eq!(whole.moment(step), reached, "{name} at step {step} of {end}");
        }
    });
}
