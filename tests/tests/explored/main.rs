//! The search on random Python programs against brute force: every interleaving of every access
//! to memory that anybody writes, raced for or not. Outcomes must be the same for each strategy and each Python; every
//! schedule must lead a plain run where it says; and what a plain run meets under random schedules,
//! the search must have met too.
//!
//! `EXPLORED=5000 cargo test --release -p timeslice-tests --test explored -- --nocapture` looks at
//! more programs than usual, `EXPLORED_FROM` says which is the first.

mod generate;

use std::collections::BTreeSet;
use std::fmt::Write;
use std::sync::atomic::{AtomicUsize, Ordering};

use generate::Program;
use rustc_hash::FxHashSet;
use timeslice_explorer::{
    self as explorer, Choice, Control, Footprint, Limits, Options, Outcome, OutcomeKind, Question,
    Stop, Strategy, System, Tid, Timers,
};
use timeslice_machine::PythonVersion;
use timeslice_tests::{each, in_a_run, replay_problem, run_outcome};
use timeslice_trace::{Base, Schedule, Settings};

/// Interleavings above which a program is too large for brute force.
const MOST: u64 = 6000;
/// The longest execution of such a program.
const LONGEST: usize = 400;
/// What all of its executions may come to.
const TRANSITIONS: u64 = 150_000;
/// Plain runs under random schedules, each program.
const RANDOM_RUNS: u64 = 6;
/// Bytecodes after which a plain run is stopped.
const STEPS: u64 = 200_000;

/// Programs that are looked at unless the environment asks for another number.
const PROGRAMS: u64 = 400;

const PYTHONS: [PythonVersion; 4] =
    [PythonVersion::Any, PythonVersion::V39, PythonVersion::V313, PythonVersion::V313t];

/// What is compared of an outcome.
type Seen = (OutcomeKind, i32, String, String);

fn seen(outcome: &Outcome) -> Seen {
    let Outcome { kind, exit_code, stdout, stderr_last } = in_a_run(outcome);
    (kind, exit_code, stdout, stderr_last)
}

fn limits() -> Limits {
    Limits {
        executions: MOST,
        transitions: TRANSITIONS,
        depth: LONGEST,
        minimise: 2000,
        ..Limits::default()
    }
}

/// Every interleaving, one by one, with nothing of the search but the machine.
struct BruteForce {
    outcomes: BTreeSet<Seen>,
    /// Memory that was written without being visible.
    written: BTreeSet<u64>,
    executions: u64,
    transitions: u64,
    /// Whether a move that is said to commute with all others is made at once.
    hurries: bool,
}

impl BruteForce {
    /// Goes on from `machine`; false if there is too much to look at.
    fn search(&mut self, machine: &explorer::Program, depth: usize) -> bool {
        let mut enabled = Vec::new();
        machine.enabled(&mut enabled);
        if enabled.is_empty() {
            self.outcomes.insert(seen(&machine.outcome()));
            self.executions += 1;
            self.written.extend(machine.wanted());
            // There is more to be visible: no need to see the rest.
            return self.written.is_empty();
        }
        if let Some(first) = enabled.iter().find(|tid| self.hurries && machine.orders_only(**tid)) {
            enabled = vec![*first];
        }
        let ways = |tid: Tid| (0..machine.alternatives(tid)).map(move |alt| Choice { tid, alt });
        enabled.into_iter().flat_map(ways).all(|choice| {
            let (mut machine, mut footprint) = (machine.clone(), Footprint::new());
            machine.step(choice, &mut footprint);
            self.transitions += 1;
            let writes = footprint.memory().iter().filter(|(_, written)| *written);
            self.written.extend(writes.map(|(location, _)| *location));
            self.executions <= MOST
                && self.transitions <= TRANSITIONS
                && depth < LONGEST
                && self.search(&machine, depth + 1)
        })
    }
}

/// All outcomes, by brute force; `None` if there is too much to look at, or nothing. Memory that
/// nobody writes is not stopped at unless `all`.
fn brute_force(question: &Question, all: bool, hurries: bool) -> Option<BTreeSet<Seen>> {
    let mut visible = FxHashSet::default();
    // Moments of virtual time are always in order.
    visible.insert(timeslice_machine::CLOCK);
    loop {
        let start = question.start((!all).then(|| visible.clone())).ok()?;
        let mut brute = BruteForce {
            outcomes: BTreeSet::new(),
            written: BTreeSet::new(),
            executions: 0,
            transitions: 0,
            hurries,
        };
        let complete = brute.search(&start, 0);
        if !brute.written.is_empty() {
            visible.extend(brute.written);
            continue;
        }
        return complete.then_some(brute.outcomes);
    }
}

