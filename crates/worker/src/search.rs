//! Many executions at once: one seed each, on all threads of the pool, a slice at a time so that
//! a stop is heard. What goes wrong in one of them is a finding, with the schedule that shows it.

use std::collections::BTreeMap;

use rayon::prelude::*;
use timeslice_compiler::Diagnostic;
use timeslice_machine::Recording;
use timeslice_protocol::{
    Answer, FindingRow, MAX_ROWS, OutcomeRow, SearchOptions, SearchState, Strategy,
};
use timeslice_trace::{Base, Outcome, PCT_DEPTH, Schedule, Settings};

/// Executions under way at once, for each thread of the pool.
const BATCH_PER_THREAD: usize = 2;

/// Bytecodes of the first slice of each execution.
const FIRST_SLICE: u64 = 20_000;

/// Standard output that an outcome carries.
const STDOUT_BYTES: usize = 2_000;

/// A search under way.
pub struct Search {
    source: String,
    file_name: String,
    settings: Settings,
    strategy: Strategy,
    next_seed: u64,
    end_seed: u64,
    batch: Vec<(u64, Recording)>,
    slice: u64,
    executions: u64,
    outcomes: BTreeMap<(String, String), OutcomeRow>,
    /// By kind and message, so that each is told once.
    findings: BTreeMap<(String, String), FindingRow>,
    reported_ms: f64,
}

impl Search {
    /// Compiles the program; nothing runs yet.
    pub fn new(
        source: &str,
        file_name: &str,
        settings: &Settings,
        options: &SearchOptions,
    ) -> Result<Search, Vec<Diagnostic>> {
        Recording::new(source, file_name, settings, None)?;
        Ok(Search {
            source: source.to_owned(),
            file_name: file_name.to_owned(),
            settings: settings.clone(),
            strategy: options.strategy,
            next_seed: options.first_seed,
            end_seed: options.first_seed.saturating_add(options.executions),
            batch: Vec::new(),
            slice: FIRST_SLICE,
            executions: 0,
            outcomes: BTreeMap::new(),
            findings: BTreeMap::new(),
            reported_ms: 0.0,
        })
    }

    /// Works for about `slice_ms`; whether the search is over.
    pub fn work(&mut self, now_ms: &dyn Fn() -> f64, slice_ms: f64) -> bool {
        let wanted = rayon::current_num_threads() * BATCH_PER_THREAD;
        while self.batch.len() < wanted && self.next_seed < self.end_seed {
            let settings = self.with_seed(self.next_seed);
            if let Ok(recording) = Recording::new(&self.source, &self.file_name, &settings, None) {
                self.batch.push((self.next_seed, recording));
            }
            self.next_seed += 1;
        }
        let before = now_ms();
        let slice = self.slice;
        let ended: Vec<bool> =
            self.batch.par_iter_mut().map(|(_, recording)| recording.advance(slice)).collect();
        let took = now_ms() - before;
        let factor = (slice_ms * 2.0 / took.max(0.1)).clamp(0.5, 2.0);
        self.slice = ((slice as f64 * factor) as u64).max(1_000);
        let mut ended = ended.into_iter();
        let batch = std::mem::take(&mut self.batch);
        for (seed, recording) in batch {
            if ended.next() == Some(true) {
                self.count(&recording);
            } else {
                self.batch.push((seed, recording));
            }
        }
        self.batch.is_empty() && self.next_seed >= self.end_seed
    }

    /// Whether so much time has passed since the last report that another is due.
    pub fn wants_to_report(&mut self, now_ms: f64, every_ms: f64) -> bool {
        let is_due = now_ms - self.reported_ms >= every_ms;
        if is_due {
            self.reported_ms = now_ms;
        }
        is_due
    }

    /// What was found so far, the most frequent first.
    pub fn report(&self, ended: bool) -> Answer {
        let mut outcomes: Vec<OutcomeRow> = self.outcomes.values().cloned().collect();
        outcomes.sort_by(|a, b| b.executions.cmp(&a.executions).then(a.stdout.cmp(&b.stdout)));
        outcomes.truncate(MAX_ROWS);
        let different = self.outcomes.len();
        let sentence = format!(
            "Partial: {} random schedules tried, {different} {} seen.",
            self.executions,
            if different == 1 { "outcome" } else { "different outcomes" },
        );
        Answer::Searched {
            state: SearchState {
                executions: self.executions,
                ended,
                is_mending: false,
                // Seeds never prove that nothing else can happen.
                complete: false,
                sentence,
            },
            outcomes,
            findings: self.findings.values().take(MAX_ROWS).cloned().collect(),
        }
    }

    fn with_seed(&self, seed: u64) -> Settings {
        let base = match self.strategy {
            Strategy::Pct => Base::Pct(seed, PCT_DEPTH),
            _ => Base::Random(seed),
        };
        Settings { schedule: Schedule::of(base), seed, ..self.settings.clone() }
    }

    fn count(&mut self, recording: &Recording) {
        self.executions += 1;
        let word = recording.outcome().map_or("budget", |outcome| outcome.word());
        let stdout = tail(recording.stdout(), STDOUT_BYTES);
        let key = (word.to_owned(), stdout.to_owned());
        self.outcomes
            .entry(key)
            .or_insert_with(|| OutcomeRow {
                outcome: word.to_owned(),
                stdout: stdout.to_owned(),
                stderr_last: recording.stderr().lines().last().unwrap_or_default().to_owned(),
                executions: 0,
                preemptions: None,
                schedule: recording.schedule(),
                sentence: String::new(),
                minimal: false,
                decisive: Vec::new(),
                waiters: Vec::new(),
            })
            .executions += 1;
        if let Some(finding) = finding(recording) {
            let key = (finding.kind.clone(), finding.message.clone());
            self.findings.entry(key).or_insert(finding);
        }
    }
}

/// What went wrong in an execution.
fn finding(recording: &Recording) -> Option<FindingRow> {
    let (kind, message, lines, threads) = match recording.outcome()? {
        Outcome::Deadlock(waiters) => {
            let waits: Vec<String> = waiters
                .iter()
                .map(|waiter| {
                    let what = format!("{} {}", waiter.reason.describe(), waiter.object);
                    format!("{} waits for {}", waiter.name, what.trim_end())
                })
                .collect();
            let mut lines: Vec<u32> =
                waiters.iter().map(|waiter| waiter.line).filter(|line| *line > 0).collect();
            lines.sort_unstable();
            lines.dedup();
            let threads = waiters.iter().map(|waiter| waiter.name.clone()).collect();
            ("deadlock", waits.join("; "), lines, threads)
        }
        Outcome::Exception => {
            let last = recording.stderr().trim_end().lines().last().unwrap_or_default();
            ("exception", last.to_owned(), Vec::new(), Vec::new())
        }
        Outcome::Ok | Outcome::Exit(_) | Outcome::Budget(_) => return None,
    };
    Some(FindingRow {
        kind: kind.to_owned(),
        message,
        lines,
        threads,
        preemptions: None,
        schedule: recording.schedule(),
        sides: Vec::new(),
        fix: None,
    })
}

/// The end of a text, `bytes` long at most.
pub(crate) fn tail(text: &str, bytes: usize) -> &str {
    let mut start = text.len().saturating_sub(bytes);
    while !text.is_char_boundary(start) {
        start += 1;
    }
    &text[start..]
}
