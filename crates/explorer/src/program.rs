//! Explores Python programs: a [`Exploring`] machine as a [`System`], and the search for what has
//! to be visible.
//!
//! Only memory on which threads race has to be stopped at; everything else follows the order of
//! the synchronisation. What races is not known before, so a search begins with nothing, and
//! begins anew with each location that turned out to matter. When no new one turns up, every
//! execution at the granularity of single accesses is equivalent to one of those explored.

use std::sync::{Arc, Mutex};

use rustc_hash::FxHashSet;
use timeslice_compiler::Diagnostic;
use timeslice_machine::{Access, Exploring, PythonVersion, Settings, Touch};
use timeslice_trace::{Base, Budget, Outcome as Ended};

use crate::explore::{explore, outcome_key};
use crate::options::{Control, Limits, Options, Strategy};
use crate::report::{OutcomeClass, Report, Stop};
use crate::system::{AccessKind, Choice, Footprint, Outcome, OutcomeKind, System, Tid};

/// A machine that runs a Python program.
pub struct Program {
    machine: Exploring,
    /// Collects the memory that threads other than the first write.
    written: Option<Arc<Mutex<FxHashSet<u64>>>>,
}

impl Clone for Program {
    fn clone(&self) -> Program {
        Program { machine: self.machine.clone(), written: self.written.clone() }
    }

    /// Keeps the machine's allocations.
    fn clone_from(&mut self, source: &Program) {
        self.machine.clone_from(&source.machine);
        self.written.clone_from(&source.written);
    }
}

impl System for Program {
    fn enabled(&self, out: &mut Vec<Tid>) {
        self.machine.list_enabled(out);
    }

    fn blocked(&self, out: &mut Vec<Tid>) {
        out.extend(self.machine.blocked());
    }

    fn pending(&self, tid: Tid, out: &mut Footprint) {
        for (location, touch) in self.machine.pending(tid) {
            out.push(location, kind(touch));
        }
    }

    fn alternatives(&self, tid: Tid) -> u32 {
        self.machine.alternatives(tid)
    }

    fn step(&mut self, choice: Choice, out: &mut Footprint) {
        self.machine.step(choice.tid, choice.alt);
        let accesses = self.machine.accesses();
        let operation = |a: &&Access| a.touch != Touch::Acquire && a.step > 0;
        let first = accesses.iter().find(operation).map(|a| a.step);
        for access in accesses {
            if first.is_some_and(|first| access.step > first) {
                out.under_way();
            }
            out.push(access.location, kind(access.touch));
        }
        if let Some(written) = &self.written
            && choice.tid != 0
            && let Ok(mut written) = written.lock()
        {
            let end = Exploring::end_of(choice.tid);
            let writes = self.machine.untracked().iter();
            let writes = writes.filter(|a| a.touch == Touch::Write && a.location != end);
            written.extend(writes.map(|a| a.location));
        }
        for access in self.machine.untracked() {
            out.push_memory(access.location, access.touch != Touch::Read);
        }
        if self.machine.is_stable() {
            out.mark_stable();
        }
        if self.machine.has_ended(choice.tid) {
            out.mark_last();
        }
    }

    fn orders_only(&self, tid: Tid) -> bool {
        self.machine.orders_only(tid)
    }

    fn passes_time(&self) -> bool {
        self.machine.passes_time()
    }

    fn wanted(&self) -> Option<u64> {
        self.machine.wanted()
    }

    fn is_seeded(&self) -> bool {
        self.machine.is_seeded()
    }

    fn outcome_key(&self) -> u64 {
        outcome_key(&self.outcome())
    }

    fn outcome(&self) -> Outcome {
        if !self.machine.spinning().is_empty() {
            return self.endless_outcome();
        }
        let outcome = self.machine.outcome();
        self.outcome_as(kind_of(&outcome), outcome.exit_code())
    }

    fn endless_outcome(&self) -> Outcome {
        // As that of a run, which goes on until its budget is used up.
        self.outcome_as(OutcomeKind::Livelock, Ended::Budget(Budget::Steps(0)).exit_code())
    }

