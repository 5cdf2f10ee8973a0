//! The page as a whole: the state, the worker, and where each part stands.

use std::rc::Rc;

use futures::StreamExt;
use timeslice_protocol::Problem;
use timeslice_share::decode;
use timeslice_trace::{LaneState, Position};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use crate::commands::Commands;
use crate::components::{
    Controls, ControlsProps, Dialogs, Events, Explorations, Header, Inspector, Machine, Output,
    Panel, Parameters, Threads, Tools, prose,
};
use crate::editor::{Editor, Mark};
use crate::engine::Engine;
use crate::host::use_host;
use crate::platform;
use crate::playback::use_playback;
use crate::state::{Action, Axis, Document, Run, RunStatus, State, Theme};
use crate::timeline::Timeline;
use crate::words;

/// The scenario that an address without one opens.
const FIRST_SCENARIO: &str = "five-sleeps";

/// How long typing has to pause before the program is checked.
const CHECK_DELAY_MS: i32 = 200;

/// When the program runs for the first time.
#[derive(Clone, Copy, PartialEq)]
enum When {
    /// When somebody presses Run.
    Asked,
    /// When the page comes up.
    AtOnce,
    /// When the page is in sight, which in a frame may be later.
    InSight,
}

/// What the address asks for besides the document.
#[derive(Clone, PartialEq)]
struct Wishes {
    is_embedded: bool,
    is_read_only: bool,
    runs: When,
    /// Parts to show; all where it is empty.
    parts: Vec<String>,
}

impl Wishes {
    fn of_address() -> Wishes {
        let is = |name: &str, value: &str| platform::query(name).as_deref() == Some(value);
        let parts = platform::query("show").unwrap_or_default();
        Wishes {
            is_embedded: is("embed", "1"),
            is_read_only: is("readonly", "1"),
            runs: match platform::query("run").as_deref() {
                Some("eager") => When::AtOnce,
                Some("lazy") => When::InSight,
                _ => When::Asked,
            },
            parts: parts.split(',').filter(|part| !part.is_empty()).map(str::to_owned).collect(),
        }
    }

    fn shows(&self, part: &str) -> bool {
        self.parts.is_empty() || self.parts.iter().any(|shown| shown == part)
    }
}

/// The page.
#[component]
pub fn App() -> Html {
    let state = use_reducer(State::default);
    let latest = use_mut_ref(State::default);
    *latest.borrow_mut() = (*state).clone();
    let commands = use_memo((), |()| {
        let (engine, mut events) = Engine::start();
        let commands = Commands::new(engine, state.dispatcher(), latest);
        let receiver = commands.clone();
        spawn_local(async move {
            while let Some(event) = events.next().await {
                receiver.receive(event);
            }
        });
        commands
    });
    let wishes = use_memo((), |()| Wishes::of_address());
    use_document(&commands, &state, &wishes);
    use_host(&commands, &state);
    use_checks(&commands, &state.document.source);
    use_moments(&commands, &state);
    use_theme(state.view.theme);
    use_playback(&commands, state.view.is_playing);

    let wish_for_line = use_state(|| None::<(u32, u32)>);
    let on_line = use_callback(wish_for_line.clone(), |line: u32, wish| {
        let next = wish.map_or(0, |(_, number)| number + 1);
        wish.set(Some((line, next)));
    });
    let on_edit = use_callback((), {
        let commands = commands.clone();
        move |text: String, ()| commands.dispatch(Action::Edit(text))
    });
    let is_stale = state.is_stale();
    let marks =
        use_memo((state.run.clone(), state.view.cursor.at, is_stale), |(run, at, stale)| {
            if *stale { Rc::default() } else { Rc::new(marks_of(run, *at)) }
        });

    let State { document, problems, run, search, view } = &*state;
    let at = view.cursor.at;
    let commands = (*commands).clone();
    let title = match document.scenario.title.as_str() {
        "" => "Program".to_owned(),
        title => title.to_owned(),
    };
    let on_plain = {
        let (commands, plain) = (commands.clone(), view.plain_editor);
        move |_: MouseEvent| commands.dispatch(Action::PlainEditor(!plain))
    };
    let editor_switch = html! {
        <button type="button" class="small" aria-pressed={view.plain_editor.to_string()} onclick={on_plain}>
            { "Plain text field" }
        </button>
    };
    let controls = ControlsProps {
        view: view.clone(),
        status: run.status.clone(),
        end: run.end,
        is_stale,
        is_searching: search.is_running(),
        settings: document.settings.clone(),
        commands: commands.clone(),
    };
    html! {
        <>
            if !wishes.is_embedded {
                <Header origin={document.origin} theme={view.theme} workers={view.workers}
                    commands={commands.clone()} />
            }
            <main class={classes!("page", wishes.is_embedded.then_some("embedded"))}>
                <div class="control-area">
                    <div class="control-panel">
                        <Controls ..controls.clone() />
                        <p role="status" class={classes!("status", status_class(&run.status))}>
                            { &view.status }
                        </p>
                        <p id="stale-note" class="stale-note" hidden={!is_stale}>
                            { "Changed since the last run: press Run to see the effect." }
                        </p>
                    </div>
                    <Tools ..controls />
                </div>
                <div class="columns">
                    if wishes.shows("code") {
                        <Panel {title} class="program" aside={editor_switch}>
                            if !document.scenario.text.is_empty() {
                                <details class="about" open={!wishes.is_embedded && platform::is_wide()}>
                                    <summary>{ "About this program" }</summary>
                                    { paragraphs(&document.scenario.text) }
                                </details>
                            }
                            <Editor source={document.source.clone()} problems={problems.clone()}
                                marks={(*marks).clone()} plain={view.plain_editor}
                                read_only={wishes.is_read_only} go_to={*wish_for_line} {on_edit} />
                            { problem_list(problems, &on_line) }
                        </Panel>
                    }
                    if wishes.shows("parameters") {
                        <Parameters scenario={document.scenario.clone()} commands={commands.clone()} />
                    }
                    <div class="column-run">
                        if wishes.shows("timeline") {
                            <Timeline run={run.clone()} {at} axis={view.axis} selected={view.thread}
                                shown={state.shown()} theme={view.theme} commands={commands.clone()} />
                        }
                        <div class="views">
                            if wishes.shows("threads") {
                                <Threads run={run.clone()} {at} selected={view.thread}
                                    commands={commands.clone()} />
                            }
                            if wishes.shows("output") {
                                <Output run={run.clone()} {at} commands={commands.clone()} />
                            }
                            if wishes.shows("inspector") {
                                <Inspector run={run.clone()} {at} selected={view.thread}
                                    on_line={on_line.clone()} />
                            }
                            if wishes.shows("explore") {
                                <div class="explorations">
                                    <Explorations search={search.clone()} source={document.source.clone()}
                                        read_only={wishes.is_read_only} {on_line}
                                        commands={commands.clone()} />
                                </div>
                            }
                            if wishes.shows("events") {
                                <Events run={run.clone()} {at} commands={commands.clone()} />
                            }
                        </div>
                    </div>
                    if wishes.shows("machine") {
                        <Machine settings={document.settings.clone()} commands={commands.clone()} />
                    }
                </div>
                <Dialogs open={view.dialog} {commands} />
            </main>
        </>
    }
}