/// What is wrong with the search's view of a program; `None` in place of it if the program is too
/// large.
fn problem(source: &str, python: PythonVersion, mode: Mode) -> Option<Option<String>> {
    let timers = mode.timers;
    let mut settings = Settings { python, ..Settings::default() };
    settings.limits.steps = STEPS;
    let question = Question { source, file_name: "random.py", settings: &settings, timers };
    let all = brute_force(&question, mode.all, mode.hurries)?;
    for strategy in [Strategy::Dpor, Strategy::SourceDpor, Strategy::Bounded { preemptions: 1000 }]
    {
        let options = Options { strategy, limits: limits(), workers: 1 };
        let explored = question.explore(&options, &Control::default()).ok()?;
        let report = &explored.report;
        let bounded = matches!(strategy, Strategy::Bounded { .. });
        let too_many = matches!(report.stopped, Some(Stop::Executions | Stop::Transitions));
        if bounded && too_many {
            // It may see a class more than once, and more often than brute force.
            continue;
        }
        if !report.complete {
            return Some(Some(format!("{strategy:?} stopped: {:?}", report.stopped)));
        }
        if strategy == Strategy::Dpor && report.blocked > 0 {
            return Some(Some(format!("{} executions in vain", report.blocked)));
        }
        let found: BTreeSet<Seen> = report.outcomes.iter().map(|o| seen(&o.outcome)).collect();
        if found != all {
            let missed: Vec<&Seen> = all.difference(&found).collect();
            let extra: Vec<&Seen> = found.difference(&all).collect();
            return Some(Some(format!("{strategy:?} misses {missed:?}, invents {extra:?}")));
        }
        for (class, schedule) in report.outcomes.iter().zip(&explored.schedules) {
            let problem = replay_problem(&question, schedule, &class.outcome);
            if let Some(problem) = problem {
                return Some(Some(format!("{strategy:?}: {problem}")));
            }
        }
    }
    if timers == Timers::Ordered {
        for seed in 0..RANDOM_RUNS {
            let schedule = Schedule::of(Base::Random(seed));
            let ran = run_outcome(&question, &Settings { schedule, ..settings.clone() });
            match ran {
                Err(problem) => return Some(Some(problem)),
                // While a loop polls, so few steps are too little virtual time for most timeouts.
                Ok((outcome, _)) if outcome.kind == OutcomeKind::Budget => {}
                Ok((outcome, _)) if !all.contains(&seen(&outcome)) => {
                    return Some(Some(format!("random:{seed} ends in {outcome:?} beyond {all:?}")));
                }
                Ok(_) => {}
            }
        }
    }
    Some(None)
}

/// How a program is looked at.
#[derive(Copy, Clone, Debug)]
struct Mode {
    timers: Timers,
    all: bool,
    hurries: bool,
}

impl Mode {
    fn of(seed: u64) -> Mode {
        let timers = if seed.is_multiple_of(4) { Timers::Any } else { Timers::Ordered };
        Mode { timers, all: seed.is_multiple_of(7), hurries: !seed.is_multiple_of(5) }
    }
}

/// Leaves out statements as long as something stays wrong.
fn shrink(program: Program, python: PythonVersion, mode: Mode) -> (Program, String) {
    let wrong = |program: &Program| problem(&program.source(), python, mode).flatten();
    let mut smallest = (program.clone(), wrong(&program).unwrap_or_default());
    'again: loop {
        for less in smallest.0.smaller() {
            if let Some(why) = wrong(&less) {
                smallest = (less, why);
                continue 'again;
            }
        }
        return smallest;
    }
}

