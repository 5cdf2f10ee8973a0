//! `cargo xtask bench`: speed against CPython, how fast a moment is visited, how fast interleavings
//! are searched, and the sizes of the page.
//!
//! Every `.py` file in `crates/cli/benches/programs` is run by CPython, by the release build of
//! `timeslice run`, and by the same with `--trace`, in turns, so that a machine that slows down
//! slows all three. What counts is the CPU time of the child process, the best of its rounds. What
//! it takes to start is measured with a program that does nothing, and taken off. All three print
//! the same, or the comparison is void.

use anyhow::{Context, Result, bail};
use nix::sys::resource::{UsageWho, getrusage};
use nix::sys::time::TimeValLike;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::commands::{answer, run, say, which};
use crate::{layout, sizes};

/// How often each program, and the one that does nothing, runs in each of the three ways.
const ROUNDS: usize = 7;
/// Less than this beyond the start, in microseconds, is no base for a ratio.
const LEAST_US: i64 = 500;
/// The program whose time is that of starting and ending.
const NOTHING: &str = "nothing";
/// The CPython that the machine imitates, and is compared with where there is one.
const IMITATED: [u32; 2] = [3, 13];

/// The best CPU times of one program, in microseconds.
#[derive(Clone, Copy)]
struct Times {
    cpython_us: i64,
    run_us: i64,
    traced_us: i64,
}

/// Prints one line a program, then the visits of moments, then the searches, then the sizes of what is in `dist`.
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
    let mut programs = programs()?;
    let nothing = match programs.iter().position(|(name, _)| name == NOTHING) {
        Some(at) => programs.remove(at),
        None => bail!("no program {NOTHING}.py, whose time is taken off the others'"),
    };
    say(&format!("best CPU time of {ROUNDS} rounds, in ms; the ratios are to {version}"));
    println!("{:>9} {:>9} {:>7} {:>9} {:>7}", "CPython", "run", "ratio", "--trace", "ratio");
    let [start, _] = best(&python, &ours, [&nothing.1, &nothing.1])?;
    print_line("to start and end; taken off below", start);
    for (name, program) in &programs {
        // What it takes to start is measured anew each time: it is most of what a short program takes.
        let [start, all] = best(&python, &ours, [&nothing.1, program])?;
        let times = Times {
            cpython_us: all.cpython_us - start.cpython_us,
            run_us: all.run_us - start.run_us,
            traced_us: all.traced_us - start.traced_us,
        };
        print_line(name, times);
    }
    say("a visit of any moment of a run");
    run(Command::new("cargo").current_dir(layout::root()).args([
        "bench",
        "--package",
        "timeslice-machine",
        "--bench",
        "visits",
        "--locked",
        "--quiet",
    ]))?;
    say("searches of interleavings, beside shuttle's and loom's");
    run(Command::new("cargo").current_dir(layout::root()).args([
        "run",
        "--release",
        "--package",
        "timeslice-explorer-bench",
        "--locked",
        "--quiet",
    ]))?;
    if !layout::dist().is_dir() {
        say("no sizes: nothing is built in dist (`cargo xtask build --release`)");
        return Ok(());
    }
    sizes::print(&layout::dist())
}

/// Runs both programs in all three ways, in turns.
fn best(python: &Path, ours: &Path, programs: [&Path; 2]) -> Result<[Times; 2]> {
    let mut best = [Times { cpython_us: i64::MAX, run_us: i64::MAX, traced_us: i64::MAX }; 2];
    for _ in 0..ROUNDS {
        for (best, program) in best.iter_mut().zip(programs) {
            let cpython = timed(Command::new(python).arg(program))?;
            let run = timed(Command::new(ours).arg("run").arg(program))?;
            let traced =
                timed(Command::new(ours).args(["run", "--trace", "/dev/null"]).arg(program))?;
            if run.1 != cpython.1 || traced.1 != cpython.1 {
                let name = program.display();
                bail!("{name} prints something else under CPython: make the program deterministic");
            }
            best.cpython_us = best.cpython_us.min(cpython.0);
            best.run_us = best.run_us.min(run.0);
            best.traced_us = best.traced_us.min(traced.0);
        }
    }
    Ok(best)
}