/// Opens what the address names, and runs it where the address says so.
#[hook]
fn use_document(commands: &Rc<Commands>, state: &UseReducerHandle<State>, wishes: &Rc<Wishes>) {
    // Where a link's cursor stood, until the first run is there to put it.
    let cursor = use_mut_ref(|| None::<Position>);
    {
        let (commands, cursor, wishes) = (commands.clone(), cursor.clone(), wishes.clone());
        use_effect_with((), move |()| {
            platform::announce("isolated", &platform::is_isolated().to_string());
            match platform::query("theme").as_deref() {
                Some("light") => commands.dispatch(Action::SetTheme(Theme::Light)),
                Some("dark") => commands.dispatch(Action::SetTheme(Theme::Dark)),
                _ => {}
            }
            open(&commands, &mut cursor.borrow_mut());
            if wishes.runs != When::Asked {
                spawn_local(async move {
                    // After the next rendering, when the document is there.
                    platform::sleep_ms(0).await;
                    if wishes.runs == When::InSight {
                        platform::in_sight().await;
                    }
                    commands.run();
                });
            }
        });
    }
    let commands = commands.clone();
    let has_ended = matches!(state.run.status, RunStatus::Finished(_));
    use_effect_with(has_ended, move |has_ended| {
        if *has_ended && let Some(at) = cursor.borrow_mut().take() {
            commands.dispatch(Action::SeekPosition(at));
        }
    });
}

fn open(commands: &Commands, cursor: &mut Option<Position>) {
    let fragment = platform::fragment();
    if fragment.len() > 1 {
        match opened(&fragment) {
            Ok((document, axis, at)) => {
                *cursor = at;
                commands.dispatch(Action::Open(Box::new(document)));
                commands.dispatch(Action::SetAxis(axis));
                return commands.say("Program opened from a link. Press Run to run it.");
            }
            Err(message) => {
                commands.dispatch(Action::Open(Box::new(named(FIRST_SCENARIO))));
                return commands.say(format!("The link cannot be opened: {message}."));
            }
        }
    }
    let name = platform::query("scenario");
    let document = name.as_deref().and_then(Document::of_catalogue);
    match (document, name) {
        (Some(document), _) => commands.dispatch(Action::Open(Box::new(document))),
        (None, name) => {
            commands.dispatch(Action::Open(Box::new(named(FIRST_SCENARIO))));
            if let Some(name) = name {
                commands.say(format!("There is no scenario called '{name}'."));
            }
        }
    }
}

fn named(name: &str) -> Document {
    Document::of_catalogue(name).unwrap_or_default()
}

/// A link's document, how it is looked at, and the moment that is to be shown.
type Opened = (Document, Axis, Option<Position>);

