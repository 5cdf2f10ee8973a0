//! The bar of buttons with the time slider, and the tools beside it.

use timeslice_protocol::{SearchOptions, Strategy};
use timeslice_trace::{Position, Settings};
use web_sys::{HtmlInputElement, HtmlSelectElement};
use yew::prelude::*;

use crate::commands::Commands;
use crate::format;
use crate::state::{Action, Axis, Dialog, RunStatus, StepUnit, View};

/// The properties of both.
#[derive(Properties, Clone, PartialEq)]
pub struct Props {
    /// How the run is looked at.
    pub view: View,
    /// What becomes of the run.
    pub status: RunStatus,
    /// How far it is.
    pub end: Position,
    /// The program or the machine was changed since.
    pub is_stale: bool,
    /// A search goes on.
    pub is_searching: bool,
    /// The machine.
    pub settings: std::rc::Rc<Settings>,
    /// The page's hands.
    pub commands: Commands,
}

/// Searches that can be chosen: word, label, strategy, executions.
const SEARCHES: [(&str, &str, Strategy, u64); 5] = [
    ("all", "all interleavings", Strategy::All, 0),
    ("all-times", "all, timers at any moment", Strategy::AllTimes, 0),
    ("random", "200 random schedules", Strategy::Random, 200),
    ("many", "2000 random schedules", Strategy::Random, 2_000),
    ("pct", "200 with random priorities", Strategy::Pct, 200),
];

/// The bar, which stays in sight: run, step, move in time.
#[component]
pub fn Controls(props: &Props) -> Html {
    let Props { view, status, end, commands, .. } = props;
    let is_running = *status == RunStatus::Running;
    let has_run = *end > Position::default();
    let can_pause = is_running || view.is_playing || props.is_searching;
    html! {
        <>
            <div class="controls" role="toolbar" aria-label="Run">
                <button type="button" class="primary" onclick={on_click(commands, Commands::run)}
                    aria-describedby={props.is_stale.then_some("stale-note")}>
                    { icon("M5 3l9 5-9 5z") }{ "Run" }
                </button>
                <button type="button" disabled={!can_pause} onclick={on_click(commands, Commands::pause)}>
                    { icon("M4 3h3v10H4zM9 3h3v10H9z") }{ "Pause" }
                </button>
                if *status == RunStatus::Paused {
                    <button type="button" aria-label="Continue" title="Continue"
                        onclick={on_click(commands, Commands::resume)}>
                        { icon("M3 3h2v10H3zM6 3l8 5-8 5z") }{ foldable("Continue") }
                    </button>
                }
                <button type="button" disabled={!has_run} aria-label="Step back" title="Step back"
                    onclick={on_click(commands, |commands| commands.step(true))}>
                    { icon("M4 3h2v10H4zM13 3v10L6 8z") }{ foldable("Step back") }
                </button>
                <button type="button" disabled={!has_run} aria-label="Step forward" title="Step forward"
                    onclick={on_click(commands, |commands| commands.step(false))}>
                    { icon("M10 3h2v10h-2zM3 3l7 5-7 5z") }{ foldable("Step forward") }
                </button>
            </div>
            <TimeSlider at={view.cursor.at} axis={view.axis} end={*end} commands={commands.clone()} />
        </>
    }
}

/// What is needed less often: how to step, the search, links.
#[component]
pub fn Tools(props: &Props) -> Html {
    let Props { view, status, end, commands, .. } = props;
    let search = use_state(|| SEARCHES[0]);
    let can_replay =
        *end > Position::default() && !view.is_playing && *status != RunStatus::Running;
    let explore = {
        let commands = commands.clone();
        let (_, _, strategy, executions) = *search;
        let first_seed = props.settings.seed;
        move |_: MouseEvent| {
            commands.explore(SearchOptions { strategy, executions, first_seed });
        }
    };
    let on_search = {
        let search = search.clone();
        move |event: Event| {
            let chosen = event.target_unchecked_into::<HtmlSelectElement>().value();
            if let Some(known) = SEARCHES.iter().find(|(word, ..)| *word == chosen) {
                search.set(*known);
            }
        }
    };
    html! {
        <div class="tools" role="toolbar" aria-label="Tools">
            <div class="button-group">
                { step_unit(view.step_unit, commands) }
                <button type="button" disabled={!can_replay} onclick={on_click(commands, Commands::replay)}>
                    { "Replay" }
                </button>
            </div>
            <div class="button-group">
                <button type="button" disabled={props.is_searching} onclick={explore}>
                    { icon("M7 2a5 5 0 1 0 3 9l3.5 3.5 1-1L11 10a5 5 0 0 0-4-8zm0 1.6a3.4 3.4 0 1 1 0 6.8 3.4 3.4 0 0 1 0-6.8z") }
                    { "Explore" }
                </button>
                <select aria-label="How to explore" title="How to explore" onchange={on_search}>
                    { for SEARCHES.iter().map(|(word, label, ..)| choice(word, label, *word == search.0)) }
                </select>
            </div>
            <div class="button-group end">
                <button type="button" class="quiet"
                    onclick={on_click(commands, |c| c.dispatch(Action::Show(Some(Dialog::Share))))}>
                    { "Share" }
                </button>
                <button type="button" class="quiet"
                    onclick={on_click(commands, |c| c.dispatch(Action::Show(Some(Dialog::Embed))))}>
                    { "Embed" }
                </button>
            </div>
        </div>
    }
}

