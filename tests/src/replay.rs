//! Whether a schedule that a search reports leads a plain run to what the search says.

use timeslice_explorer::{Outcome, OutcomeKind, Question};
use timeslice_machine::Recording;
use timeslice_trace::{Outcome as Ended, Settings};

/// Runs the program under the schedule of `settings`: its outcome, and how many choices of the
/// schedule could not be made.
///
/// # Errors
/// What is wrong with the program.
pub fn run_outcome(question: &Question, settings: &Settings) -> Result<(Outcome, u32), String> {
    let recording = Recording::once(question.source, question.file_name, settings, None);
    let mut recording = recording.map_err(|found| format!("does not compile: {found:?}"))?;
    while !recording.advance(1_000_000) {}
    let last = recording.stderr().lines().rfind(|line| !line.trim().is_empty());
    let outcome = Outcome {
        kind: match recording.outcome() {
            Some(Ended::Ok) => OutcomeKind::Ok,
            Some(Ended::Exception) => OutcomeKind::Exception,
            Some(Ended::Exit(_)) => OutcomeKind::Exit,
            Some(Ended::Deadlock(_)) => OutcomeKind::Deadlock,
            Some(Ended::Budget(_)) | None => OutcomeKind::Budget,
        },
        exit_code: recording.exit_code(),
        stdout: recording.stdout().to_owned(),
        stderr_last: last.unwrap_or_default().to_owned(),
    };
    Ok((outcome, recording.missed_choices()))
}

/// What a run shows of an outcome: one that does not end runs into its budget.
pub fn in_a_run(outcome: &Outcome) -> Outcome {
    let kind = match outcome.kind {
        OutcomeKind::Livelock => OutcomeKind::Budget,
        kind => kind,
    };
    Outcome { kind, ..outcome.clone() }
}

/// Runs the program under `schedule`, as text; says what differs from `claim`.
pub fn replay_problem(question: &Question, schedule: &str, claim: &Outcome) -> Option<String> {
    let parsed = match schedule.parse() {
        Ok(parsed) => parsed,
        Err(error) => return Some(format!("'{schedule}' is no schedule: {error}")),
    };
    let settings = Settings { schedule: parsed, ..question.settings.clone() };
    match run_outcome(question, &settings) {
        Err(problem) => Some(problem),
        Ok((ran, _)) if ran != in_a_run(claim) => {
            Some(format!("'{schedule}' leads to {ran:?}, not {claim:?}"))
        }
        Ok((_, missed)) => {
            (missed > 0).then(|| format!("'{schedule}': {missed} choices could not be made"))
        }
    }
}
