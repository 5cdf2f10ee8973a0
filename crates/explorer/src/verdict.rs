//! From a search's report to a verdict: each outcome with its schedule in a sentence, and findings.
//!
//! The detectors read recorded runs: the normal order, and the shortest schedule of each outcome.
//! A race shows in any execution that has the two accesses, a deadlock in the one that ends so.

use timeslice_compiler::Diagnostic;
use timeslice_machine::Recording;
use timeslice_trace::{
    Base, BlockReason, Budget, EventKind, Finding, FindingKind, Outcome as Ended, OutcomeFound,
    PythonVersion, Settings, Side, ThreadId, Trace, Verdict, Waiter,
};

use crate::findings::{
    Livelock, LockOrder, LostUpdates, LostWakeups, Moment, Names, Observation, Observed, Races,
    Site, Switch, Waiting, WaitsFor, deadlock, livelock, tell,
};
use crate::options::{Control, Options};
use crate::program::{Explored, Question, granularity, kind_of};
use crate::report::{OutcomeClass, Schedule, Stop};
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
            granularity: granularity(self.settings.python).to_owned(),
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
                FindingKind::Race | FindingKind::LostUpdate => object_of(f) == object_of(&new),
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

/// The variable that a finding's first side is about.
fn object_of(finding: &Finding) -> Option<&str> {
    finding.sides.first().and_then(|side| side.what.split_once(' ')).map(|(_, object)| object)
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

/// A recorded run.
struct Run {
    recording: Recording,
    schedule: String,
    /// The outcome that it shows; `None` for the normal order of a program that ends otherwise.
    class: Option<OutcomeClass>,
}

impl Run {
    fn trace(&self) -> &Trace {
        static EMPTY: std::sync::OnceLock<Trace> = std::sync::OnceLock::new();
        self.recording.trace().unwrap_or_else(|| EMPTY.get_or_init(Trace::default))
    }

    fn waiters(&self) -> Vec<Waiter> {
        match self.recording.outcome() {
            Some(Ended::Deadlock(waiters)) => waiters.clone(),
            _ => Vec::new(),
        }
    }

    /// The schedule of this run's outcome in one sentence.
    fn sentence(&self, class: &OutcomeClass) -> String {
        let observed = Observed::new(self.trace());
        let mut switches = Vec::new();
        let segments = &class.schedule.segments;
        for (index, segment) in segments.iter().enumerate() {
            let before = index.checked_sub(1).map(|before| segments[before].tid);
            let stopped = match (segment.preempts, before, segment.instead_of) {
                (true, Some(stopped), _) => stopped,
                (false, _, Some(passed_over)) => passed_over,
                _ => continue,
            };
            let step = segment.from_step.min(u64::from(u32::MAX)) as u32;
            let moment = |seen: crate::findings::Seen| Moment {
                action: seen.observation.action,
                line: seen.observation.site.line,
            };
            switches.push(Switch {
                stopped,
                runs: segment.tid,
                before: observed
                    .last_before(stopped, step)
                    .filter(|_| segment.preempts)
                    .map(moment),
                after: observed.first_after(stopped, step).map(moment),
            });
        }
        tell(&switches, &observed)
    }

    /// What this run shows.
    fn findings(&self) -> Vec<Finding> {
        let observed = Observed::new(self.trace());
        let mut races = Races::default();
        let mut updates = LostUpdates::default();
        let mut order = LockOrder::default();
        let mut wakeups = LostWakeups::default();
        for seen in &observed.seen {
            races.observe(&seen.observation);
            updates.observe(&Observation { tid: seen.actor, ..seen.observation });
            order.observe(&seen.observation);
            wakeups.observe(&seen.observation);
        }
        let mut found = Vec::new();
        for race in races.found() {
            let sides = [&race.first, &race.second].map(|access| {
                let verb = if access.writes { "writes" } else { "reads" };
                (access.tid, format!("{verb} {}", observed.object(race.location)), access.site.line)
            });
            let mut finding =
                self.finding(FindingKind::Race, race.message(&observed), &sides, &observed);
            for (side, access) in finding.sides.iter_mut().zip([&race.first, &race.second]) {
                side.locks = access.held.iter().map(|lock| observed.object(*lock)).collect();
            }
            found.push(finding);
        }
        for update in updates.found() {
            let name = observed.object(update.location);
            let mut sides = Vec::new();
            for part in [&update.lost, &update.winner] {
                if let Some(read) = part.read {
                    sides.push((part.tid, format!("reads {name}"), read.line));
                }
                sides.push((part.tid, format!("writes {name}"), part.write.line));
            }
            let message = update.message(&observed);
            found.push(self.finding(FindingKind::LostUpdate, message, &sides, &observed));
        }
        for inversion in order.found() {
            let sides: Vec<_> = inversion
                .steps
                .iter()
                .map(|s| (s.tid, format!("takes {}", observed.object(s.taken)), s.taken_at.line))
                .collect();
            let message = inversion.message(&observed);
            found.push(self.finding(FindingKind::LockOrder, message, &sides, &observed));
        }
        self.stuck(&observed, &wakeups, &mut found);
        self.endless(&observed, &mut found);
        self.failures(&observed, &mut found);
        self.cut_off(&observed, &mut found);
        found
    }

    /// Deadlocks and the notifications that came too early.
    fn stuck(&self, observed: &Observed, wakeups: &LostWakeups, found: &mut Vec<Finding>) {
        let waiters = self.waiters();
        if waiters.is_empty() {
            return;
        }
        let tids: Vec<ThreadId> = waiters.iter().map(|w| w.thread).collect();
        for lost in wakeups.found(&tids) {
            let sides = [
                (lost.notifier.0, "notifies".to_owned(), lost.notifier.1.line),
                (lost.waiter.0, "begins to wait".to_owned(), lost.waiter.1.line),
            ];
            let message = lost.message(observed);
            found.push(self.finding(FindingKind::LostWakeup, message, &sides, observed));
        }
        let named = WaitNames { waiters: &waiters };
        let waiting = waiters.iter().enumerate().map(|(i, w)| Waiting {
            tid: w.thread,
            site: Site { line: w.line, ..Site::default() },
            waits_for: match (w.reason, w.holders.first()) {
                (BlockReason::Lock, holder) => {
                    WaitsFor::Lock { lock: i as u64, holder: holder.map(|h| h.0) }
                }
                (BlockReason::ThreadJoin, Some((holder, _))) => WaitsFor::Thread(*holder),
                _ => WaitsFor::Object { what: w.reason.describe().to_owned(), object: i as u64 },
            },
        });
        let message = deadlock(waiting.collect()).message(&named);
        let sides: Vec<_> = waiters
            .iter()
            .map(|w| (w.thread, format!("waits for {} {}", w.reason.describe(), w.object), w.line))
            .collect();
        found.push(self.finding(FindingKind::Deadlock, message, &sides, observed));
    }

    /// Threads that repeat themselves for ever.
    fn endless(&self, observed: &Observed, found: &mut Vec<Finding>) {
        let livelocked = |class: &&OutcomeClass| class.outcome.kind == OutcomeKind::Livelock;
        let Some(class) = self.class.as_ref().filter(livelocked) else { return };
        let moment = self.recording.moment(u64::MAX);
        let Livelock { message, sides } = livelock(observed, &moment, class.schedule.steps);
        found.push(self.finding(FindingKind::Livelock, message, &sides, observed));
    }

    /// Exceptions that ended a thread or the program.
    fn failures(&self, observed: &Observed, found: &mut Vec<Finding>) {
        let trace = self.trace();
        let mut failed: Vec<ThreadId> = trace
            .iter()
            .filter(|e| e.kind == EventKind::ThreadEnd && e.a == 1)
            .map(|e| e.thread)
            .collect();
        let main = matches!(self.recording.outcome(), Some(Ended::Exception));
        failed.extend(main.then_some(0));
        for tid in failed {
            let raised =
                trace.iter().rfind(|e| e.kind == EventKind::Raise && e.thread == tid && e.line > 0);
            let Some(raised) = raised else { continue };
            let (kind, text) = (trace.text(raised.a), trace.text(raised.b));
            let colon = if text.is_empty() { "" } else { ": " };
            let who = observed.thread(tid);
            let message = format!("{kind} ends {who} in line {}{colon}{text}.", raised.line);
            let sides = [(tid, format!("raises {kind}"), raised.line)];
            found.push(self.finding(FindingKind::Exception, message, &sides, observed));
        }
        for line in self.recording.stderr().lines() {
            let Some((place, rest)) = line.split_once(": RuntimeWarning: coroutine ") else {
                continue;
            };
            let number = place.rsplit(':').next().and_then(|n| n.parse().ok()).unwrap_or(0);
            let what = rest.trim_end_matches(" was never awaited");
            let message = format!(
                "The coroutine {what} was made in line {number} and never awaited: it never ran."
            );
            let sides = [(0, "drops a coroutine".to_owned(), number)];
            found.push(self.finding(FindingKind::NeverAwaited, message, &sides, observed));
        }
        for (what, line) in unasked(trace) {
            let message =
                format!("{what}, and nobody asked for its result: the exception is lost.");
            let sides = [(0, "raises".to_owned(), line)];
            found.push(self.finding(FindingKind::SwallowedException, message, &sides, observed));
        }
    }

    /// Daemon threads that could have gone on when the program ended.
    fn cut_off(&self, observed: &Observed, found: &mut Vec<Finding>) {
        if matches!(self.recording.outcome(), None | Some(Ended::Deadlock(_)))
            || matches!(self.recording.outcome(), Some(Ended::Budget(Budget::Steps(_))))
        {
            return;
        }
        let moment = self.recording.moment(u64::MAX);
        for thread in moment.threads.iter().filter(|t| t.daemon) {
            use timeslice_trace::ThreadState;
            let at_work = match &thread.state {
                ThreadState::Finished { .. } => false,
                ThreadState::Blocked { reason, .. } => *reason == BlockReason::Sleep,
                _ => true,
            };
            let Some(frame) = thread.frames.iter().rfind(|f| !f.library && f.line > 0) else {
                continue;
            };
            if at_work {
                let message = format!(
                    "The program ends while the daemon thread {} is at line {}: the rest of its work is cut off.",
                    thread.name, frame.line
                );
                let sides = [(thread.id, "is cut off".to_owned(), frame.line)];
                found.push(self.finding(FindingKind::DaemonKilled, message, &sides, observed));
            }
        }
    }

    fn finding(
        &self,
        kind: FindingKind,
        message: String,
        sides: &[(ThreadId, String, u32)],
        observed: &Observed,
    ) -> Finding {
        let mut lines: Vec<u32> = sides.iter().map(|s| s.2).filter(|line| *line > 0).collect();
        lines.sort_unstable();
        lines.dedup();
        let mut threads: Vec<ThreadId> = sides.iter().map(|s| s.0).collect();
        threads.sort_unstable();
        threads.dedup();
        let step_of = |tid: ThreadId, line: u32| {
            let seen = observed.seen.iter();
            seen.filter(|s| s.observation.tid == tid && s.observation.site.line == line)
                .map(|s| s.step)
                .next_back()
                .unwrap_or(0)
        };
        Finding {
            kind,
            message,
            lines,
            threads: threads.iter().map(|t| observed.thread(*t)).collect(),
            preemptions: self.class.as_ref().map_or(0, |c| c.schedule.preemptions),
            schedule: self.schedule.clone(),
            sides: sides
                .iter()
                .map(|(thread, what, line)| Side {
                    thread: *thread,
                    what: what.clone(),
                    line: *line,
                    step: step_of(*thread, *line),
                    locks: Vec::new(),
                })
                .collect(),
            fix: None,
        }
    }
}

/// The names in a deadlock's message: an object's number is that of its waiter.
struct WaitNames<'w> {
    waiters: &'w [Waiter],
}

