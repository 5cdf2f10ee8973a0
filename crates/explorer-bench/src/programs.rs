//! The programs, each three times: in Python for us, and for shuttle and loom in Rust.
//!
//! All start their threads, and join them; what is shared is read and written one access at a time.
//! No execution fails: the competitors stop at the first that does.

/// One program, and how many inequivalent interleavings it has.
pub struct Program {
    pub name: &'static str,
    pub traces: u64,
    pub python: String,
    pub shuttle: fn(),
    pub loom: fn(),
}

/// All that are compared, the shortest first.
pub fn all() -> Vec<Program> {
    macro_rules! program {
        ($name:literal, $traces:literal, $program:ident($($n:literal),*)) => {
            Program {
                name: $name,
                traces: $traces,
                python: python::$program($($n),*),
                shuttle: || shuttle::$program($($n),*),
                loom: || loom::$program($($n),*),
            }
        };
    }
    vec![
        program!("counter(2,1)", 4, counter(2, 1)),
        program!("counter(2,2)", 34, counter(2, 2)),
        program!("counter(2,3)", 328, counter(2, 3)),
        program!("counter(3,1)", 36, counter(3, 1)),
        program!("counter_locked(2,2)", 6, counter_locked(2, 2)),
        program!("readers(3)", 8, readers(3)),
        program!("ordered philosophers(3)", 6, ordered_philosophers(3)),
        // With more, it has more threads than loom knows.
        program!("lastzero(3)", 12, lastzero(3)),
    ]
}

/// The programs in Python.
pub mod python {
    /// `prelude`, then a thread for each of `calls`.
    fn threads(prelude: &str, calls: impl Iterator<Item = String>) -> String {
        let mut source = format!("import threading\n{prelude}threads = [\n");
        for call in calls {
            source.push_str(&format!("    threading.Thread({call}),\n"));
        }
        source + "]\nfor t in threads:\n    t.start()\nfor t in threads:\n    t.join()\n"
    }

    /// `n` threads, each of which adds one to a variable `k` times, without a lock.
    pub fn counter(n: usize, k: usize) -> String {
        let prelude =
            format!("x = 0\ndef add():\n    global x\n    for _ in range({k}):\n        x += 1\n");
        threads(&prelude, (0..n).map(|_| "target=add".to_owned()))
    }

    /// The same under a lock.
    pub fn counter_locked(n: usize, k: usize) -> String {
        let prelude = format!(
            "x = 0\nlock = threading.Lock()\ndef add():\n    global x\n    \
             for _ in range({k}):\n        with lock:\n            x += 1\n"
        );
        threads(&prelude, (0..n).map(|_| "target=add".to_owned()))
    }

    /// One thread writes a variable, `n` read it.
    pub fn readers(n: usize) -> String {
        let prelude = "x = 0\ndef write():\n    global x\n    x = 1\ndef read():\n    y = x\n";
        let calls = (0..=n).map(|i| if i == 0 { "target=write" } else { "target=read" });
        threads(prelude, calls.map(str::to_owned))
    }

    /// `n` threads, each of which takes its two forks, the left one first.
    pub fn philosophers(n: usize) -> String {
        dinner(n, |left, right| (left, right))
    }

    /// The same, the lower fork first: no deadlock.
    pub fn ordered_philosophers(n: usize) -> String {
        dinner(n, |left, right| (left.min(right), left.max(right)))
    }

    fn dinner(n: usize, order: impl Fn(usize, usize) -> (usize, usize)) -> String {
        let prelude = format!(
            "forks = [threading.Lock() for _ in range({n})]\ndef eat(a, b):\n    \
             with forks[a]:\n        with forks[b]:\n            pass\n"
        );
        let calls = (0..n).map(|i| order(i, (i + 1) % n));
        threads(&prelude, calls.map(|(a, b)| format!("target=eat, args=({a}, {b})")))
    }

    /// An array of zeros: one thread looks from the right for the last zero, and each of `n`
    /// others writes its element, one more than that to its left.
    pub fn lastzero(n: usize) -> String {
        let prelude = format!(
            "a = [0] * {}\ndef look():\n    i = {n}\n    while a[i] != 0:\n        i -= 1\n\
             def write(i):\n    a[i] = a[i - 1] + 1\n",
            n + 1
        );
        let calls = (0..=n).map(|i| match i {
            0 => "target=look".to_owned(),
            i => format!("target=write, args=({i},)"),
        });
        threads(&prelude, calls)
    }
}

/// The programs in Rust, with the threads, atomics and locks of one library.
macro_rules! in_rust {
    ($library:ident) => {
        /// The programs in Rust.
        mod $library {
            use ::$library::sync::Mutex;
            use ::$library::sync::atomic::{AtomicUsize, Ordering::SeqCst};
            use ::$library::thread;
            use std::sync::Arc;

            /// Starts `n` threads, each of which knows its number and what they share.
            fn threads<T: Send + Sync + 'static>(n: usize, shared: T, body: fn(usize, &T)) {
                let shared = Arc::new(shared);
                let start = |i| {
                    let shared = shared.clone();
                    thread::spawn(move || body(i, &shared))
                };
                let started: Vec<_> = (0..n).map(start).collect();
                for thread in started {
                    thread.join().expect("no thread panics");
                }
            }

            pub fn counter(n: usize, k: usize) {
                threads(n, (k, AtomicUsize::new(0)), |_, (k, x)| {
                    for _ in 0..*k {
                        let read = x.load(SeqCst);
                        x.store(read + 1, SeqCst);
                    }
                });
            }

            pub fn counter_locked(n: usize, k: usize) {
                threads(n, (k, Mutex::new(0)), |_, (k, x)| {
                    for _ in 0..*k {
                        *x.lock().expect("no thread panics") += 1;
                    }
                });
            }

            pub fn readers(n: usize) {
                threads(n + 1, AtomicUsize::new(0), |i, x| {
                    if i == 0 {
                        x.store(1, SeqCst);
                    } else {
                        std::hint::black_box(x.load(SeqCst));
                    }
                });
            }

            pub fn ordered_philosophers(n: usize) {
                let forks: Vec<Mutex<()>> = (0..n).map(|_| Mutex::new(())).collect();
                threads(n, forks, |left, forks| {
                    let right = (left + 1) % forks.len();
                    let _first = forks[left.min(right)].lock().expect("no thread panics");
                    let _second = forks[left.max(right)].lock().expect("no thread panics");
                });
            }

            pub fn lastzero(n: usize) {
                let zeros: Vec<AtomicUsize> = (0..=n).map(|_| AtomicUsize::new(0)).collect();
                threads(n + 1, zeros, |i, a| {
                    if i > 0 {
                        let left = a[i - 1].load(SeqCst);
                        a[i].store(left + 1, SeqCst);
                        return;
                    }
                    let mut i = a.len() - 1;
                    while a[i].load(SeqCst) != 0 {
                        i -= 1;
                    }
                });
            }
        }
    };
}
in_rust!(shuttle);
in_rust!(loom);
