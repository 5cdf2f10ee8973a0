//! `cargo xtask test`: the suites, one after the other, and their sum.
//!
//! A suite that fails does not stop the others: one run tells all there is to know.

use anyhow::{Context, Result, ensure};
use clap::ValueEnum;
use std::fs;
use std::path::PathBuf;
use std::process::{Command, ExitCode};
use std::time::Instant;

use crate::commands::{answer, run, run_and_keep, say};
use crate::editor::install_npm_packages;
use crate::totals::Totals;
use crate::{layout, machine, page};

/// A part of the tests that can be run alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Suite {
    /// Formatting and lints
    Lint,
    /// Everything that needs no browser
    Native,
    /// Both builds of the worker, in Chromium
    Wasm,
    /// The built page, in Chromium
    Browser,
}

/// Runs the wanted suites, or all of them, and prints the sum as the last line.
pub fn run_suites(wanted: &[Suite]) -> ExitCode {
    let suites = if wanted.is_empty() { Suite::value_variants() } else { wanted };
    let mut sum = Totals::default();
    let mut page_is_built = false;
    for suite in suites {
        let name = suite.name();
        say(&format!("the {name} suite begins"));
        let started = Instant::now();
        let totals = suite.run(&mut page_is_built).unwrap_or_else(|error| {
            eprintln!("error: {error:#}");
            Totals::of_check(false)
        });
        let seconds = started.elapsed().as_secs();
        say(&format!("the {name} suite: {totals}, in {seconds} s"));
        sum += totals;
    }
    println!("{sum}");
    if sum.failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

impl Suite {
    fn name(self) -> String {
        format!("{self:?}").to_lowercase()
    }

    fn run(self, page_is_built: &mut bool) -> Result<Totals> {
        match self {
            Self::Lint => lint(),
            Self::Native => native(),
            Self::Wasm | Self::Browser => {
                if !*page_is_built {
                    page::build(true)?;
                    *page_is_built = true;
                }
                in_chromium(self)
            }
        }
    }
}

/// The crates that are ours to check. wasm-bindgen's command line is only a doorway to another
/// project's code; the page and the worker are checked as native code, which finds the same
/// mistakes and needs no wasm library.
const OURS: [&str; 3] = ["--workspace", "--exclude", "timeslice-bindgen"];

/// Of these, the one that has no tests, but competitors that take a minute to compile.
const BENCH: [&str; 2] = ["--exclude", "timeslice-explorer-bench"];

fn cargo() -> Command {
    let mut command = Command::new("cargo");
    command.current_dir(layout::root());
    command
}

fn lint() -> Result<Totals> {
    let (formatted, _) = run_and_keep(cargo().args(["fmt", "--all", "--check"]))?;
    let (lints_hold, _) = run_and_keep(cargo().arg("clippy").args(OURS).args([
        "--all-targets",
        "--locked",
        "--",
        "--deny",
        "warnings",
    ]))?;
    let mut totals = Totals::of_check(formatted);
    totals += Totals::of_check(lints_hold);
    Ok(totals)
}

fn native() -> Result<Totals> {
    let nextest = answer(cargo().args(["nextest", "--version"])).is_some();
    let runner: &[&str] = if nextest {
        &["nextest", "run", "--no-fail-fast"]
    } else {
        &["test", "--no-fail-fast", "--lib", "--bins", "--tests"]
    };
    let (succeeded, output) =
        run_and_keep(cargo().args(runner).args(OURS).args(BENCH).arg("--locked"))?;
    let mut totals = Totals::of_runner(succeeded, &output);
    // nextest runs no examples in documentation.
    let (succeeded, output) = run_and_keep(
        cargo().args(["test", "--doc", "--quiet", "--locked"]).args(OURS).args(BENCH),
    )?;
    totals += Totals::of_runner(succeeded, &output);
    Ok(totals)
}

/// Runs the files of `tests/browser` that belong to the suite: those of the worker are named
/// `worker*.test.mjs`.
fn in_chromium(suite: Suite) -> Result<Totals> {
    let folder = layout::root().join("tests/browser");
    machine::require_node()?;
    let chromium = machine::chromium()?;
    install_npm_packages(&folder, "what drives the browser")?;
    // The browser's results are compared with native ones.
    let runs = layout::root().join("target/recorded-runs.bin");
    match suite {
        Suite::Wasm => run(cargo()
            .args(["run", "--package", "timeslice-worker", "--example", "record_runs"])
            .args(["--locked", "--quiet", "--"])
            .arg(&runs))?,
        _ => run(cargo().args(["build", "--package", "timeslice-cli", "--locked", "--quiet"]))?,
    }
    let (succeeded, output) = run_and_keep(
        Command::new("node")
            .current_dir(&folder)
            .args(["--test", "--test-reporter=spec", "--test-concurrency=1"])
            .args(test_files(&folder, suite)?)
            .env("CHROMIUM", chromium)
            .env("TIMESLICE_DIST", layout::dist())
            .env("TIMESLICE_CLI", layout::root().join("target/debug/timeslice"))
            .env("TIMESLICE_RUNS", runs),
    )?;
    Ok(Totals::of_runner(succeeded, &output))
}

fn test_files(folder: &std::path::Path, suite: Suite) -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).with_context(|| format!("no {}", folder.display()))? {
        let path = entry.context("cannot list a folder")?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let of_worker = name.starts_with("worker");
        if name.ends_with(".test.mjs") && of_worker == (suite == Suite::Wasm) {
            files.push(path);
        }
    }
    // Without names Node.js would look for tests by itself.
    ensure!(!files.is_empty(), "{} has no tests of this suite", folder.display());
    files.sort();
    Ok(files)
}
