//! Recorded runs, and what the detectors say of them.

use timeslice_machine::Recording;
use timeslice_trace::{
    BlockReason, Budget, EventKind, Finding, FindingKind, Outcome as Ended, Side, ThreadId, Trace,
    Waiter,
};

use crate::findings::{
    Livelock, LockOrder, LostUpdates, LostWakeups, Moment, Names, Observation, Observed, Races,
    Site, Switch, Waiting, WaitsFor, deadlock, livelock, tell, text,
};
use crate::report::{OutcomeClass, Way};
use crate::system::OutcomeKind;

/// Open operations of a kind that a sentence names.
const MAX_WAYS_TOLD: usize = 4;

/// How an operation went that the language leaves open.
struct Open {
    thread: ThreadId,
    line: u32,
    /// A random number, not whom a notification wakes.
    drawn: bool,
    /// Which of the ways, from 1.
    number: u32,
    ways: u32,
}

/// A side of a finding: who does what in which line.
type Doing = (ThreadId, String, u32);

/// A recorded run.
pub(crate) struct Run {
    pub recording: Recording,
    pub schedule: String,
    /// The outcome that it shows; `None` for the normal order of a program that ends otherwise.
    pub class: Option<OutcomeClass>,
}

impl Run {
    pub fn trace(&self) -> &Trace {
        static EMPTY: std::sync::OnceLock<Trace> = std::sync::OnceLock::new();
        self.recording.trace().unwrap_or_else(|| EMPTY.get_or_init(Trace::default))
    }

    pub fn waiters(&self) -> Vec<Waiter> {
        match self.recording.outcome() {
            Some(Ended::Deadlock(waiters)) => waiters.clone(),
            _ => Vec::new(),
        }
    }

    /// The schedule of this run's outcome in one sentence.
    pub fn sentence(&self, class: &OutcomeClass) -> String {
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
        let mut told = tell(&switches, &observed);
        let ways = class.schedule.ways.iter().filter_map(|way| self.way(way));
        let (drawn, woken): (Vec<Open>, Vec<Open>) = ways.partition(|way| way.drawn);
        for (begin, open) in [("Drawn at random:", drawn), ("Waiters:", woken)] {
            let more = open.len().saturating_sub(MAX_WAYS_TOLD);
            let mut open: Vec<String> = open
                .iter()
                .take(MAX_WAYS_TOLD)
                .map(|way| {
                    let (who, line) = (observed.thread(way.thread), way.line);
                    match way.drawn {
                        true => {
                            format!("number {} of {} by {who} in line {line}", way.number, way.ways)
                        }
                        false => format!("{who} in line {line} wakes others than the first"),
                    }
                })
                .collect();
            open.extend((more > 0).then(|| format!("{more} more")));
            if !open.is_empty() {
                told = format!("{told} {begin} {}.", text::list(&open));
            }
        }
        told
    }

    /// What was done where the language leaves it open; nothing where that is what a run does by
    /// itself.
    fn way(&self, way: &Way) -> Option<Open> {
        let thread = way.choice.tid;
        let moment = self.recording.moment(way.step);
        let frames = &moment.threads.iter().find(|t| t.id == thread)?.frames;
        let line = frames.iter().rfind(|frame| !frame.library && frame.line > 0)?.line;
        // The library draws; a program notifies itself.
        let drawn = frames.last()?.library;
        let told = drawn || way.choice.alt > 0;
        let open = Open { thread, line, drawn, number: way.choice.alt + 1, ways: way.ways };
        told.then_some(open)
    }

    /// What this run shows.
    pub fn findings(&self) -> Vec<Finding> {
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
        if let Some((message, sides)) = stuck_tasks(self.trace(), &waiters) {
            found.push(self.finding(FindingKind::Deadlock, message, &sides, observed));
            return;
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
            let raised = || {
                trace.iter().filter(|e| e.kind == EventKind::Raise && e.thread == tid && e.line > 0)
            };
            let describe = |e: &timeslice_trace::Event| {
                let (kind, text) = (trace.text(e.a), trace.text(e.b));
                (kind, if text.is_empty() { "" } else { ": " }, text)
            };
            // Others were handled meanwhile, by a generator's end among them.
            let ended = |e: &timeslice_trace::Event| {
                let (kind, colon, text) = describe(e);
                let last = format!("{kind}{colon}{text}");
                self.recording.stderr().lines().any(|line| line.ends_with(&last))
            };
            let last = raised().rfind(ended).or_else(|| raised().next_back());
            // A task that awaits another raises its exception again.
            let same = |e: &timeslice_trace::Event| last.is_some_and(|l| (l.a, l.b) == (e.a, e.b));
            let again = raised().rev().skip_while(|e| !same(e)).take_while(same);
            let Some(raised) = again.last() else { continue };
            let (kind, colon, text) = describe(&raised);
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

/// Where one thread waits because its event loop has nothing to do: what each task awaits.
fn stuck_tasks(trace: &Trace, waiters: &[Waiter]) -> Option<(String, Vec<Doing>)> {
    let [loop_thread] = waiters else { return None };
    let mut names: Vec<(u32, u32)> = Vec::new();
    let mut awaits: Vec<(u32, u32, u32)> = Vec::new();
    let mut running = None;
    for event in trace.iter().filter(|event| event.thread == loop_thread.thread) {
        match event.kind {
            EventKind::TaskCreate => names.push((event.a, event.b)),
            EventKind::TaskRun => {
                running = Some(event.a);
                awaits.retain(|(task, ..)| *task != event.a);
            }
            EventKind::TaskAwait => {
                awaits.extend(running.take().map(|task| (task, event.b, event.line)));
            }
            EventKind::TaskEnd => running = None,
            _ => {}
        }
    }
    if awaits.is_empty() {
        return None;
    }
    let mut sides = Vec::new();
    let parts: Vec<String> = awaits
        .iter()
        .map(|(task, what, line)| {
            let name = names.iter().find(|(t, _)| t == task).map_or("a task", |n| trace.text(n.1));
            let what = match trace.text(*what) {
                "" => "a future",
                what => what,
            };
            sides.push((loop_thread.thread, format!("{name} awaits {what}"), *line));
            format!("{name} awaits {what} in line {line}")
        })
        .collect();
    let message =
        format!("Deadlock: {}; nothing is left that would wake any of them.", parts.join("; "));
    Some((message, sides))
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