impl Names for WaitNames<'_> {
    fn thread(&self, tid: ThreadId) -> String {
        let holders = || self.waiters.iter().flat_map(|w| &w.holders);
        let waits = self.waiters.iter().find(|w| w.thread == tid).map(|w| w.name.clone());
        waits
            .or_else(|| holders().find(|h| h.0 == tid).map(|h| h.1.clone()))
            .unwrap_or_else(|| format!("thread {tid}"))
    }

    fn object(&self, object: u64) -> String {
        self.waiters.get(object as usize).map(|w| w.object.clone()).unwrap_or_default()
    }
}

/// Futures and tasks that failed and were never asked: what they were, and where they failed.
fn unasked(trace: &Trace) -> Vec<(String, u32)> {
    let mut failed: Vec<(u32, String, u32)> = Vec::new();
    let mut asked: Vec<&str> = Vec::new();
    for event in trace.iter().filter(|e| e.kind == EventKind::Note) {
        match trace.text(event.a) {
            "future failed" => {
                let text = trace.text(event.b);
                let Some((_, what)) = text.split_once('|') else { continue };
                let raised = trace.iter().rfind(|e| {
                    e.kind == EventKind::Raise
                        && e.thread == event.thread
                        && e.line > 0
                        && e.step <= event.step
                });
                if asked.iter().any(|id| text.split('|').next() == Some(id)) {
                    continue;
                }
                failed.push((event.b, what.to_owned(), raised.map_or(0, |e| e.line)));
            }
            "future asked" => {
                let id = trace.text(event.b);
                asked.push(id);
                failed.retain(|(text, ..)| trace.text(*text).split('|').next() != Some(id));
            }
            _ => {}
        }
    }
    failed.into_iter().map(|(_, what, line)| (what, line)).collect()
}
