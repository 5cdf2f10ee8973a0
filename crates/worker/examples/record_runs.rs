//! Writes down what the session answers natively, so that both wasm builds can be held against it
//! byte for byte: `cargo run -p timeslice-worker --example record_runs -- FILE`.
//!
//! The programs are the samples, the catalogue and a part of the corpus, each under several
//! machines and schedules. The answer to a run holds the hash of all its events. The file is a
//! sequence of exchanges; an exchange is its name, the question and the last answer to it, each
//! as its length (four bytes, the lowest first) and its bytes.

use std::path::{Path, PathBuf};
use std::{env, fs};

use timeslice_protocol::{Answer, Ask, Reply, Request, to_bytes};
use timeslice_scenarios::{Scenario, all};
use timeslice_trace::{Base, PythonVersion, Schedule, Settings};
use timeslice_worker::Session;

/// Every how-manieth program of the corpus.
const STRIDE: usize = 8;
/// Longest run: what differs, differs early.
const MAX_STEPS: u64 = 60_000;
/// The same number for all: the browser asks one question at a time.
const ID: u32 = 1;

/// The machines and schedules that each program meets.
const RUNS: [(PythonVersion, Base); 9] = [
    (PythonVersion::V313, Base::Fair),
    (PythonVersion::V313, Base::Serial),
    (PythonVersion::V313, Base::Random(1)),
    (PythonVersion::V39, Base::Random(2)),
    (PythonVersion::V39, Base::Pct(3, 3)),
    (PythonVersion::Any, Base::Random(4)),
    (PythonVersion::Any, Base::Pct(5, 4)),
    (PythonVersion::V313t, Base::Fair),
    (PythonVersion::V313t, Base::Random(6)),
];

fn main() {
    let out = env::args_os().nth(1).expect("the file to write");
    let mut record = Record::default();
    for (name, source) in programs() {
        record.program(&name, &source);
    }
    assert!(record.runs >= 1_000, "only {} runs: name more programs or machines", record.runs);
    fs::write(&out, &record.bytes).expect("the file can be written");
    println!("{} runs of {} programs", record.runs, record.programs);
}

/// Names and texts.
fn programs() -> Vec<(String, String)> {
    let tests = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests");
    let mut corpus = Vec::new();
    for group in sorted(&tests.join("conformance")) {
        if group.is_dir() {
            corpus.extend(python_files(&group));
        }
    }
    let files = python_files(&tests.join("programs")).into_iter();
    let files = files.chain(corpus.into_iter().step_by(STRIDE));
    let read = |path: PathBuf| {
        let name = path.file_name().expect("a file has a name").to_string_lossy().into_owned();
        (name, fs::read_to_string(path).expect("a program can be read"))
    };
    let scenarios = all().iter().map(|e| (format!("{}.py", e.name), e.source.to_owned()));
    files.map(read).chain(scenarios).collect()
}

fn sorted(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).expect("the tests lie beside the crates");
    let mut paths: Vec<_> = entries.map(|entry| entry.expect("a readable folder").path()).collect();
    paths.sort();
    paths
}

fn python_files(folder: &Path) -> Vec<PathBuf> {
    sorted(folder).into_iter().filter(|path| path.extension().is_some_and(|e| e == "py")).collect()
}

/// The exchanges so far.
#[derive(Default)]
struct Record {
    bytes: Vec<u8>,
    programs: usize,
    runs: usize,
}

impl Record {
    fn program(&mut self, name: &str, source: &str) {
        self.programs += 1;
        let mut session = Session::new();
        let mut settings = Settings::default();
        Scenario::parse(source).metadata.override_settings(&mut settings);
        settings.limits.steps = settings.limits.steps.min(MAX_STEPS);
        for (python, base) in RUNS {
            let seed = self.runs as u64;
            let schedule = Schedule::of(base);
            let ask = Ask::Run {
                source: source.to_owned(),
                file_name: name.to_owned(),
                settings: Box::new(Settings { python, schedule, seed, ..settings.clone() }),
                trace_capacity: 0,
            };
            let what = format!("{name}, {python:?}, {base:?}");
            let Answer::Finished(summary) = self.exchange(&mut session, &what, ask) else {
                // A program that does not compile: its diagnostics are compared.
                return;
            };
            self.runs += 1;
            if base == Base::Fair {
                let ask = Ask::Moment { step: summary.steps / 2 };
                self.exchange(&mut session, &format!("{what}, half of it"), ask);
            }
        }
    }

    fn exchange(&mut self, session: &mut Session, name: &str, ask: Ask) -> Answer {
        let question = Request { id: ID, ask };
        self.field(name.as_bytes());
        self.field(&to_bytes(&question));
        let mut replies: Vec<Reply> = Vec::new();
        session.handle(question, &mut replies);
        while session.is_busy() {
            session.work(&|| 0.0, &mut replies);
        }
        let last = replies.pop().expect("every question is answered");
        self.field(&to_bytes(&last));
        last.answer
    }

    fn field(&mut self, bytes: &[u8]) {
        let length = u32::try_from(bytes.len()).expect("programs are small");
        self.bytes.extend_from_slice(&length.to_le_bytes());
        self.bytes.extend_from_slice(bytes);
    }
}