fn print_line(name: &str, times: Times) {
    println!(
        "{:>9} {:>9} {:>7} {:>9} {:>7}  {name}",
        tenths(times.cpython_us),
        tenths(times.run_us),
        ratio(times.run_us, times.cpython_us),
        tenths(times.traced_us),
        ratio(times.traced_us, times.cpython_us),
    );
}

/// Milliseconds with one decimal.
fn tenths(us: i64) -> String {
    format!("{:.1}", us as f64 / 1000.0)
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

/// The programs by name, in order.
fn programs() -> Result<Vec<(String, PathBuf)>> {
    let folder = layout::root().join("crates/cli/benches/programs");
    let mut programs = Vec::new();
    for entry in fs::read_dir(&folder).with_context(|| format!("no {}", folder.display()))? {
        let path = entry.context("cannot list a folder")?.path();
        if path.extension().is_some_and(|kind| kind == "py") {
            let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
            programs.push((name, path));
        }
    }
    programs.sort();
    Ok(programs)
}

/// `$PYTHON`, else the CPython of the imitated version, else the newest one that pyenv has, else
/// `python3`.
fn cpython() -> Result<PathBuf> {
    if let Some(named) = std::env::var_os("PYTHON") {
        return Ok(PathBuf::from(named));
    }
    let versions = std::env::home_dir().map(|home| home.join(".pyenv/versions"));
    let installed: Vec<(Vec<u32>, PathBuf)> = versions
        .and_then(|folder| folder.read_dir().ok())
        .into_iter()
        .flatten()
        .flatten()
        .map(|entry| entry.path())
        .filter_map(|folder| Some((version(&folder)?, folder.join("bin/python"))))
        .filter(|(_, python)| python.is_file())
        .collect();
    if let Some((_, python)) = preferred(installed.clone()) {
        return Ok(python);
    }
    let [major, minor] = IMITATED;
    which(&format!("python{major}.{minor}"))
        .or_else(|| installed.into_iter().max().map(|(_, python)| python))
        .or_else(|| which("python3"))
        .context("no CPython to compare with: install Python 3 or set PYTHON")
}

/// The newest release of the imitated version.
fn preferred(installed: Vec<(Vec<u32>, PathBuf)>) -> Option<(Vec<u32>, PathBuf)> {
    installed.into_iter().filter(|(version, _)| version.starts_with(&IMITATED)).max()
}

/// A folder named `3.13.0` is version [3, 13, 0]; other implementations have other names.
fn version(folder: &Path) -> Option<Vec<u32>> {
    let name = folder.file_name()?.to_str()?;
    name.split('.').map(|part| part.parse().ok()).collect()
}

/// How many times as long; `?` where it is too little to tell.
fn ratio(ours_us: i64, theirs_us: i64) -> String {
    if theirs_us < LEAST_US {
        return "?".to_owned();
    }
    format!("{:.2}", ours_us as f64 / theirs_us as f64)
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
    fn the_imitated_version_comes_before_a_newer_one() {
        let python = |name: &str| (version(Path::new(name)).unwrap_or_default(), name.into());
        let installed = ["3.9.18", "3.13.0", "3.13.2", "3.14.0"].map(python).to_vec();
        assert_eq!(preferred(installed), Some(python("3.13.2")));
        assert_eq!(preferred(vec![python("3.14.0")]), None);
    }

    #[test]
    fn a_ratio_has_two_decimals() {
        assert_eq!(ratio(3_000, 2_000), "1.50");
        assert_eq!(ratio(1_010, 1_000), "1.01");
        assert_eq!(ratio(5, LEAST_US - 1), "?");
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
