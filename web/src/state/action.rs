//! Everything that can happen to the state, and what it does.

use std::rc::Rc;

use timeslice_protocol::{
    Chunk, FindingRow, OutcomeRow, Problem, RequestId, SearchState, Strategy, Summary,
};
use timeslice_scenarios::apply as apply_parameters;
use timeslice_trace::{Moment, Outcome, Position, Settings, ThreadId};

use super::{
    Axis, Cursor, Dialog, Document, Run, RunStatus, Search, Shown, State, StepUnit, Theme,
};
use crate::format;

/// Something that happened. What the worker says carries the job's number, so that a late word
/// about an old job changes nothing.
pub enum Action {
    /// Another document was opened.
    Open(Box<Document>),
    /// The program was edited.
    Edit(String),
    /// A parameter was set: its name and the control's text.
    SetParameter(String, String),
    /// The machine was changed.
    SetSettings(Box<Settings>),
    /// The worker is there.
    Ready(u32),
    /// What is wrong with the program.
    Checked(Vec<Problem>),
    /// A run was asked for.
    Started(RequestId),
    /// The program cannot be run.
    Invalid(RequestId, Vec<Problem>),
    /// The run went on.
    Progress(RequestId, Box<Chunk>, Position),
    /// The run is held.
    Paused(RequestId, Position),
    /// The held run goes on.
    Resumed,
    /// The run has ended.
    Finished(RequestId, Box<Summary>),
    /// The state at a step.
    Arrived(Box<Moment>),
    /// A search was asked for.
    SearchStarted(RequestId, Strategy),
    /// What the search found so far.
    Searched(RequestId, SearchState, Vec<OutcomeRow>, Vec<FindingRow>),
    /// A schedule that the search found is to be looked at.
    ShowFound(Box<Shown>),
    /// A job was ended before its time.
    Cancelled(RequestId),
    /// The worker is gone; why.
    Crashed(String),
    /// The cursor was moved to a virtual time.
    SeekTime(u64),
    /// The cursor was moved to a step.
    SeekStep(u64),
    /// The cursor was moved to an event.
    SeekPosition(Position),
    /// The axis counts something else.
    SetAxis(Axis),
    /// The step buttons do something else.
    SetStepUnit(StepUnit),
    /// A thread was chosen, or none.
    SelectThread(Option<ThreadId>),
    /// The cursor moves by itself, or stops.
    Play(bool),
    /// The plain text field, or the editor.
    PlainEditor(bool),
    /// Light or dark.
    SetTheme(Theme),
    /// Something opens over the page, or closes.
    Show(Option<Dialog>),
    /// Something to announce.
    Say(String),
}

/// Does what `action` means.
pub fn apply(state: &mut State, action: Action) {
    match action {
        Action::Open(document) => {
            state.view.status = match document.scenario.title.as_str() {
                "" => "Program opened.".into(),
                title => format!("Opened: {title}."),
            };
            state.document = *document;
            state.problems = Rc::default();
            state.run = Rc::default();
            state.search = Rc::default();
            state.view.cursor = Cursor::default();
            state.view.thread = None;
            state.view.is_playing = false;
        }
        Action::Edit(source) => state.document.edit(&source),
        Action::SetParameter(name, value) => {
            match apply_parameters(&state.document.source, &[(name, value)]) {
                Ok(source) => state.document.edit(&source),
                Err(error) => state.view.status = error.to_string(),
            }
        }
        Action::SetSettings(settings) => state.document.settings = Rc::new(*settings),
        Action::Ready(workers) => state.view.workers = Some(workers),
        Action::Checked(problems) => state.problems = Rc::new(problems),
        Action::Started(id) => {
            let Document { source, settings, .. } = &state.document;
            state.run = Rc::new(Run::start(id, source.clone(), settings.clone()));
            state.view.cursor = Cursor { follows: true, ..Cursor::default() };
            state.view.thread = None;
            state.view.is_playing = false;
            state.view.status = "Running…".into();
        }
        Action::SearchStarted(id, strategy) => {
            let source = state.document.source.clone();
            state.search = Rc::new(Search { id, source, strategy, ..Search::default() });
            state.view.status = "Exploring schedules…".into();
        }
        Action::Searched(id, search, outcomes, findings) if state.search.id == id => {
            if search.ended || search.is_mending {
                state.view.status = search.sentence.clone();
            }
            let known = Rc::make_mut(&mut state.search);
            (known.state, known.outcomes, known.findings) = (search, outcomes, findings);
        }
        Action::Searched(..) => {}
        Action::ShowFound(shown) => {
            // Such a schedule takes no virtual time: only bytecodes tell its moments apart.
            state.view.axis = Axis::Steps;
            state.view.shown = Some(Rc::new(*shown));
        }
        Action::SetAxis(axis) => state.view.axis = axis,
        Action::SetStepUnit(unit) => state.view.step_unit = unit,
        Action::SelectThread(thread) => state.view.thread = thread,
        Action::Play(is_playing) => state.view.is_playing = is_playing,
        Action::PlainEditor(plain) => state.view.plain_editor = plain,
        Action::SetTheme(theme) => state.view.theme = theme,
        Action::Show(dialog) => state.view.dialog = dialog,
        Action::Say(status) => state.view.status = status,
        Action::SeekTime(time_ns) => {
            let at = state.run.log.borrow().at_time(time_ns);
            seek(state, at, false);
        }
        Action::SeekStep(step) => {
            let step = u32::try_from(step).unwrap_or(u32::MAX);
            let at = state.run.log.borrow().at_step(step);
            seek(state, at, true);
        }
        Action::SeekPosition(at) => seek(state, at, false),
        Action::Invalid(..)
        | Action::Progress(..)
        | Action::Paused(..)
        | Action::Resumed
        | Action::Finished(..)
        | Action::Arrived(..)
        | Action::Cancelled(..)
        | Action::Crashed(..) => of_the_run(state, action),
    }
}