/// What a link holds; the error says what is wrong with it.
pub fn opened(fragment: &str) -> Result<Opened, String> {
    let link = decode(fragment).map_err(|error| error.to_string())?;
    let settings = link.settings()?;
    let parameters: Vec<_> = link.parameters.into_iter().collect();
    let source =
        timeslice_scenarios::apply(&link.source, &parameters).map_err(|error| error.to_string())?;
    let at = link.cursor.map(|cursor| Position {
        time_ns: cursor.time_ns,
        step: u32::try_from(cursor.step).unwrap_or(u32::MAX),
    });
    let axis = if link.view.steps { Axis::Steps } else { Axis::Time };
    Ok((Document::of_source(&source, settings), axis, at))
}

/// Checks the program when typing pauses.
#[hook]
fn use_checks(commands: &Rc<Commands>, source: &Rc<str>) {
    let commands = commands.clone();
    use_effect_with(source.clone(), move |source| {
        let source = source.clone();
        spawn_local(async move {
            platform::sleep_ms(CHECK_DELAY_MS).await;
            if Rc::ptr_eq(&commands.state().document.source, &source) {
                commands.check(&source);
            }
        });
    });
}

/// Asks for the state at the cursor whenever that may have changed.
#[hook]
fn use_moments(commands: &Rc<Commands>, state: &UseReducerHandle<State>) {
    let commands = commands.clone();
    let run = &state.run;
    // While the cursor runs along, every answer would be old already.
    let looks = run.has_machine() && !state.view.cursor.follows;
    let is_held = run.status != RunStatus::Running;
    let step = state.view.cursor.at.step;
    use_effect_with((looks || (is_held && run.has_machine()), run.id, step), move |(looks, ..)| {
        if *looks {
            commands.look(step);
        }
    });
}

/// Light, dark, or as the system wants it, also when it changes its mind.
#[hook]
fn use_theme(theme: Theme) {
    use_effect_with(theme, |theme| {
        let theme = *theme;
        let apply = move || {
            let is_dark = match theme {
                Theme::Auto => platform::dark_scheme().is_some_and(|scheme| scheme.matches()),
                Theme::Light => false,
                Theme::Dark => true,
            };
            platform::announce("theme", if is_dark { "dark" } else { "light" });
        };
        apply();
        let listener = Closure::<dyn Fn()>::new(apply);
        let scheme = platform::dark_scheme();
        if let Some(scheme) = &scheme {
            let target = listener.as_ref().unchecked_ref();
            let _ = scheme.add_event_listener_with_callback("change", target);
        }
        move || {
            if let Some(scheme) = scheme {
                let target = listener.as_ref().unchecked_ref();
                let _ = scheme.remove_event_listener_with_callback("change", target);
            }
        }
    });
}

/// Where each thread is in the program.
fn marks_of(run: &Run, at: Position) -> Vec<Mark> {
    let log = run.log.borrow();
    let moment = run.moment.as_ref().filter(|moment| moment.step == at.step);
    let mark = |lane: &timeslice_trace::Lane| {
        let segment = lane.at(at).filter(|s| !matches!(s.state, LaneState::Finished(_)))?;
        let frames = moment
            .and_then(|moment| moment.threads.iter().find(|thread| thread.id == lane.thread))
            .map(|thread| &thread.frames);
        let line = match frames {
            Some(frames) => frames.iter().rev().find(|frame| !frame.library)?.line,
            None => segment.line,
        };
        Some(Mark {
            line,
            label: if lane.thread == 0 { "M".into() } else { lane.thread.to_string() },
            name: lane.name.clone(),
            state: segment.describe(log.trace()),
            is_running: segment.state == LaneState::Running,
        })
    };
    log.lanes.lanes.iter().filter_map(mark).filter(|mark| mark.line > 0).collect()
}

fn paragraphs(text: &str) -> Html {
    text.split("\n\n").map(|paragraph| html! { <p>{ prose(paragraph) }</p> }).collect()
}

fn problem_list(problems: &[Problem], on_line: &Callback<u32>) -> Html {
    if problems.is_empty() {
        return html! {};
    }
    let row = |problem: &Problem| {
        let (on_line, line) = (on_line.clone(), problem.line);
        html! {
            <li>
                <button type="button" class="link" onclick={move |_| on_line.emit(line)}>
                    { words::problem(problem) }
                </button>
            </li>
        }
    };
    html! { <ul class="problems" aria-label="Problems">{ for problems.iter().take(50).map(row) }</ul> }
}

fn status_class(status: &RunStatus) -> Option<&'static str> {
    use timeslice_trace::Outcome;
    match status {
        RunStatus::Idle => None,
        RunStatus::Running => Some("busy"),
        RunStatus::Paused => Some("warn"),
        RunStatus::Invalid | RunStatus::Lost => Some("bad"),
        RunStatus::Finished(summary) => Some(match summary.outcome {
            Outcome::Ok => "good",
            Outcome::Budget(_) => "warn",
            Outcome::Exception | Outcome::Exit(_) | Outcome::Deadlock(_) => "bad",
        }),
    }
}