    fn digest(&self) -> Option<u64> {
        self.machine.digest()
    }

    fn steps(&self) -> u64 {
        self.machine.steps()
    }

    fn bytes(&self) -> usize {
        self.machine.bytes()
    }
}

impl Program {
    fn outcome_as(&self, kind: OutcomeKind, exit_code: i32) -> Outcome {
        let last = self.machine.stderr().lines().rfind(|line| !line.trim().is_empty());
        Outcome {
            kind,
            exit_code,
            stdout: self.machine.stdout().to_owned(),
            stderr_last: last.unwrap_or_default().to_owned(),
        }
    }
}

/// The search's word for how a run has ended.
pub(crate) fn kind_of(outcome: &timeslice_trace::Outcome) -> OutcomeKind {
    match outcome {
        timeslice_trace::Outcome::Ok => OutcomeKind::Ok,
        timeslice_trace::Outcome::Exception => OutcomeKind::Exception,
        timeslice_trace::Outcome::Exit(_) => OutcomeKind::Exit,
        timeslice_trace::Outcome::Deadlock(_) => OutcomeKind::Deadlock,
        timeslice_trace::Outcome::Budget(_) => OutcomeKind::Budget,
    }
}

fn kind(touch: Touch) -> AccessKind {
    match touch {
        Touch::Read => AccessKind::Read,
        Touch::Write => AccessKind::Write,
        Touch::Lock => AccessKind::Lock,
        Touch::Unlock => AccessKind::Unlock,
        Touch::Wait => AccessKind::Wait,
        Touch::WaitRead => AccessKind::WaitRead,
        Touch::Release => AccessKind::Release,
        Touch::Acquire => AccessKind::Acquire,
    }
}

/// What may happen to sleeps and timeouts.
#[derive(Copy, Clone, Debug, Default, PartialEq, Eq)]
pub enum Timers {
    /// They keep the order of virtual time, which passes when nothing else can happen.
    #[default]
    Ordered,
    /// They may be over at any moment: a sleep is no synchronisation.
    Any,
}

/// A program to be explored.
#[derive(Clone, Debug)]
pub struct Question<'a> {
    /// The source.
    pub source: &'a str,
    /// What tracebacks call it.
    pub file_name: &'a str,
    /// The machine; its schedule is not looked at.
    pub settings: &'a Settings,
    /// Sleeps and timeouts.
    pub timers: Timers,
}

/// What a search of a program found.
#[derive(Clone, Debug)]
pub struct Explored {
    /// The search's report.
    pub report: Report,
    /// For each outcome of the report, the schedule that `run` takes.
    pub schedules: Vec<String>,
    /// How many locations of memory are stopped at.
    pub locations: usize,
    /// The search had to begin anew so often.
    pub restarts: u32,
}

/// How often a search may begin anew: each time it has learnt of at least one location.
const MAX_RESTARTS: u32 = 10_000;
/// Executions that look for racing memory before a strategy that cannot find it by itself.
const SCOUTING: u64 = 2_000;

