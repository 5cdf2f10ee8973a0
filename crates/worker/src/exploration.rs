//! The search over all interleavings, in rounds: each begins anew and goes further than the one
//! before, so that there is always a result to show and a stop is heard between two of them. After
//! the last one, edits that would mend what was found are searched in the same way.

use timeslice_compiler::Diagnostic;
use timeslice_explorer::{Control, Limits, Options, Question, Strategy as How, Timers};
use timeslice_protocol::{Answer, FindingRow, MAX_ROWS, OutcomeRow, SearchState, Strategy};
use timeslice_trace::{Finding, OutcomeFound, Settings, Verdict};

/// Executions of the first round.
const FIRST_EXECUTIONS: u64 = 50;
/// How much further each round goes.
const GROWTH: u64 = 5;
/// Executions of the last round.
const LAST_EXECUTIONS: u64 = 200_000;
/// Executions of each edited program.
const FIX_EXECUTIONS: u64 = 5_000;
/// States that the search for shortest schedules looks at for each execution of a round.
const STATES_PER_EXECUTION: usize = 40;
/// Bytecodes of one execution.
const MAX_STEPS: u64 = 2_000_000;
/// Bytes that the search may hold.
const MEMORY: usize = 256 << 20;
/// Standard output that an outcome carries.
const STDOUT_BYTES: usize = 2_000;

/// A search under way.
pub struct Exploration {
    source: String,
    file_name: String,
    settings: Settings,
    timers: Timers,
    executions: u64,
    /// What the last round found, if there is something to mend.
    to_mend: Option<Verdict>,
}

/// What is asked of a round's answer.
#[derive(Clone, Copy, PartialEq)]
enum Next {
    /// Another round.
    Round,
    /// Edits of what was found.
    Fixes,
    /// Nothing.
    End,
}

impl Exploration {
    /// What a strategy says of timers, if it is one of those that go through all interleavings.
    pub fn timers(strategy: Strategy) -> Option<Timers> {
        match strategy {
            Strategy::All => Some(Timers::Ordered),
            Strategy::AllTimes => Some(Timers::Any),
            Strategy::Random | Strategy::Pct => None,
        }
    }

    /// Compiles the program; the first round comes later.
    pub fn new(
        source: &str,
        file_name: &str,
        settings: &Settings,
        timers: Timers,
    ) -> Result<Exploration, Vec<Diagnostic>> {
        let mut settings = settings.clone();
        settings.limits.steps = settings.limits.steps.min(MAX_STEPS);
        let exploration = Exploration {
            source: source.to_owned(),
            file_name: file_name.to_owned(),
            settings,
            timers,
            executions: FIRST_EXECUTIONS,
            to_mend: None,
        };
        exploration.question().start(None)?;
        Ok(exploration)
    }

    fn question(&self) -> Question<'_> {
        Question {
            source: &self.source,
            file_name: &self.file_name,
            settings: &self.settings,
            timers: self.timers,
        }
    }

    /// Goes one round; whether it was the last, and what is known after it.
    pub fn round(&mut self) -> (bool, Answer) {
        if let Some(mut verdict) = self.to_mend.take() {
            // Only what an edited program still shows is asked, not its shortest schedules.
            let options = options(FIX_EXECUTIONS, 0);
            self.question().propose_fixes(&mut verdict, &options, &Control::default());
            return (true, answer(verdict, Next::End));
        }
        let options = options(self.executions, self.executions as usize * STATES_PER_EXECUTION);
        let verdict = match self.question().verdict(&options, &Control::default()) {
            Ok(verdict) => verdict,
            Err(found) => {
                let problems = crate::problems::problems(&found);
                return (true, Answer::Invalid { problems });
            }
        };
        let last = verdict.complete || self.executions >= LAST_EXECUTIONS;
        let further = verdict.executions >= self.executions && !last;
        self.executions = self.executions.saturating_mul(GROWTH).min(LAST_EXECUTIONS);
        let next = match further {
            true => Next::Round,
            false if verdict.findings.iter().any(|f| f.kind.is_about_data()) => Next::Fixes,
            false => Next::End,
        };
        self.to_mend = (next == Next::Fixes).then(|| verdict.clone());
        (next == Next::End, answer(verdict, next))
    }
}

fn options(executions: u64, minimise: usize) -> Options {
    let limits = Limits { executions, memory: MEMORY, minimise, ..Limits::default() };
    Options { strategy: How::Dpor, limits, workers: rayon::current_num_threads() }
}

fn answer(verdict: Verdict, next: Next) -> Answer {
    let outcomes = verdict.outcomes.len();
    let plural = if outcomes == 1 { "outcome" } else { "outcomes" };
    let sentence = if verdict.complete {
        format!(
            "Complete: {} classes of interleavings, {outcomes} {plural}. Nothing else can happen, at {}.",
            verdict.executions, verdict.granularity
        )
    } else {
        let about = verdict.about.map(|n| format!(" of about {n:.0}")).unwrap_or_default();
        format!(
            "Partial: {}{about} classes of interleavings explored, {outcomes} {plural} ({}).",
            verdict.executions, verdict.stopped
        )
    };
    Answer::Searched {
        state: SearchState {
            executions: verdict.executions,
            ended: next == Next::End,
            is_mending: next == Next::Fixes,
            complete: verdict.complete,
            sentence,
        },
        outcomes: verdict.outcomes.into_iter().take(MAX_ROWS).map(outcome).collect(),
        findings: verdict.findings.into_iter().take(MAX_ROWS).map(finding).collect(),
    }
}

fn outcome(found: OutcomeFound) -> OutcomeRow {
    OutcomeRow {
        outcome: found.outcome,
        stdout: crate::search::tail(&found.stdout, STDOUT_BYTES).to_owned(),
        stderr_last: found.stderr_last,
        executions: found.executions,
        preemptions: Some(found.preemptions),
        schedule: found.schedule,
        sentence: found.sentence,
        minimal: found.minimal,
        decisive: found.decisive,
        waiters: found.waiters,
    }
}

fn finding(found: Finding) -> FindingRow {
    FindingRow {
        kind: found.kind.word().to_owned(),
        message: found.message,
        lines: found.lines,
        threads: found.threads,
        preemptions: Some(found.preemptions),
        schedule: found.schedule,
        sides: found.sides,
        fix: found.fix,
    }
}