/// Looks at so many programs; how many comparisons were made, and what is wrong.
fn compare(first: u64, count: u64) -> (usize, Vec<String>) {
    let compared = AtomicUsize::new(0);
    let seeds: Vec<u64> = (first..first + count).collect();
    let found: Vec<Option<String>> = each(&seeds, |seed| {
        let program = Program::generate(*seed);
        let source = program.source();
        let errors = timeslice_machine::check(&source);
        assert!(errors.is_empty(), "program {seed} is none: {errors:?}\n{source}");
        let mode = Mode::of(*seed);
        for python in PYTHONS {
            let Some(result) = problem(&source, python, mode) else { continue };
            compared.fetch_add(1, Ordering::Relaxed);
            if result.is_some() {
                let (least, why) = shrink(program, python, mode);
                let mut text = String::new();
                let _ = writeln!(text, "program {seed}, {python:?}, {mode:?}: {why}");
                let _ = write!(text, "{}", least.source());
                println!("{text}");
                return Some(text);
            }
        }
        None
    });
    (compared.into_inner(), found.into_iter().flatten().collect())
}

/// A number that the environment gives.
fn asked(name: &str) -> Option<u64> {
    std::env::var(name).ok().and_then(|text| text.parse().ok())
}

#[test]
fn searches_find_what_brute_force_finds() {
    let count = asked("EXPLORED").unwrap_or(PROGRAMS);
    let (compared, wrong) = compare(asked("EXPLORED_FROM").unwrap_or(0), count);
    println!("{compared} comparisons of {count} programs");
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
    // Of four Pythons; else most programs are too large to say anything.
    assert!(compared as u64 >= count, "only {compared} comparisons of {count} programs");
}

/// Who comes out of a sleep may find a lock taken at once: an attempt in vain, not a wait.
#[test]
fn attempts_behind_a_sleep_go_every_way() {
    let source = "import threading, time
a, b = threading.Lock(), threading.Lock()
def cross(mine, other, met):
    for _ in range(2):
        with mine:
            if other.acquire(blocking=False):
                other.release()
                met.append(1)
                return
        met.append(0)
        time.sleep(0.01)
first, second = [], []
threads = [threading.Thread(target=cross, args=(a, b, first)),
           threading.Thread(target=cross, args=(b, a, second))]
for t in threads: t.start()
for t in threads: t.join()
print(first, second)
";
    for strategy in [Strategy::Dpor, Strategy::SourceDpor, Strategy::Exhaustive] {
        let printed = printed(source, strategy, 10_000);
        assert_eq!(printed.len(), 7, "{strategy:?}: {printed:?}");
    }
}

/// What executions of a program print.
fn printed(source: &str, strategy: Strategy, executions: u64) -> BTreeSet<String> {
    let settings = Settings { python: PythonVersion::Any, ..Settings::default() };
    let timers = Timers::Ordered;
    let question = Question { source, file_name: "tried.py", settings: &settings, timers };
    let limits = Limits { executions, minimise: 0, ..Limits::default() };
    let options = Options { strategy, limits, workers: 1 };
    let explored = question.explore(&options, &Control::default()).expect("compiles");
    explored.report.outcomes.into_iter().map(|o| o.outcome.stdout).collect()
}

/// Who polls under a lock holds it now and then, which somebody who only tries it can see again and
/// again.
#[test]
fn polling_under_a_lock_is_seen_by_who_tries_it() {
    let source = "import threading
lock = threading.Lock()
done = False
def poll():
    while True:
        with lock:
            if done:
                return
def attempt():
    taken = lock.acquire(blocking=False)
    if taken:
        lock.release()
    return taken
poller = threading.Thread(target=poll)
poller.start()
print(attempt(), attempt(), attempt())
with lock:
    done = True
poller.join()
";
    // There is no end of turns, so no search is complete.
    let printed = printed(source, Strategy::Random { seed: 1 }, 1000);
    for tried in ["False False False\n", "True False True\n"] {
        assert!(printed.contains(tried), "{printed:?}");
    }
}

/// Who waits for a lock when time passes could have had it before: what comes with the time is no
/// reason why it came late.
#[test]
fn who_waits_while_time_passes_could_have_been_first() {
    let source = "import threading
x = y = 0
lock = threading.Lock()
def wait():
    global y
    with lock:
        y += x
        lock.acquire(timeout=0.1)
def add():
    global x
    with lock:
        pass
    x += 1
threads = [threading.Thread(target=wait), threading.Thread(target=add)]
for t in threads: t.start()
threads[0].join()
print(x, y)
";
    for strategy in [Strategy::Dpor, Strategy::SourceDpor, Strategy::Exhaustive] {
        let printed = printed(source, strategy, 10_000);
        let all = ["0 0\n", "1 0\n", "1 1\n"].map(str::to_owned);
        assert_eq!(printed, BTreeSet::from(all), "{strategy:?}");
    }
}
