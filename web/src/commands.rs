//! What the buttons do: questions to the worker, and actions on the state.

use std::cell::RefCell;
use std::rc::Rc;

use timeslice_protocol::{Answer, Ask, Reply, RequestId, SearchOptions};
use timeslice_trace::Position;
use wasm_bindgen_futures::spawn_local;
use yew::UseReducerDispatcher;

use crate::engine::{Engine, Event};
use crate::platform;
use crate::state::{Action, RunStatus, Shown, State, StepUnit};

/// Events that the worker keeps: 25 MB there and as much here.
const TRACE_CAPACITY: u64 = 1_000_000;

/// A worker that does not answer a stop for so long is ended.
const STOP_PATIENCE_MS: i32 = 1_000;

/// The page's hands: everything that is more than an action on the state.
#[derive(Clone)]
pub struct Commands {
    engine: Engine,
    /// Changes the state.
    pub dispatcher: UseReducerDispatcher<State>,
    /// The state of the latest rendering.
    latest: Rc<RefCell<State>>,
}

impl PartialEq for Commands {
    fn eq(&self, other: &Commands) -> bool {
        self.engine == other.engine
    }
}

impl Commands {
    /// The commands of a page; `latest` is kept up to date by whoever renders it.
    pub fn new(
        engine: Engine,
        dispatcher: UseReducerDispatcher<State>,
        latest: Rc<RefCell<State>>,
    ) -> Commands {
        Commands { engine, dispatcher, latest }
    }

    /// Changes the state.
    pub fn dispatch(&self, action: Action) {
        self.dispatcher.dispatch(action);
    }

    /// Says what happened.
    pub fn say(&self, text: impl Into<String>) {
        self.dispatch(Action::Say(text.into()));
    }

    /// A copy of the state, which is cheap.
    pub fn state(&self) -> State {
        self.latest.borrow().clone()
    }

    /// Runs the program from its start.
    pub fn run(&self) {
        let document = self.state().document;
        let id = self.engine.ask(Ask::Run {
            source: document.source.to_string(),
            file_name: document.file_name(),
            settings: Box::new((*document.settings).clone()),
            trace_capacity: TRACE_CAPACITY,
        });
        self.dispatch(Action::Started(id));
    }

    /// Stops what goes on: the replay, the run, the search.
    pub fn pause(&self) {
        let state = self.state();
        if state.view.is_playing {
            self.dispatch(Action::Play(false));
        }
        if state.search.is_running() {
            self.engine.ask(Ask::Cancel { job: state.search.id });
            self.end_if_deaf(state.search.id);
        }
        if state.run.status == RunStatus::Running {
            self.engine.ask(Ask::Pause);
            self.end_if_deaf(state.run.id);
        }
    }

    /// Lets a held run go on.
    pub fn resume(&self) {
        self.engine.ask(Ask::Resume);
        self.dispatch(Action::Resumed);
    }

    /// Moves the cursor through the run, from the start where it stands at the end.
    pub fn replay(&self) {
        let state = self.state();
        if state.view.cursor.at >= state.run.end {
            self.dispatch(Action::SeekPosition(Position::default()));
        }
        self.dispatch(Action::Play(true));
    }

    /// One step forwards or back.
    pub fn step(&self, back: bool) {
        let State { run, view, .. } = self.state();
        let from = view.cursor.at;
        // Without a machine only the trace knows where to go.
        let unit = if run.has_machine() { view.step_unit } else { StepUnit::Event };
        self.dispatch(Action::Play(false));
        match unit {
            StepUnit::Line => {
                self.engine.ask(Ask::StepLine { from: u64::from(from.step), back });
            }
            StepUnit::Event => match run.log.borrow().event_beside(from, back) {
                Some(at) => self.dispatch(Action::SeekPosition(at)),
                None => self.no_further(back),
            },
            StepUnit::Bytecode => {
                let step = if back { from.step.checked_sub(1) } else { from.step.checked_add(1) };
                match step.filter(|step| *step <= run.end.step) {
                    Some(step) => self.dispatch(Action::SeekStep(u64::from(step))),
                    None => self.no_further(back),
                }
            }
        }
    }

    fn no_further(&self, back: bool) {
        self.say(if back {
            "This is the start of the run."
        } else {
            "This is the end of the run."
        });
    }

