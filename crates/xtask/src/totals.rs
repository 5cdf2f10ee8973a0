//! Counting: what the test runners say they ran, added up.

use std::fmt;
use std::ops::AddAssign;

/// How many tests passed and failed.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub struct Totals {
    /// Tests that passed.
    pub passed: u64,
    /// Tests that failed.
    pub failed: u64,
}

impl Totals {
    /// The count for a check that either holds or does not.
    pub fn of_check(holds: bool) -> Self {
        Self { passed: u64::from(holds), failed: u64::from(!holds) }
    }

    /// The count for a runner's output. A runner that failed without naming a failed test
    /// (it did not compile, it crashed) counts as one failure.
    pub fn of_runner(succeeded: bool, output: &str) -> Self {
        let mut totals = Self::default();
        for line in output.lines() {
            totals += counted(line);
        }
        if totals.failed == 0 && !succeeded {
            totals.failed = 1;
        }
        totals
    }
}

impl AddAssign for Totals {
    fn add_assign(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
    }
}

impl fmt::Display for Totals {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} passed, {} failed", self.passed, self.failed)
    }
}

/// The counts in one closing line of cargo test, nextest or Node's test runner.
fn counted(line: &str) -> Totals {
    let line = line.trim_start();
    if let Some(counts) = line.strip_prefix("test result: ") {
        let (_, counts) = counts.split_once(". ").unwrap_or(("", counts));
        return listed(counts, ';');
    }
    if line.starts_with("Summary [") {
        let (_, counts) = line.split_once(" run: ").unwrap_or(("", ""));
        return listed(counts, ',');
    }
    let node = |name: &str| -> u64 {
        ["ℹ ", "# "]
            .into_iter()
            .find_map(|mark| line.strip_prefix(mark)?.strip_prefix(name)?.trim().parse().ok())
            .unwrap_or(0)
    };
    Totals { passed: node("pass "), failed: node("fail ") + node("cancelled ") }
}

/// `3 passed (1 slow), 1 failed, 2 skipped`
fn listed(counts: &str, separator: char) -> Totals {
    let mut totals = Totals::default();
    for part in counts.split(separator) {
        let mut words = part.split_whitespace();
        let Some(count) = words.next().and_then(|word| word.parse::<u64>().ok()) else {
            continue;
        };
        match words.next() {
            Some("passed") => totals.passed += count,
            Some("failed" | "timed") => totals.failed += count,
            _ => {}
        }
    }
    totals
}

#[cfg(test)]
mod tests {
    use super::*;

    fn totals(passed: u64, failed: u64) -> Totals {
        Totals { passed, failed }
    }

    #[test]
    fn cargo_test_s_lines_are_added_up() {
        let output = "running 2 tests\n\
            test result: ok. 2 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out\n\
            test result: FAILED. 5 passed; 3 failed; 0 ignored; 0 measured; 0 filtered out\n";
        assert_eq!(Totals::of_runner(false, output), totals(7, 3));
    }

    #[test]
    fn nextest_s_summary_is_read() {
        let passed = "     Summary [   0.013s] 14 tests run: 14 passed, 0 skipped\n";
        assert_eq!(Totals::of_runner(true, passed), totals(14, 0));
        let mixed = "     Summary [   0.2s] 9 tests run: 6 passed (1 slow), 2 failed, 1 timed out, 4 skipped\n";
        assert_eq!(Totals::of_runner(false, mixed), totals(6, 3));
    }

    #[test]
    fn node_s_closing_lines_are_read() {
        let spec = "ℹ tests 5\nℹ pass 3\nℹ fail 1\nℹ cancelled 1\n";
        assert_eq!(Totals::of_runner(false, spec), totals(3, 2));
        let tap = "# tests 2\n# pass 2\n# fail 0\n# cancelled 0\n";
        assert_eq!(Totals::of_runner(true, tap), totals(2, 0));
    }

    #[test]
    fn a_crash_is_a_failure() {
        assert_eq!(Totals::of_runner(false, "error: could not compile"), totals(0, 1));
        let killed = "test result: ok. 4 passed; 0 failed; 0 ignored\nsignal: 9";
        assert_eq!(Totals::of_runner(false, killed), totals(4, 1));
    }

    #[test]
    fn the_last_line_has_the_form_that_is_read_by_machines() {
        let mut sum = Totals::of_check(true);
        sum += Totals::of_check(false);
        sum += totals(10, 0);
        assert_eq!(sum.to_string(), "11 passed, 1 failed");
    }
}
