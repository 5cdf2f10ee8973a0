//! Programs that ask for too much, and files that are no programs: each ends, soon, with its
//! message and exit code.

use timeslice_tests::{Ran, run};
use timeslice_trace::Settings;

/// Not valid Python, or more than is accepted.
const INVALID: i32 = 65;
/// A budget ran out.
const BUDGET: i32 = 75;

/// Runs `source` within one million bytecodes, which is plenty for what these programs do.
fn ran(source: &str) -> Ran {
    let mut settings = Settings::default();
    settings.limits.steps = 1_000_000;
    let ran = run(source, "limits.py", &settings).expect("no panic");
    assert!(ran.steps <= settings.limits.steps, "{} bytecodes", ran.steps);
    ran
}

/// Checks the exit code and that the last line of stderr contains `message`.
fn assert_ends(ran: &Ran, exit_code: i32, message: &str) {
    let last = ran.stderr.lines().last().unwrap_or_default();
    assert!(ran.exit_code == exit_code && last.contains(message), "{ran:#?}");
}

#[test]
fn ten_megabytes_of_text_are_refused() {
    let ran = ran(&"x = 1\n".repeat(10_000_000 / 6));
    assert_ends(&ran, INVALID, "SyntaxError: the program is longer than 1048576 bytes");
}

#[test]
fn nesting_ends_where_cpython_ends_it() {
    for (open, close) in [('(', ')'), ('[', ']'), ('{', '}')] {
        let nested = |n: usize| {
            let (open, close) = (open.to_string(), close.to_string());
            format!("{}{}\n", open.repeat(n), close.repeat(n))
        };
        let message = "SyntaxError: too many nested parentheses";
        assert_ends(&ran(&nested(5000)), INVALID, message);
        // A set of sets cannot be hashed, so only the brackets that can be evaluated.
        if open != '{' {
            assert_eq!(ran(&nested(100)).exit_code, 0);
        }
    }
}

#[test]
fn binary_junk_is_no_program() {
    // A linear congruential generator: the same junk in every run.
    let mut state = 1_u32;
    let bytes: Vec<u8> = std::iter::repeat_with(|| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (state >> 24) as u8
    })
    .take(200_000)
    .collect();
    for length in [10, 1000, bytes.len()] {
        let text = String::from_utf8_lossy(&bytes[..length]);
        for junk in [text.replace('\0', ""), format!("\0{text}")] {
            let ran = ran(&junk);
            assert!(ran.exit_code == INVALID && ran.stderr.contains("Error: "), "{ran:#?}");
        }
    }
}

#[test]
fn an_endless_loop_uses_up_its_bytecodes() {
    assert_ends(&ran("while True: pass\n"), BUDGET, "1000000 bytecodes were executed");
}

#[test]
fn a_list_larger_than_memory_is_a_memory_error() {
    for source in ["[0] * 10**12\n", "'x' * 10**12\n", "(None,) * 10**12\n", "bytes(10**12)\n"] {
        assert_ends(&ran(source), 1, "MemoryError");
    }
    let ran = ran("try:\n    [0] * 10**12\nexcept MemoryError:\n    print('caught')\n");
    assert_eq!((ran.stdout.as_str(), ran.exit_code), ("caught\n", 0));
}

#[test]
fn growing_without_end_uses_up_the_memory() {
    let mut settings = Settings::default();
    settings.limits.steps = 50_000_000;
    settings.limits.memory_bytes = 8 << 20;
    let source = "kept = []\nwhile True: kept.append(bytearray(10000))\n";
    let ran = run(source, "limits.py", &settings).expect("no panic");
    assert!(ran.exit_code == BUDGET || ran.stderr.ends_with("MemoryError\n"), "{ran:#?}");
    assert!(ran.steps < 100_000, "{} bytecodes", ran.steps);
}

#[test]
fn endless_recursion_is_a_recursion_error() {
    let message = "RecursionError: maximum recursion depth exceeded";
    assert_ends(&ran("def f(): return f()\nf()\n"), 1, message);
    assert_ends(
        &ran("class A:\n    def __repr__(self): return repr(self)\nrepr(A())\n"),
        1,
        message,
    );
}

#[test]
fn a_thread_bomb_reaches_the_limit_of_threads() {
    let source = "import time\nfrom threading import Thread\n\
                  while True: Thread(target=time.sleep, args=(1000,)).start()\n";
    assert_ends(&ran(source), BUDGET, "2000 threads are alive at once");
}

#[test]
fn endless_output_reaches_the_limit_of_output() {
    let ran = ran("while True: print('x' * 10000)\n");
    assert_ends(&ran, BUDGET, "of output were written");
    assert!(ran.stdout.len() < 5 << 20, "{} bytes", ran.stdout.len());
}
