//! `cargo xtask coverage`: writes anew what there is of Python's library.
//!
//! CPython's own names are taken from a CPython 3.13 where there is one; else those that were
//! recorded last serve.

use anyhow::{Context, Result, ensure};
use std::fs;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use crate::commands::{answer, run, say, which};
use crate::layout;

/// The version whose library ours is compared with.
const VERSION: &str = "Python 3.13.";

/// Writes `COVERAGE.md`, the page of it, and the machine's list of what is refused.
pub fn write() -> Result<()> {
    let folder = layout::root().join("tests/coverage");
    match python() {
        Some(python) => {
            let output = Command::new(&python)
                .arg(folder.join("names.py"))
                .stdin(Stdio::null())
                .stderr(Stdio::null())
                .output()
                .with_context(|| format!("cannot start {}", python.display()))?;
            ensure!(output.status.success(), "{} cannot list its library", python.display());
            fs::write(folder.join("cpython-3.13.txt"), output.stdout)
                .context("cannot write the names of CPython's library")?;
        }
        None => say("there is no CPython 3.13 here: comparing with the names recorded last"),
    }
    run(Command::new("cargo").current_dir(layout::root()).env("TIMESLICE_BLESS", "1").args([
        "test",
        "--quiet",
        "-p",
        "timeslice-tests",
        "--test",
        "coverage",
    ]))
}

/// `$PYTHON`, `python3.13`, or pyenv's, when it is a 3.13.
fn python() -> Option<PathBuf> {
    let given = std::env::var_os("PYTHON").map(PathBuf::from);
    let versions = std::env::home_dir().map(|home| home.join(".pyenv/versions"));
    let installed = versions
        .and_then(|folder| fs::read_dir(folder).ok())
        .into_iter()
        .flatten()
        .flatten()
        .map(|entry| entry.path().join("bin/python"));
    given.into_iter().chain(which("python3.13")).chain(installed).find(|python| {
        answer(Command::new(python).arg("--version")).is_some_and(|v| v.starts_with(VERSION))
    })
}
