//! Whether a schedule that a search reports leads a plain run to what the search says.

use timeslice_explorer::{Outcome, OutcomeKind, Question};
use timeslice_machine::Recording;
use timeslice_trace::{Outcome as Ended, Settings};

/// Runs the program under `schedule`, as text; says what differs from `claim`.
pub fn replay_problem(question: &Question, schedule: &str, claim: &Outcome) -> Option<String> {
    let schedule = match schedule.parse() {
        Ok(schedule) => schedule,
        Err(error) => return Some(format!("'{schedule}' is no schedule: {error}")),
    };
    let settings = Settings { schedule, ..question.settings.clone() };
    let recording = Recording::once(question.source, question.file_name, &settings, None);
    let mut recording = match recording {
        Ok(recording) => recording,
        Err(found) => return Some(format!("does not compile: {found:?}")),
    };
    while !recording.advance(1_000_000) {}
    let last = recording.stderr().lines().rfind(|line| !line.trim().is_empty());
    let ran = Outcome {
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
    if ran != *claim {
        return Some(format!("'{}' leads to {ran:?}, not {claim:?}", recording.schedule()));
    }
    let missed = recording.missed_choices();
    (missed > 0).then(|| format!("'{}': {missed} choices could not be made", recording.schedule()))
}
