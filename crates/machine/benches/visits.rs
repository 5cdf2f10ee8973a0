//! How long it takes to visit a moment of a run: the promise is less than 100 ms for any step of
//! a million.
//!
//! Each program is recorded for a million bytecodes; then steps all over the run are visited, in
//! an order that jumps about, and so are the steps before checkpoints, which are the furthest from
//! one. `cargo bench -p timeslice-machine --bench visits` prints a line a program.

use std::hint::black_box;
use std::time::{Duration, Instant};

use timeslice_machine::{Recording, Settings};

/// Bytecodes of each run.
const STEPS: u64 = 1_000_000;
/// Visits of each run.
const VISITS: u64 = 200;
/// Coprime to the number of steps: the visits jump about and meet no step twice.
const STRIDE: u64 = 618_033;
/// Events kept.
const TRACE_CAPACITY: usize = 1_000_000;

/// Programs that run for more than `STEPS` bytecodes.
const PROGRAMS: [(&str, &str); 3] = [
    ("a loop", "i = 0\nwhile True:\n    i += 1\n"),
    (
        "threads at a lock",
        "import threading\nlock = threading.Lock()\nn = 0\ndef add():\n    global n\n    while True:\n        \
         with lock:\n            n += 1\nfor _ in range(4):\n    threading.Thread(target=add).start()\n",
    ),
    (
        "a large heap",
        "class Node:\n    def __init__(self, n):\n        self.n = n\nnodes = []\nwhile True:\n    \
         nodes.append(Node(len(nodes)))\n",
    ),
];

fn main() {
    println!("{:>9} {:>9} {:>9}  visits of a run of {STEPS} steps", "record", "median", "worst");
    for (name, source) in PROGRAMS {
        let (recorded, mut visits) = measure(source);
        visits.sort_unstable();
        let (median, worst) = (visits[visits.len() / 2], visits[visits.len() - 1]);
        println!("{:>9} {:>9} {:>9}  {name}", ms(recorded), ms(median), ms(worst));
    }
}

/// How long it took to record the run, and each visit.
fn measure(source: &str) -> (Duration, Vec<Duration>) {
    let start = Instant::now();
    let settings = Settings::default();
    let mut recording = Recording::new(source, "visits.py", &settings, Some(TRACE_CAPACITY))
        .expect("the program is valid");
    // In slices, as the page does.
    while recording.steps() < STEPS {
        assert!(!recording.advance((STEPS - recording.steps()).min(20_000)), "the program goes on");
    }
    let recorded = start.elapsed();
    let spread = (0..VISITS).map(|n| n * STRIDE % STEPS);
    let before_checkpoints = (1..=64).map(|n| n * STEPS / 64 - 1);
    let visits = spread
        .chain(before_checkpoints)
        .map(|step| {
            let start = Instant::now();
            black_box(recording.moment(black_box(step)));
            start.elapsed()
        })
        .collect();
    (recorded, visits)
}

fn ms(duration: Duration) -> String {
    format!("{:.1} ms", duration.as_secs_f64() * 1000.0)
}
