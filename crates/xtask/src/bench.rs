//! `cargo xtask bench`: speed against CPython, and the sizes of the page.
//!
//! Every `.py` file in `crates/cli/benches/programs` is run by the release build of `timeslice`
//! and by CPython, in turns, so that a machine that slows down slows both. What counts is the
//! CPU time of the child process, the best of its rounds; both print the same, or the
//! comparison is void.

use anyhow::{Context, Result, bail};
use nix::sys::resource::{UsageWho, getrusage};
use nix::sys::time::TimeValLike;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::commands::{answer, run, say};
use crate::{layout, sizes};

/// How often each program runs; an odd number of turns for both.
const ROUNDS: usize = 5;

/// Prints one line a program, then the sizes of what is in `dist`.
pub fn run_benches() -> Result<()> {
    run(Command::new("cargo").current_dir(layout::root()).args([
        "build",
        "--release",
        "--package",
        "timeslice-cli",
        "--locked",
    ]))?;
    let ours = layout::root().join("target/release/timeslice");
    let python = cpython()?;
    let version = answer(Command::new(&python).arg("--version")).unwrap_or_default();
    say(&format!("best CPU time of {ROUNDS} rounds against {version}"));
    println!("{:>10} {:>10} {:>7}  program", "timeslice", "CPython", "ratio");
    for program in programs()? {
        let name = program.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let mut best = [i64::MAX; 2];
        for _ in 0..ROUNDS {
            let (ours_us, our_output) = timed(Command::new(&ours).arg("run").arg(&program))?;
            let (theirs_us, their_output) = timed(Command::new(&python).arg(&program))?;
            if our_output != their_output {
                bail!("{name} prints something else under CPython: make the program deterministic");
            }
            best = [best[0].min(ours_us), best[1].min(theirs_us)];
        }
        let [ours_us, theirs_us] = best;
        println!(
            "{:>7} ms {:>7} ms {:>7}  {name}",
            ours_us / 1000,
            theirs_us / 1000,
            ratio(ours_us, theirs_us)
        );
    }
    sizes::print(&layout::dist())
}

/// The CPU time in microseconds and the output of one run.
fn timed(command: &mut Command) -> Result<(i64, Vec<u8>)> {
    let before = children_cpu_us()?;
    let output = command
        .stdin(Stdio::null())
        .stderr(Stdio::inherit())
        .output()
        .with_context(|| format!("cannot start {}", command.get_program().display()))?;
    if !output.status.success() {
        bail!("a benchmark failed ({}); its output above says why", output.status);
    }
    Ok((children_cpu_us()? - before, output.stdout))
}

/// The CPU time of all child processes that have ended.
fn children_cpu_us() -> Result<i64> {
    let usage = getrusage(UsageWho::RUSAGE_CHILDREN).context("the system keeps no CPU times")?;
    Ok((usage.user_time() + usage.system_time()).num_microseconds())
}

fn programs() -> Result<Vec<PathBuf>> {
    let folder = layout::root().join("crates/cli/benches/programs");
    let mut programs = Vec::new();
    for entry in fs::read_dir(&folder).with_context(|| format!("no {}", folder.display()))? {
        let path = entry.context("cannot list a folder")?.path();
        if path.extension().is_some_and(|kind| kind == "py") {
            programs.push(path);
        }
    }
    programs.sort();
    Ok(programs)
}

/// `$PYTHON`, else the newest CPython that pyenv has, else `python3`.
fn cpython() -> Result<PathBuf> {
    if let Some(named) = std::env::var_os("PYTHON") {
        return Ok(PathBuf::from(named));
    }
    let versions = std::env::home_dir().map(|home| home.join(".pyenv/versions"));
    let newest = versions
        .and_then(|folder| folder.read_dir().ok())
        .into_iter()
        .flatten()
        .flatten()
        .map(|entry| entry.path())
        .filter_map(|folder| Some((version(&folder)?, folder.join("bin/python"))))
        .filter(|(_, python)| python.is_file())
        .max();
    match newest {
        Some((_, python)) => Ok(python),
        None => crate::commands::which("python3")
            .context("no CPython to compare with: install Python 3 or set PYTHON"),
    }
}

/// A folder named `3.13.0` is version [3, 13, 0]; other implementations have other names.
fn version(folder: &Path) -> Option<Vec<u32>> {
    let name = folder.file_name()?.to_str()?;
    name.split('.').map(|part| part.parse().ok()).collect()
}

fn ratio(ours_us: i64, theirs_us: i64) -> String {
    let hundredths = ours_us * 100 / theirs_us.max(1);
    format!("{}.{:02}", hundredths / 100, hundredths % 100)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_cpython_versions_are_compared_with() {
        assert_eq!(version(Path::new("versions/3.13.0")), Some(vec![3, 13, 0]));
        assert_eq!(version(Path::new("versions/pypy3.10-7.3")), None);
        assert!(version(Path::new("3.13.0")) > version(Path::new("3.9.18")));
    }

    #[test]
    fn a_ratio_has_two_decimals() {
        assert_eq!(ratio(3_000, 2_000), "1.50");
        assert_eq!(ratio(1_010, 1_000), "1.01");
        assert_eq!(ratio(5, 0), "5.00");
    }

    #[test]
    fn a_child_s_cpu_time_is_seen() {
        let (used_us, output) = timed(
            Command::new("sh")
                .args(["-c", "i=0; while [ $i -lt 100000 ]; do i=$((i+1)); done; echo $i"]),
        )
        .expect("sh runs");
        assert_eq!(output, b"100000\n");
        assert!(used_us > 0);
    }
}
