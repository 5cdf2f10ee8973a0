//! What the language leaves open is explored: random numbers, and whom a notification wakes. Every
//! way it can go is an outcome with a schedule that leads a plain run there.

use std::collections::BTreeMap;

use timeslice_explorer::{Control, Explored, Options, Question, Strategy, Timers};
use timeslice_machine::PythonVersion;
use timeslice_tests::{replay_problem, run_outcome};
use timeslice_trace::{Schedule, Settings};

/// Outcomes by what they print, or their last error; their schedules must hold.
fn outcomes(source: &str, timers: Timers, strategy: Strategy) -> Vec<String> {
    let settings = Settings { python: PythonVersion::Any, ..Settings::default() };
    let question = Question { source, file_name: "open.py", settings: &settings, timers };
    let options = Options { strategy, ..Options::default() };
    let Explored { report, schedules, .. } =
        question.explore(&options, &Control::default()).expect("compiles");
    assert!(report.complete, "{:?}", report.stopped);
    let mut found = BTreeMap::new();
    for (class, schedule) in report.outcomes.iter().zip(&schedules) {
        assert_eq!(replay_problem(&question, schedule, &class.outcome), None);
        let said = [class.outcome.stdout.as_str(), &class.outcome.stderr_last].concat();
        assert_eq!(found.insert(said.trim_end().to_owned(), ()), None);
    }
    found.into_keys().collect()
}

const COMPLETE: [Strategy; 4] = [
    Strategy::Dpor,
    Strategy::SourceDpor,
    Strategy::Exhaustive,
    Strategy::Bounded { preemptions: 9 },
];

#[test]
fn every_number_that_can_be_drawn_is_drawn() {
    let program = "import random, threading
best = 0
lock = threading.Lock()
def roll():
    global best
    n = random.randint(1, 3)
    with lock:
        best = max(best, n)
threads = [threading.Thread(target=roll) for _ in range(2)]
for thread in threads: thread.start()
for thread in threads: thread.join()
print(best, random.choice('ab'))
";
    for strategy in COMPLETE {
        let found = outcomes(program, Timers::Ordered, strategy);
        assert_eq!(found, ["1 a", "1 b", "2 a", "2 b", "3 a", "3 b"], "{strategy:?}");
    }
}

#[test]
fn tasks_draw_too() {
    let program = "import asyncio, random
async def flip():
    await asyncio.sleep(random.random())
    if random.choice(['heads', 'tails']) == 'tails':
        raise ValueError('tails')
    return 'heads'
async def main():
    print(await flip())
asyncio.run(main())
";
    let found = outcomes(program, Timers::Ordered, Strategy::Dpor);
    assert_eq!(found, ["ValueError: tails", "heads"]);
}

#[test]
fn a_seed_leaves_nothing_open() {
    for seeded in ["random.seed(5); draw = random.randrange", "draw = random.Random(5).randrange"] {
        let program = format!("import random\n{seeded}\nprint(draw(4), draw(4), draw(4))\n");
        assert_eq!(outcomes(&program, Timers::Ordered, Strategy::Dpor), ["2 2 0"], "{seeded}");
    }
}

#[test]
fn numbers_of_the_seed_alone_are_said_to_be() {
    let verdict = |draw: &str| {
        let source = format!("import random\nprint({draw} >= 0)\n");
        let settings = Settings { seed: 3, ..Settings::default() };
        let question = Question {
            source: &source,
            file_name: "open.py",
            settings: &settings,
            timers: Timers::Ordered,
        };
        let options = Options::default();
        question.verdict(&options, &Control::default()).expect("compiles").granularity
    };
    assert!(verdict("random.random()").ends_with("with the random numbers of seed 3"));
    assert!(verdict("random.randrange(1000)").ends_with("with the random numbers of seed 3"));
    assert!(!verdict("random.randrange(10)").contains("seed"));
    assert!(!verdict("random.Random(1).random()").contains("seed"));
}

/// Three threads wait in the order of their numbers, a fourth wakes `count` of them.
fn waiters(count: usize) -> String {
    format!(
        "import threading
cond = threading.Condition()
order = []
def wait(n):
    with cond:
        if n == 3:
            cond.notify({count})
            return
        threads[n + 1].start()
        cond.wait()
        order.append(n)
        if len(order) == {count}:
            print(order)
            cond.notify_all()
threads = [threading.Thread(target=wait, args=(n,)) for n in range(4)]
threads[0].start()
"
    )
}

#[test]
fn a_notification_may_wake_anyone_where_only_the_language_counts() {
    for strategy in COMPLETE {
        let found = outcomes(&waiters(1), Timers::Any, strategy);
        assert_eq!(found, ["[0]", "[1]", "[2]"], "{strategy:?}");
    }
    let two = outcomes(&waiters(2), Timers::Any, Strategy::Dpor);
    assert_eq!(two, ["[0, 1]", "[0, 2]", "[1, 0]", "[1, 2]", "[2, 0]", "[2, 1]"]);
    // CPython's conditions are queues.
    assert_eq!(outcomes(&waiters(1), Timers::Ordered, Strategy::Dpor), ["[0]"]);
    assert_eq!(outcomes(&waiters(2), Timers::Ordered, Strategy::Dpor), ["[0, 1]", "[1, 0]"]);
}

#[test]
fn a_way_that_nothing_asks_for_is_missed() {
    let source = "import random\nprint(random.randrange(3))\n";
    let settings = Settings::default();
    let question =
        Question { source, file_name: "open.py", settings: &settings, timers: Timers::Ordered };
    let explored = question.explore(&Options::default(), &Control::default()).expect("compiles");
    let schedule: Schedule = explored.schedules[0].parse().expect("is one");
    let run = |change: fn(&mut timeslice_trace::Override)| {
        let mut schedule = schedule.clone();
        change(&mut schedule.overrides[0]);
        run_outcome(&question, &Settings { schedule, ..settings.clone() }).expect("compiles").1
    };
    assert_eq!(run(|_| {}), 0);
    assert_eq!(run(|over| over.step -= 1), 1);
    assert_eq!(run(|over| over.step += 1), 1);
    assert_eq!(run(|over| over.alternative += 3), 1);
}
