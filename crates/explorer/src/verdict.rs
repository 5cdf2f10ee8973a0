//! From a search's report to a verdict: each outcome with its schedule in a sentence, and findings.
//!
//! The detectors read recorded runs: the normal order, and the shortest schedule of each outcome.
//! A race shows in any execution that has the two accesses, a deadlock in the one that ends so.

use timeslice_compiler::Diagnostic;
use timeslice_machine::Recording;
use timeslice_trace::{
    Base, EventKind, Finding, FindingKind, OutcomeFound, PythonVersion, Settings, Verdict,
};

use crate::options::{Control, Options};
use crate::program::{Explored, Question, granularity, kind_of};
use crate::report::{OutcomeClass, Schedule, Stop};
use crate::run::Run;
use crate::system::{Outcome, OutcomeKind};

/// How many runs are looked at for findings.
const MAX_RUNS: usize = 64;
/// Events of one run that are looked at.
const MAX_EVENTS: usize = 200_000;
/// Bytecodes of one run that are looked at.
const MAX_STEPS: u64 = 2_000_000;
/// Bytecodes of a run that does not end, behind the point from which it repeats itself.
const SOME_TURNS: u64 = 2_000;
/// Random schedules that are tried where no execution could be explored to its end.
const SAMPLES: u64 = 6;

impl Question<'_> {
    /// Searches the program's interleavings and says what it found.
    ///
    /// # Errors
    /// What is wrong with the program, by position.
    pub fn verdict(
        &self,
        options: &Options,
        control: &Control,
    ) -> Result<Verdict, Vec<Diagnostic>> {
        let mut explored = self.explore(options, control)?;
        if explored.report.outcomes.is_empty() && !control.cancelled() {
            self.sample(&mut explored)?;
        }
        let mut runs = Vec::new();
        let normal = self.text("");
        if !explored.schedules.contains(&normal) {
            runs.push(self.record(&normal, None)?);
        }
        for (schedule, class) in explored.schedules.iter().zip(&explored.report.outcomes) {
            if runs.len() >= MAX_RUNS {
                break;
            }
            runs.push(self.record(schedule, Some(class))?);
        }
        let mut findings: Vec<Finding> = Vec::new();
        for run in &runs {
            for finding in run.findings() {
                add(&mut findings, finding);
            }
        }
        let has_gil = self.settings.python != PythonVersion::V313t;
        let open = explored.report.outcomes.len() > 1;
        if has_gil && self.settings.python != PythonVersion::Any && !open {
            // Whatever the order of these accesses, the GIL lets nothing be torn.
            findings.retain(|f| f.kind != FindingKind::Race);
        }
        if !open {
            // Cut off or not, it made no difference.
            findings.retain(|f| f.kind != FindingKind::DaemonKilled);
        }
        if open && findings.is_empty() {
            findings.push(depends_on_schedule(&explored, &runs));
        }
        findings.sort_by_key(|f| (f.kind, f.preemptions, f.lines.clone()));
        Ok(self.put_together(&explored, &runs, findings))
    }

    /// Executions too long for the search still end somehow: a few plain runs tell how.
    fn sample(&self, explored: &mut Explored) -> Result<(), Vec<Diagnostic>> {
        let seeds = (1..=SAMPLES).map(Base::Random);
        for base in [self.settings_of_runs().schedule.base].into_iter().chain(seeds) {
            let schedule = timeslice_trace::Schedule::of(base);
            let settings = Settings { schedule: schedule.clone(), ..self.settings.clone() };
            let mut recording = Recording::once(self.source, self.file_name, &settings, None)?;
            recording.advance(u64::MAX);
            let Some(ended) = recording.outcome() else { continue };
            let last = recording.stderr().lines().rfind(|line| !line.trim().is_empty());
            let outcome = Outcome {
                kind: kind_of(ended),
                exit_code: recording.exit_code(),
                stdout: recording.stdout().to_owned(),
                stderr_last: last.unwrap_or_default().to_owned(),
            };
            explored.report.executions += 1;
            let known = explored.report.outcomes.iter_mut().find(|c| c.outcome == outcome);
            if let Some(class) = known {
                class.executions += 1;
                continue;
            }
            explored.report.outcomes.push(OutcomeClass {
                key: explored.report.outcomes.len() as u64,
                outcome,
                executions: 1,
                // Which of the switches were preemptions is not known: no more than all.
                schedule: Schedule {
                    choices: Vec::new(),
                    preemptions: u32::try_from(recording.switches()).unwrap_or(u32::MAX),
                    switches: u32::try_from(recording.switches()).unwrap_or(u32::MAX),
                    segments: Vec::new(),
                    ways: Vec::new(),
                    steps: recording.steps(),
                },
                minimal: false,
            });
            explored.schedules.push(schedule.to_string());
        }
        Ok(())
    }

    /// A schedule's text with this question's timers.
    fn text(&self, overrides: &str) -> String {
        let base = self.settings_of_runs().schedule.base;
        format!("{}{overrides}", timeslice_trace::Schedule::of(base))
    }

    fn record(&self, schedule: &str, class: Option<&OutcomeClass>) -> Result<Run, Vec<Diagnostic>> {
        let settings =
            Settings { schedule: schedule.parse().unwrap_or_default(), ..self.settings.clone() };
        let mut recording =
            Recording::once(self.source, self.file_name, &settings, Some(MAX_EVENTS))?;
        recording.observe_memory();
        let endless = class.filter(|class| class.outcome.kind == OutcomeKind::Livelock);
        recording.advance(endless.map_or(MAX_STEPS, |class| class.schedule.steps + SOME_TURNS));
        recording.name_objects_anew();
        Ok(Run { recording, schedule: schedule.to_owned(), class: class.cloned() })
    }

    fn put_together(&self, explored: &Explored, runs: &[Run], findings: Vec<Finding>) -> Verdict {
        let report = &explored.report;
        let outcomes = report.outcomes.iter().zip(&explored.schedules).map(|(class, schedule)| {
            let run = runs.iter().find(|run| run.schedule == *schedule);
            OutcomeFound {
                outcome: word(class.outcome.kind).to_owned(),
                exit_code: class.outcome.exit_code,
                stdout: class.outcome.stdout.clone(),
                stderr_last: class.outcome.stderr_last.clone(),
                executions: class.executions,
                preemptions: class.schedule.preemptions,
                switches: class.schedule.switches,
                minimal: class.minimal,
                schedule: schedule.clone(),
                sentence: run
                    .filter(|_| class.schedule.switches == 0 || !class.schedule.choices.is_empty())
                    .map(|run| run.sentence(class))
                    .unwrap_or_default(),
                decisive: class
                    .schedule
                    .segments
                    .iter()
                    .filter(|s| s.preempts)
                    .map(|s| (s.from_step.min(u64::from(u32::MAX)) as u32, s.tid))
                    .collect(),
                waiters: run.map(Run::waiters).unwrap_or_default(),
            }
        });
        Verdict {
            python: self.settings.python,
            complete: report.complete,
            stopped: report.stopped.map(reason).unwrap_or_default().to_owned(),
            strategy: report.strategy.name().to_owned(),
            granularity: match report.seeded {
                false => granularity(self.settings.python).to_owned(),
                true => format!(
                    "{}, with the random numbers of seed {}",
                    granularity(self.settings.python),
                    self.settings.seed
                ),
            },
            executions: report.executions,
            blocked: report.blocked,
            transitions: report.transitions,
            about: report
                .estimate
                .total
                .filter(|n| !report.complete && *n >= report.executions as f64),
            share: report.estimate.share,
            memory: report.memory,
            outcomes: outcomes.collect(),
            findings,
        }
    }
}

