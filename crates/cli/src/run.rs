//! `timeslice run`

use std::io::Write;

use timeslice_machine::Recording;
use timeslice_trace::{Outcome, PythonVersion, Settings, Trace};

use crate::arguments::{MachineOptions, Python, RunOptions};
use crate::exit::{Failure, NO_INPUT, USAGE};
use crate::program::{self, Program};

/// Events kept for `--trace` and `--events`.
const TRACE_CAPACITY: usize = 5_000_000;
/// Bytecodes between two writes of output.
const SLICE: u64 = 2_000_000;
/// Bytecodes of a run unless told otherwise: the page's default is for people who wait, this one
/// for programs that count to a hundred million.
const MAX_STEPS: u64 = 2_000_000_000;

/// Reads the program and works out the settings of a run that may take `max_steps` bytecodes
/// unless told otherwise.
pub fn prepare(options: &MachineOptions, max_steps: u64) -> Result<(Program, Settings), Failure> {
    let mut program = program::read(&options.file)?;
    program.source = timeslice_scenarios::apply(&program.source, &options.values()?)
        .map_err(|error| Failure::new(USAGE, error))?;
    let settings = settings(&program, options, max_steps)?;
    Ok((program, settings))
}

/// The settings that a program and the command line ask for.
pub fn settings(
    program: &Program,
    options: &MachineOptions,
    max_steps: u64,
) -> Result<Settings, Failure> {
    let mut settings = Settings::default();
    settings.limits.steps = max_steps;
    let scenario = timeslice_scenarios::Scenario::parse(&program.source);
    scenario.metadata.override_settings(&mut settings);
    options.override_settings(&mut settings)?;
    if options.file != "-" {
        settings.stdin = read_stdin();
    }
    Ok(settings)
}

/// What the program reads by `input()`: everything that is there, unless a person types.
fn read_stdin() -> String {
    use std::io::{IsTerminal, Read};
    let stdin = std::io::stdin();
    let mut bytes = Vec::new();
    if !stdin.is_terminal() {
        // A closed or odd standard input is as good as an empty one.
        let _ = stdin.lock().take(1 << 20).read_to_end(&mut bytes);
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// `timeslice run`
pub fn run(options: &RunOptions) -> Result<u8, Failure> {
    if options.machine.python == Some(Python::All) {
        return Err(Failure::new(USAGE, "--python all is for `explore`"));
    }
    let (program, settings) = prepare(&options.machine, MAX_STEPS)?;
    let keeps = options.trace.is_some() || options.events;
    let capacity = match (keeps, options.json) {
        (true, _) => Some(TRACE_CAPACITY),
        (false, true) => Some(0),
        (false, false) => None,
    };
    let mut recording = Recording::once(&program.source, &program.name, &settings, capacity)
        .map_err(|found| invalid(options.json, &program.name, &found))?;
    let mut written = 0;
    loop {
        let finished = recording.advance(SLICE);
        if !options.json {
            written = write_pieces(&recording, written);
        }
        if finished {
            break;
        }
    }
    if let Some(path) = &options.trace {
        write_trace(&recording, settings.python != PythonVersion::V313t, path)?;
    }
    if options.events
        && let Some(trace) = recording.trace()
    {
        print_events(trace);
    }
    let code = recording.exit_code() as u8;
    if options.json {
        println!("{}", json(&recording));
    } else if let Some(report) = recording.report() {
        eprint!("{report}");
    }
    // The process ends here: taking a large heap apart object by object would be for nobody.
    std::mem::forget(recording);
    Ok(code)
}

fn invalid(json: bool, name: &str, found: &[timeslice_compiler::Diagnostic]) -> Failure {
    let failure = program::report(name, found);
    if json {
        let value = serde_json::json!({
            "outcome": "invalid", "exit_code": failure.code, "stdout": "", "stderr": failure.message,
            "virtual_time_ns": 0, "steps": 0, "switches": 0, "events": 0, "schedule": "", "trace_hash": "",
        });
        println!("{value}");
    }
    failure
}

/// Writes the pieces of output from number `from` on, each to its stream; gives how many there are.
fn write_pieces(recording: &Recording, from: usize) -> usize {
    let pieces = recording.output();
    let mut stdout = std::io::stdout().lock();
    for (stream, text, _) in &pieces[from.min(pieces.len())..] {
        // A closed pipe ends the writing, not the run.
        let _ = if *stream == 1 {
            stdout.write_all(text.as_bytes())
        } else {
            let _ = stdout.flush();
            std::io::stderr().lock().write_all(text.as_bytes())
        };
    }
    let _ = stdout.flush();
    pieces.len()
}

fn write_trace(recording: &Recording, has_gil: bool, path: &str) -> Result<(), Failure> {
    let Some(trace) = recording.trace() else { return Ok(()) };
    let write = || {
        let mut file = std::io::BufWriter::new(std::fs::File::create(path)?);
        timeslice_trace::write_chrome_trace(trace, has_gil, &mut file)?;
        file.flush()
    };
    write().map_err(|error| Failure::new(NO_INPUT, format!("cannot write {path}: {error}")))
}

fn print_events(trace: &Trace) {
    let mut stderr = std::io::stderr().lock();
    for e in trace.iter() {
        let object = trace.object(e.a).map_or("", |o| &o.label);
        let _ = writeln!(
            stderr,
            "{:>14} {:>9} T{} {:?} line {} a={} b={} {object}",
            e.time_ns, e.step, e.thread, e.kind, e.line, e.a as i32, e.b as i32
        );
    }
    if trace.dropped > 0 {
        let _ = writeln!(stderr, "({} more events were not kept)", trace.dropped);
    }
}

fn json(recording: &Recording) -> serde_json::Value {
    let report = recording.report().unwrap_or_default();
    serde_json::json!({
        "outcome": recording.outcome().map_or("ok", Outcome::word),
        "exit_code": recording.exit_code(),
        "stdout": recording.stdout(),
        "stderr": format!("{}{report}", recording.stderr()),
        "virtual_time_ns": recording.time_ns(),
        "steps": recording.steps(),
        "switches": recording.switches(),
        "events": recording.events(),
        "schedule": recording.schedule(),
        "trace_hash": format!("{:016x}", recording.trace_hash()),
    })
}