fn on_click(commands: &Commands, run: fn(&Commands)) -> Callback<MouseEvent> {
    let commands = commands.clone();
    Callback::from(move |_| run(&commands))
}

/// A button's text, of which a narrow screen shows the icon only.
fn foldable(text: &'static str) -> Html {
    html! { <span class="foldable">{ text }</span> }
}

fn icon(path: &'static str) -> Html {
    html! { <svg class="icon" viewBox="0 0 16 16" aria-hidden="true"><path d={path} /></svg> }
}

fn choice(value: &'static str, label: &'static str, selected: bool) -> Html {
    html! { <option {value} {selected}>{ label }</option> }
}

fn step_unit(unit: StepUnit, commands: &Commands) -> Html {
    let commands = commands.clone();
    let onchange = move |event: Event| {
        let unit = match event.target_unchecked_into::<HtmlSelectElement>().value().as_str() {
            "event" => StepUnit::Event,
            "bytecode" => StepUnit::Bytecode,
            _ => StepUnit::Line,
        };
        commands.dispatch(Action::SetStepUnit(unit));
    };
    html! {
        <select aria-label="One step is" title="One step is" {onchange}>
            { choice("line", "by line", unit == StepUnit::Line) }
            { choice("event", "by event", unit == StepUnit::Event) }
            { choice("bytecode", "by bytecode", unit == StepUnit::Bytecode) }
        </select>
    }
}

#[derive(Properties, PartialEq)]
struct SliderProps {
    at: Position,
    axis: Axis,
    end: Position,
    commands: Commands,
}

/// The slider counts seconds of virtual time, or bytecodes.
#[component]
fn TimeSlider(props: &SliderProps) -> Html {
    let SliderProps { at, axis, end, commands } = props;
    let (value, max) = match axis {
        Axis::Time => (seconds(at.time_ns), seconds(end.time_ns)),
        Axis::Steps => (at.step.to_string(), end.step.to_string()),
    };
    let text = match axis {
        Axis::Time => format::time(at.time_ns),
        Axis::Steps => format::plural(u64::from(at.step), "bytecode"),
    };
    let oninput = {
        let (commands, axis) = (commands.clone(), *axis);
        move |event: InputEvent| {
            let value = event.target_unchecked_into::<HtmlInputElement>().value_as_number();
            commands.dispatch(Action::Play(false));
            commands.dispatch(match axis {
                Axis::Time => Action::SeekTime((value * 1e9).round() as u64),
                Axis::Steps => Action::SeekStep(value as u64),
            });
        }
    };
    let on_axis = {
        let commands = commands.clone();
        move |event: Event| {
            let steps = event.target_unchecked_into::<HtmlSelectElement>().value() == "steps";
            commands.dispatch(Action::SetAxis(if steps { Axis::Steps } else { Axis::Time }));
        }
    };
    html! {
        <div class="time-row">
            <label class="time-slider">
                <span>{ "Time" }</span>
                <input type="range" min="0" max={max.clone()} step="any"
                    disabled={*end == Position::default()}
                    aria-valuetext={text} {value} {oninput} />
            </label>
            <p class="clock">
                <b>{ format::time(at.time_ns) }</b>
                <span>{ format!(" of {}", format::time(end.time_ns)) }</span>
                <span class="steps">
                    { format!("bytecode {} of {}", format::count(u64::from(at.step)), format::count(u64::from(end.step))) }
                </span>
            </p>
            <select aria-label="Axis" title="What the time axis counts" onchange={on_axis}>
                { choice("time", "virtual time", *axis == Axis::Time) }
                { choice("steps", "bytecodes", *axis == Axis::Steps) }
            </select>
        </div>
    }
}

/// Seconds with nine places, without trailing zeros.
fn seconds(ns: u64) -> String {
    let text = format!("{}.{:09}", ns / 1_000_000_000, ns % 1_000_000_000);
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}