/// The word for an outcome.
fn word(kind: OutcomeKind) -> &'static str {
    match kind {
        OutcomeKind::Ok => "ok",
        OutcomeKind::Exception => "exception",
        OutcomeKind::Exit => "exit",
        OutcomeKind::Deadlock => "deadlock",
        OutcomeKind::Livelock => "livelock",
        OutcomeKind::Budget => "budget",
    }
}

/// Why a search ended early, in words.
fn reason(stop: Stop) -> &'static str {
    match stop {
        Stop::Cancelled => "cancelled",
        Stop::Wanted => "the program has more racing variables than the search can take in",
        Stop::Executions => "the bound on executions",
        Stop::Transitions => "the bound on transitions",
        Stop::Depth => "some executions were cut at the bound on their length",
        Stop::Memory => "the bound on memory",
        Stop::Threads => "more threads than the search supports",
        Stop::Budget => "some executions ran into the machine's budget",
        Stop::Sampling => "a sample proves nothing",
    }
}

/// Adds a finding that is not there yet; of two that say the same the shorter schedule stays.
fn add(findings: &mut Vec<Finding>, new: Finding) {
    let same = |f: &Finding| {
        f.kind == new.kind
            && match new.kind {
                // Which thread comes first is no other mistake.
                FindingKind::Race | FindingKind::LostUpdate => f.object() == new.object(),
                FindingKind::Exception | FindingKind::LockOrder | FindingKind::DaemonKilled => {
                    f.lines == new.lines
                }
                _ => f.message == new.message,
            }
    };
    match findings.iter_mut().find(|f| same(f)) {
        Some(old) => {
            let mut lines = [old.lines.as_slice(), &new.lines].concat();
            lines.sort_unstable();
            lines.dedup();
            if new.preemptions < old.preemptions {
                *old = new;
            }
            old.lines = lines;
        }
        None => findings.push(new),
    }
}

fn depends_on_schedule(explored: &Explored, runs: &[Run]) -> Finding {
    let mut lines: Vec<u32> = runs
        .iter()
        .flat_map(|run| run.trace().iter())
        .filter(|e| e.kind == EventKind::Output && e.thread != 0 && e.line > 0)
        .map(|e| e.line)
        .collect();
    lines.sort_unstable();
    lines.dedup();
    let outcomes = &explored.report.outcomes;
    let last = outcomes.len() - 1;
    Finding {
        kind: FindingKind::Outcome,
        message: format!(
            "The result depends on the schedule: there are {} different ones.",
            outcomes.len()
        ),
        lines,
        threads: Vec::new(),
        preemptions: outcomes[last].schedule.preemptions,
        schedule: explored.schedules[last].clone(),
        sides: Vec::new(),
        fix: None,
    }
}
