//! One run of one program, as the command line makes it, and many of them on a few threads.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use timeslice_machine::Recording;
use timeslice_scenarios::Scenario;
use timeslice_trace::Settings;

/// Bytecodes after which a test's program is stopped.
pub const MAX_STEPS: u64 = 50_000_000;

/// What the command line exits with when a file cannot be compiled.
const INVALID: i32 = 65;

/// What a run came to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ran {
    /// Its stdout.
    pub stdout: String,
    /// Its stderr, with the report of a deadlock or a spent budget.
    pub stderr: String,
    /// The command line's exit code.
    pub exit_code: i32,
    /// Hash of all events.
    pub trace_hash: u64,
    /// Bytecodes executed.
    pub steps: u64,
    /// Virtual time at the end.
    pub time_ns: u64,
}

/// The settings that `source` asks for, with the tests' bound on bytecodes.
pub fn settings_of(source: &str) -> Settings {
    let mut settings = Settings::default();
    settings.limits.steps = MAX_STEPS;
    Scenario::parse(source).metadata.override_settings(&mut settings);
    settings
}

/// Runs `source` to its end.
///
/// # Errors
/// The message of a panic inside the machine or the compiler, which is always a bug.
pub fn run(source: &str, file_name: &str, settings: &Settings) -> Result<Ran, String> {
    catch_unwind(AssertUnwindSafe(|| run_unguarded(source, file_name, settings))).map_err(|cause| {
        let message = cause
            .downcast_ref::<String>()
            .map(String::as_str)
            .or_else(|| cause.downcast_ref::<&str>().copied())
            .unwrap_or("no message");
        format!("panicked: {message}")
    })
}

fn run_unguarded(source: &str, file_name: &str, settings: &Settings) -> Ran {
    let mut recording = match Recording::once(source, file_name, settings, Some(0)) {
        Ok(recording) => recording,
        Err(found) => {
            let stderr = found
                .iter()
                .map(|d| {
                    let kind = d.kind.exception();
                    format!("{file_name}:{}:{}: {kind}: {}\n", d.line, d.column, d.message)
                })
                .collect();
            return Ran { stderr, exit_code: INVALID, ..Ran::default() };
        }
    };
    while !recording.advance(1_000_000) {}
    Ran {
        stdout: recording.stdout().to_owned(),
        stderr: format!("{}{}", recording.stderr(), recording.report().unwrap_or_default()),
        exit_code: recording.exit_code(),
        trace_hash: recording.trace_hash(),
        steps: recording.steps(),
        time_ns: recording.time_ns(),
    }
}

/// The Python files of a folder, by name.
pub fn programs_in(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder)
        .unwrap_or_else(|error| panic!("cannot read {}: {error}", folder.display()));
    let mut programs: Vec<PathBuf> = entries
        .map(|entry| entry.expect("an entry of the folder").path())
        .filter(|path| path.extension().is_some_and(|end| end == "py"))
        .collect();
    programs.sort();
    programs
}

/// Calls `work` for every item on as many threads as there are cores; the results in order.
pub fn each<T: Sync, R: Send>(items: &[T], work: impl Fn(&T) -> R + Sync) -> Vec<R> {
    let next = AtomicUsize::new(0);
    let done = Mutex::new(Vec::with_capacity(items.len()));
    let cores = std::thread::available_parallelism().map_or(1, |n| n.get());
    std::thread::scope(|scope| {
        for _ in 0..cores.min(items.len()) {
            scope.spawn(|| {
                loop {
                    let index = next.fetch_add(1, Ordering::Relaxed);
                    let Some(item) = items.get(index) else { break };
                    let result = work(item);
                    done.lock().expect("no other thread panicked").push((index, result));
                }
            });
        }
    });
    let mut done = done.into_inner().expect("no thread panicked");
    done.sort_by_key(|(index, _)| *index);
    done.into_iter().map(|(_, result)| result).collect()
}