    /// Runs the program under a recorded schedule.
    pub fn run_schedule(&self, schedule: &str) {
        let mut settings = (*self.state().document.settings).clone();
        match schedule.parse() {
            Ok(schedule) => {
                settings.schedule = schedule;
                self.dispatch(Action::SetSettings(Box::new(settings)));
                // After the next rendering, when the new settings are there.
                let commands = self.clone();
                spawn_local(async move {
                    platform::sleep_ms(0).await;
                    commands.run();
                });
            }
            Err(error) => self.say(format!("This schedule cannot be run: {error}.")),
        }
    }

    /// Runs the program under a schedule that a search found, and says what is special about it.
    pub fn run_found(&self, shown: Shown) {
        let schedule = shown.schedule.clone();
        self.dispatch(Action::ShowFound(Box::new(shown)));
        self.run_schedule(&schedule);
    }

    /// Searches over schedules.
    pub fn explore(&self, options: SearchOptions) {
        let document = self.state().document;
        let id = self.engine.ask(Ask::Search {
            source: document.source.to_string(),
            file_name: document.file_name(),
            settings: Box::new((*document.settings).clone()),
            options,
        });
        self.dispatch(Action::SearchStarted(id, options.strategy));
    }

    /// Puts a proposed edit into the editor.
    pub fn apply_edit(&self, source: &str) {
        self.dispatch(Action::Edit(source.into()));
        self.say("The edit is in the program. Undo in the editor takes it back.");
    }

    /// Puts a proposed edit into the editor and searches the program again, in the same way.
    pub fn explore_edit(&self, source: &str) {
        self.dispatch(Action::Edit(source.into()));
        // After the next rendering, when the edited program is there.
        let commands = self.clone();
        spawn_local(async move {
            platform::sleep_ms(0).await;
            let State { document, search, .. } = commands.state();
            let (strategy, first_seed) = (search.strategy, document.settings.seed);
            commands.explore(SearchOptions { strategy, executions: 0, first_seed });
        });
    }

    /// Asks what is wrong with the program.
    pub fn check(&self, source: &str) {
        self.engine.ask_check(source);
    }

    /// Asks for the state at the cursor.
    pub fn look(&self, step: u32) {
        self.engine.ask_moment(u64::from(step));
    }

    /// Ends the worker if job `id` still goes on after a while.
    fn end_if_deaf(&self, id: RequestId) {
        let commands = self.clone();
        spawn_local(async move {
            platform::sleep_ms(STOP_PATIENCE_MS).await;
            let state = commands.state();
            let runs = state.run.id == id && state.run.status == RunStatus::Running;
            let searches = state.search.id == id && state.search.is_running();
            if runs || searches {
                commands
                    .engine
                    .restart("Stopped: the machine was in the middle of a long operation.");
            }
        });
    }

    /// What an event of the worker means.
    pub fn receive(&self, event: Event) {
        match event {
            Event::Ready(workers) => {
                platform::announce("workers", &workers.to_string());
                platform::announce("ready", "true");
                self.dispatch(Action::Ready(workers));
                // A fresh worker after a crash knows nothing of the program.
                self.check(&self.state().document.source);
            }
            Event::Crashed(message) => self.dispatch(Action::Crashed(message)),
            Event::Answer(reply) => {
                if let Some(action) = self.action_of(*reply) {
                    self.dispatch(action);
                }
            }
        }
    }

    fn action_of(&self, Reply { id, answer }: Reply) -> Option<Action> {
        let position = |steps: u64, time_ns| Position {
            time_ns,
            step: u32::try_from(steps).unwrap_or(u32::MAX),
        };
        Some(match answer {
            Answer::Checked { problems } => Action::Checked(problems),
            Answer::Invalid { problems } => Action::Invalid(id, problems),
            Answer::Progress { chunk, steps, time_ns } => {
                Action::Progress(id, Box::new(chunk), position(steps, time_ns))
            }
            Answer::Paused { steps, time_ns } => Action::Paused(id, position(steps, time_ns)),
            Answer::Finished(summary) => Action::Finished(id, summary),
            Answer::Moment(moment) => Action::Arrived(moment),
            Answer::Stepped { step: Some(step) } => Action::SeekStep(step),
            Answer::Stepped { step: None } => {
                Action::Say("There is no further line in this direction.".into())
            }
            Answer::Searched { state, outcomes, findings } => {
                Action::Searched(id, state, outcomes, findings)
            }
            Answer::Cancelled => Action::Cancelled(id),
            // The engine keeps it to itself.
            Answer::Crash { .. } => return None,
        })
    }
}