impl Question<'_> {
    /// The settings of a run in the normal order: no preemptions.
    pub(crate) fn settings_of_runs(&self) -> Settings {
        let base = match self.timers {
            Timers::Ordered => Base::Serial,
            Timers::Any => Base::SerialAny,
        };
        Settings { schedule: timeslice_trace::Schedule::of(base), ..self.settings.clone() }
    }

    /// The program at the start of its first thread, stopping at `tracked` memory only.
    ///
    /// # Errors
    /// What is wrong with the program, by position.
    pub fn start(&self, tracked: Option<FxHashSet<u64>>) -> Result<Program, Vec<Diagnostic>> {
        let settings = self.settings_of_runs();
        let machine =
            Exploring::new(self.source, self.file_name, &settings, tracked.map(Arc::new))?;
        Ok(Program { machine, written: None })
    }

    /// Searches the program's interleavings.
    ///
    /// # Errors
    /// What is wrong with the program, by position.
    pub fn explore(
        &self,
        options: &Options,
        control: &Control,
    ) -> Result<Explored, Vec<Diagnostic>> {
        let mut tracked = FxHashSet::default();
        let mut restarts = 0;
        let first = self.start(None)?;
        if !finds_races(options.strategy) {
            let limits = Limits { executions: SCOUTING, minimise: 0, ..options.limits };
            let scout = Options { strategy: Strategy::Dpor, limits, ..*options };
            let written = Arc::default();
            self.search(&first, &scout, control, &mut tracked, &mut restarts, Some(&written));
            if options.strategy == Strategy::Exhaustive
                && let Ok(written) = written.lock()
            {
                // Every access to a shared variable counts as a step of its own, raced for or not.
                tracked.extend(written.iter().copied());
            }
        }
        let (start, report) =
            self.search(&first, options, control, &mut tracked, &mut restarts, None);
        let schedules = report.outcomes.iter().map(|o| self.schedule(&start, o)).collect();
        Ok(Explored { report, schedules, locations: tracked.len(), restarts })
    }

    fn search(
        &self,
        first: &Program,
        options: &Options,
        control: &Control,
        tracked: &mut FxHashSet<u64>,
        restarts: &mut u32,
        written: Option<&Arc<Mutex<FxHashSet<u64>>>>,
    ) -> (Program, Report) {
        loop {
            let machine = first.machine.with_tracked(Some(Arc::new(tracked.clone())));
            let start = Program { machine, written: written.cloned() };
            let report = explore(&start, options, control);
            let again = report.stopped == Some(Stop::Wanted);
            if !again || *restarts >= MAX_RESTARTS || control.cancelled() {
                return (start, report);
            }
            tracked.extend(&report.wanted);
            *restarts += 1;
        }
    }

    /// A schedule as text that a run of the same program and settings takes.
    fn schedule(&self, start: &Program, class: &OutcomeClass) -> String {
        use timeslice_trace::{Override, Repeat};
        let mut text = self.settings_of_runs().schedule;
        let mut machine = start.machine.clone();
        let mut running: Option<Tid> = Some(0);
        let mut cycle = None;
        for (index, Choice { tid, alt }) in class.schedule.choices.iter().enumerate() {
            if class.round.is_some_and(|round| round.from == index) {
                cycle = Some((text.overrides.len(), machine.steps()));
            }
            let alternative = machine.alternative(*tid, *alt);
            let goes_on = running.is_some_and(|r| machine.enabled().contains(&r));
            let by_itself = if running == Some(*tid) {
                alternative == 0
            } else {
                !goes_on
                    && alternative == 0
                    && running.is_some_and(|r| !machine.can_attempt(r))
                    && machine.comes_next(*tid)
            };
            if !by_itself {
                text.overrides.push(Override {
                    step: u32::try_from(machine.steps()).unwrap_or(u32::MAX),
                    thread: *tid,
                    alternative,
                });
            }
            machine.step(*tid, *alt);
            running = Some(*tid);
        }
        text.repeat = cycle.and_then(|(before, steps)| {
            let overrides = u32::try_from(text.overrides.len() - before).ok()?;
            let after = u32::try_from(machine.steps() - steps).ok()?;
            (overrides > 0).then_some(Repeat { overrides, after })
        });
        text.to_string()
    }
}

/// Whether a strategy notices races on memory that is not stopped at.
fn finds_races(strategy: Strategy) -> bool {
    matches!(strategy, Strategy::Dpor | Strategy::SourceDpor | Strategy::Bounded { .. })
}

/// What one transition is at most, in words.
pub fn granularity(python: PythonVersion) -> &'static str {
    match python {
        PythonVersion::Any => "a switch between any two bytecodes",
        PythonVersion::V39 => "a switch where CPython 3.9 looks for one: almost every bytecode",
        PythonVersion::V313 => {
            "a switch where CPython 3.13 looks for one: function entry, loop, after a call"
        }
        PythonVersion::V313t => "no GIL: a switch between any two bytecodes",
    }
}
