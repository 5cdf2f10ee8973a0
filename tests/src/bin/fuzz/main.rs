//! Fuzzing without a sanitiser: programs are made up or mutated from those of the repository, run
//! in-process with small budgets and odd settings, and every panic is kept with its program.
//!
//!     cargo run -p timeslice-tests --bin fuzz -- --minutes 10 [--seed N] [--keep FOLDER]
//!
//! The command exits with 1 when something panicked or took far too long. The seed printed at the
//! start makes the same programs again. A program that ends the whole process (a stack overflow)
//! is found in the folder as `current.py`.

mod generate;
mod mutate;
mod random;

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Mutex;
use std::time::{Duration, Instant};

use random::Random;
use timeslice_machine::Recording;
use timeslice_trace::{PythonVersion, Settings, StartMethod, StdoutMode};

/// Stack of the thread that runs programs: a browser's worker has about this much.
const STACK_BYTES: usize = 1 << 20;
/// A program with these budgets ends in less, or something is wrong.
const PATIENCE: Duration = Duration::from_secs(180);

/// Where the last panic was, set by the hook.
static PLACE: Mutex<String> = Mutex::new(String::new());

fn main() -> ExitCode {
    let mut minutes = 1.0;
    let mut seed = 1;
    let mut keep = PathBuf::from("target/fuzz");
    let mut args = std::env::args().skip(1);
    while let Some(name) = args.next() {
        let value = args.next().unwrap_or_default();
        match name.as_str() {
            "--minutes" => minutes = value.parse().unwrap_or(minutes),
            "--seed" => seed = value.parse().unwrap_or(seed),
            "--keep" => keep = value.into(),
            _ => {
                eprintln!("usage: fuzz [--minutes N] [--seed N] [--keep FOLDER]");
                return ExitCode::from(64);
            }
        }
    }
    if let Err(error) = std::fs::create_dir_all(&keep) {
        eprintln!("{}: {error}", keep.display());
        return ExitCode::from(66);
    }
    std::panic::set_hook(Box::new(|info| {
        let place = info.location().map_or_else(String::new, ToString::to_string);
        if let Ok(mut slot) = PLACE.lock() {
            *slot = place;
        }
    }));
    let corpus = corpus();
    println!("{} programs to mutate, seed {seed}, {minutes} minutes", corpus.len());
    let end = Instant::now() + Duration::from_secs_f64(minutes * 60.0);
    let worker = std::thread::Builder::new().stack_size(STACK_BYTES);
    let run = worker.spawn(move || fuzz(&corpus, seed, &keep, end));
    match run.map(std::thread::JoinHandle::join) {
        Ok(Ok(0)) => ExitCode::SUCCESS,
        _ => ExitCode::FAILURE,
    }
}

/// Runs programs until `end`; gives the number of different places that panicked.
fn fuzz(corpus: &[String], seed: u64, keep: &Path, end: Instant) -> usize {
    let mut found: BTreeMap<String, u32> = BTreeMap::new();
    let mut executions = 0_u64;
    let mut compiled = 0_u64;
    let mut said = Instant::now();
    while Instant::now() < end {
        let mut random = Random::new(seed.wrapping_mul(1 << 32).wrapping_add(executions));
        let program = if corpus.is_empty() || random.one_in(4) {
            generate::program(&mut random)
        } else {
            mutate::program(corpus, &mut random)
        };
        let settings = settings(&mut random);
        // Written first: a stack overflow leaves no time for it.
        let _ = std::fs::write(keep.join("current.py"), &program);
        let begun = Instant::now();
        let result = catch_unwind(AssertUnwindSafe(|| once(&program, &settings, &mut random)));
        executions += 1;
        let problem = match result {
            Ok(ran) => {
                compiled += u64::from(ran);
                let took = begun.elapsed();
                (took > PATIENCE).then(|| format!("slow: {} s", took.as_secs()))
            }
            Err(_) => Some(PLACE.lock().map(|p| p.clone()).unwrap_or_default()),
        };
        if let Some(problem) = problem {
            let count = found.entry(problem.clone()).or_default();
            *count += 1;
            if *count <= 3 {
                let file = keep.join(format!("{executions:08}.py"));
                let text = format!("# {problem}\n# {settings:?}\n{program}");
                let _ = std::fs::write(&file, text);
                println!("{problem}  {}", file.display());
            }
        }
        if said.elapsed() > Duration::from_secs(60) {
            said = Instant::now();
            println!("{executions} executions, {compiled} compiled, {} places", found.len());
        }
    }
    println!("{executions} executions, {compiled} compiled, {} places", found.len());
    for (place, count) in &found {
        println!("{count:6}  {place}");
    }
    found.len()
}

/// One run, some looks at its moments, and everything that is derived from it. False: the program
/// was refused.
fn once(program: &str, settings: &Settings, random: &mut Random) -> bool {
    let capacity = if random.one_in(3) { None } else { Some(2_000) };
    let Ok(mut recording) = Recording::new(program, "fuzz.py", settings, capacity) else {
        return false;
    };
    while !recording.advance(1 + random.below(60_000)) {}
    let _ = (recording.report(), recording.schedule(), recording.output(), recording.exit_code());
    for _ in 0..random.below(4) {
        let _ = recording.moment(random.below(recording.steps() + 1));
    }
    if let Some(trace) = recording.trace()
        && random.one_in(4)
    {
        let _ = timeslice_trace::chrome_trace(trace, true);
    }
    true
}

fn settings(random: &mut Random) -> Settings {
    let mut settings = Settings::default();
    settings.limits.steps = 150_000;
    settings.limits.memory_bytes = 48 << 20;
    settings.limits.output_bytes = 1 << 16;
    settings.limits.threads = 60;
    settings.limits.processes = 8;
    settings.seed = random.below(5);
    settings.cores = 1 + random.below(4) as u32;
    settings.stdin = "5\nhello\n".to_owned();
    if random.one_in(2) {
        return settings;
    }
    settings.python = random.of(&[
        PythonVersion::Any,
        PythonVersion::V39,
        PythonVersion::V313,
        PythonVersion::V313t,
    ]);
    settings.stdout = random.of(&[StdoutMode::Buffered, StdoutMode::Unbuffered]);
    settings.start_method =
        random.of(&[StartMethod::Fork, StartMethod::Spawn, StartMethod::Forkserver]);
    let schedule =
        random.of(&["fair", "random:3", "pct:5", "serial", "fair;2000>1,30000>0!", "serial-any"]);
    settings.schedule = schedule.parse().unwrap_or_default();
    settings.switch_interval_ns = random.of(&[1_000, 100_000, 5_000_000]);
    settings
}

/// The Python files of the repository.
fn corpus() -> Vec<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap_or(Path::new("."));
    let mut files = Vec::new();
    let mut folders: Vec<PathBuf> =
        ["tests", "crates/scenarios", "crates/machine/lib"].iter().map(|f| root.join(f)).collect();
    while let Some(folder) = folders.pop() {
        let Ok(entries) = std::fs::read_dir(folder) else { continue };
        for path in entries.filter_map(Result::ok).map(|e| e.path()) {
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|e| e == "py") {
                files.push(path);
            }
        }
    }
    files.sort();
    files.iter().filter_map(|f| std::fs::read_to_string(f).ok()).collect()
}