fn of_the_run(state: &mut State, action: Action) {
    let current = state.run.id;
    match action {
        Action::Invalid(id, problems) => {
            state.view.status = match problems.first() {
                Some(first) => format!("Line {}: {}", first.line, first.message),
                None => "The program cannot be run.".into(),
            };
            state.problems = Rc::new(problems);
            if id == current {
                Rc::make_mut(&mut state.run).status = RunStatus::Invalid;
            } else if id == state.search.id {
                state.search = Rc::default();
            }
        }
        Action::Progress(id, chunk, end) if id == current => {
            let run = Rc::make_mut(&mut state.run);
            run.log.borrow_mut().append(&chunk, end);
            run.revision += 1;
            reach(state, end);
        }
        Action::Paused(id, end) if id == current => {
            Rc::make_mut(&mut state.run).status = RunStatus::Paused;
            reach(state, end);
            state.view.status = format!(
                "Stopped after {} and {} of virtual time. Continue goes on, Run starts again.",
                format::plural(u64::from(end.step), "bytecode"),
                format::time(end.time_ns)
            );
        }
        Action::Resumed if state.run.status == RunStatus::Paused => {
            Rc::make_mut(&mut state.run).status = RunStatus::Running;
            state.view.cursor.follows = true;
            state.view.status = "Running…".into();
        }
        Action::Finished(id, summary) if id == current => {
            let step = u32::try_from(summary.steps).unwrap_or(u32::MAX);
            reach(state, Position { time_ns: summary.time_ns, step });
            if !matches!(summary.outcome, Outcome::Deadlock(_) | Outcome::Budget(_)) {
                let failed = summary.outcome == Outcome::Exception;
                state.run.log.borrow_mut().lanes.finish(state.run.end, failed);
            }
            state.view.status = sentence(&summary);
            Rc::make_mut(&mut state.run).status = RunStatus::Finished(Rc::new(*summary));
            state.view.cursor.follows = false;
            if let Some((step, _)) = state.shown().and_then(|s| s.decisive.first().copied()) {
                let at = state.run.log.borrow().at_step(step);
                seek(state, at, true);
            }
        }
        Action::Arrived(moment) => {
            let cursor = &mut state.view.cursor;
            if cursor.time_is_estimate && cursor.at.step == moment.step {
                cursor.at.time_ns = moment.time_ns;
                cursor.time_is_estimate = false;
            }
            Rc::make_mut(&mut state.run).moment = Some(Rc::new(*moment));
        }
        Action::Cancelled(id) if id == state.search.id => {
            let search = Rc::make_mut(&mut state.search);
            search.state.ended = true;
            if search.state.is_mending {
                // What was found stands.
                search.state.sentence.push_str(" Stopped while edits were tried.");
            } else {
                let executions = format::plural(search.state.executions, "execution");
                search.state.sentence = format!("Stopped after {executions}.");
            }
            state.view.status = search.state.sentence.clone();
        }
        // A search that was asked for since is not the one that was stopped.
        Action::Cancelled(_) => {}
        Action::Crashed(message) => {
            let lost = state.run.has_machine();
            if lost {
                let run = Rc::make_mut(&mut state.run);
                run.status = RunStatus::Lost;
                run.moment = None;
            }
            if state.search.is_running() {
                let search = Rc::make_mut(&mut state.search);
                search.state.ended = true;
                if !search.state.is_mending {
                    search.state.sentence = "The search was lost with its worker.".into();
                }
            }
            state.view.cursor.follows = false;
            state.view.is_playing = false;
            state.view.status = format!("{message} A fresh worker was started: run again.");
        }
        // Late words about an old run.
        _ => {}
    }
}

/// The run has come to `end`; a cursor that follows goes along.
fn reach(state: &mut State, end: Position) {
    let run = Rc::make_mut(&mut state.run);
    run.log.borrow_mut().lanes.reach(end);
    run.end = run.end.max(end);
    if state.view.cursor.follows {
        state.view.cursor.at = state.run.end;
    }
}

fn seek(state: &mut State, at: Position, time_is_estimate: bool) {
    state.view.cursor = Cursor { at, follows: false, time_is_estimate };
}

/// How the run ended, in one sentence.
fn sentence(summary: &Summary) -> String {
    let time = format::time(summary.time_ns);
    let steps = format::plural(summary.steps, "bytecode");
    match &summary.outcome {
        Outcome::Ok => format!("Finished after {time} of virtual time and {steps}."),
        Outcome::Exit(code) => format!("Ended with exit code {code} after {time}."),
        Outcome::Exception => {
            let line = summary.stderr_tail.trim_end().lines().last().unwrap_or_default();
            format!("Ended by an exception after {time}: {line}")
        }
        Outcome::Deadlock(waiters) => {
            let who: Vec<_> = waiters
                .iter()
                .map(|w| match w.object.as_str() {
                    "" => format!("{} waits for {}", w.name, w.reason.describe()),
                    object => format!("{} waits for {} {object}", w.name, w.reason.describe()),
                })
                .collect();
            format!("Deadlock after {time}: {}.", who.join("; "))
        }
        Outcome::Budget(budget) => format!("Stopped by a limit after {time}: {budget}."),
    }
}
