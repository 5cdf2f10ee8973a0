//! The machine's settings: what a run is a function of besides the program.

use std::rc::Rc;

use timeslice_trace::{
    Base, PCT_DEPTH, PythonVersion, Schedule, Settings, StartMethod, StdoutMode,
};
use web_sys::{HtmlInputElement, HtmlSelectElement};
use yew::prelude::*;

use crate::commands::Commands;
use crate::state::Action;

/// The group's properties.
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The settings.
    pub settings: Rc<Settings>,
    /// The page's hands.
    pub commands: Commands,
}

const VERSIONS: [(PythonVersion, &str, &str); 4] = [
    (PythonVersion::V313, "3.13", "3.13: switches at calls and loops"),
    (PythonVersion::V39, "3.9", "3.9: switches almost anywhere"),
    (PythonVersion::V313t, "3.13t", "3.13t: no GIL, in parallel"),
    (PythonVersion::Any, "any", "any: what the language permits"),
];

const STDOUT: [(StdoutMode, &str, &str); 2] = [
    (StdoutMode::Buffered, "buffered", "buffered: whole lines"),
    (StdoutMode::Unbuffered, "unbuffered", "unbuffered: lines may be split"),
];

const START_METHODS: [(StartMethod, &str, &str); 3] = [
    (StartMethod::Fork, "fork", "fork"),
    (StartMethod::Spawn, "spawn", "spawn"),
    (StartMethod::Forkserver, "forkserver", "forkserver"),
];

/// Kinds of schedule that can be chosen by hand, by their word in a schedule's text.
const SCHEDULES: [(&str, &str); 5] = [
    ("fair", "fair: as an idle computer"),
    ("random", "random: from the seed"),
    ("pct", "pct: random priorities"),
    ("serial", "serial: each thread until it waits"),
    ("text", "exactly as written"),
];

/// The settings.
#[component]
pub fn Machine(props: &Props) -> Html {
    let settings = &props.settings;
    let change = {
        let (commands, settings) = (props.commands.clone(), settings.clone());
        move |edit: &dyn Fn(&mut Settings)| {
            let mut changed = (*settings).clone();
            edit(&mut changed);
            commands.dispatch(Action::SetSettings(Box::new(changed)));
        }
    };
    let change = Rc::new(change);
    let number = |label: &'static str,
                  unit: &'static str,
                  value: f64,
                  bounds: (f64, f64, &'static str),
                  edit: fn(&mut Settings, f64)| {
        let change = change.clone();
        let (min, max, step) = bounds;
        let onchange = move |event: Event| {
            let value = event.target_unchecked_into::<HtmlInputElement>().value_as_number();
            if value >= min && value <= max {
                change(&|settings| edit(settings, value));
            }
        };
        html! {
            <label class="setting">
                <span>{ label }</span>
                <span class="with-unit">
                    <input type="number" min={min.to_string()} max={max.to_string()} {step}
                        value={value.to_string()} {onchange} />
                    if !unit.is_empty() { <span class="unit">{ unit }</span> }
                </span>
            </label>
        }
    };
    let python = {
        let change = change.clone();
        move |version| change(&|settings: &mut Settings| settings.python = version)
    };
    let stdout = {
        let change = change.clone();
        move |mode| change(&|settings: &mut Settings| settings.stdout = mode)
    };
    let start = {
        let change = change.clone();
        move |method| change(&|settings: &mut Settings| settings.start_method = method)
    };
    html! {
        <fieldset class="panel settings">
            <legend>{ "Machine" }</legend>
            { select("Python", &VERSIONS, settings.python, python) }
            { number("Cores", "", f64::from(settings.cores), (1.0, 64.0, "1"), |s, x| s.cores = x as u32) }
            <ScheduleChoice settings={settings.clone()} commands={props.commands.clone()} />
            { number("Switch interval", "ms", settings.switch_interval_ns as f64 / 1e6, (0.001, 10_000.0, "any"),
                |s, x| s.switch_interval_ns = (x * 1e6).round().max(1.0) as u64) }
            { select("Standard output", &STDOUT, settings.stdout, stdout) }
            { select("Start method", &START_METHODS, settings.start_method, start) }
            <details class="costs">
                <summary>{ "Virtual prices" }</summary>
                <p class="form-text">{ "What things cost on the virtual clock. Waiting costs exactly what the program says." }</p>
                { number("One bytecode", "ns", settings.costs.bytecode_ns as f64, (1.0, 1e9, "1"), |s, x| s.costs.bytecode_ns = x as u64) }
                { number("Starting a thread", "µs", settings.costs.thread_start_ns as f64 / 1e3, (0.0, 1e9, "any"), |s, x| s.costs.thread_start_ns = (x * 1e3) as u64) }
                { number("Forking a process", "µs", settings.costs.fork_ns as f64 / 1e3, (0.0, 1e9, "any"), |s, x| s.costs.fork_ns = (x * 1e3) as u64) }
                { number("Spawning a process", "µs", settings.costs.spawn_ns as f64 / 1e3, (0.0, 1e9, "any"), |s, x| s.costs.spawn_ns = (x * 1e3) as u64) }
            </details>
        </fieldset>
    }
}

/// A choice of one of a few values.
fn select<T: Copy + PartialEq + 'static>(
    label: &'static str,
    options: &'static [(T, &'static str, &'static str)],
    value: T,
    set: impl Fn(T) + 'static,
) -> Html {
    let onchange = move |event: Event| {
        let chosen = event.target_unchecked_into::<HtmlSelectElement>().value();
        if let Some((value, ..)) = options.iter().find(|(_, name, _)| *name == chosen) {
            set(*value);
        }
    };
    html! {
        <label class="setting">
            <span>{ label }</span>
            <select {onchange}>
                { for options.iter().map(|(option, name, text)| html! {
                    <option value={*name} selected={*option == value}>{ *text }</option>
                }) }
            </select>
        </label>
    }
}

/// Kind of schedule, its seed, and its text.
#[component]
fn ScheduleChoice(props: &Props) -> Html {
    let Props { settings, commands } = props;
    let text = settings.schedule.to_string();
    let wants_text = use_state(|| false);
    let error = use_state(|| None::<String>);
    let is_text = *wants_text || !settings.schedule.overrides.is_empty();
    let kind = if is_text { "text" } else { text.split([':', ';']).next().unwrap_or("fair") };
    // An explorer's schedule in which sleeps end at any moment has no word of its own here.
    let kind = if kind == "serial-any" { "text" } else { kind };
    let set = {
        let (commands, settings) = (commands.clone(), settings.clone());
        Rc::new(move |schedule: Schedule, seed: u64| {
            let changed = Settings { schedule, seed, ..(*settings).clone() };
            commands.dispatch(Action::SetSettings(Box::new(changed)));
        })
    };
    let on_kind = {
        let (set, wants_text, error) = (set.clone(), wants_text.clone(), error.clone());
        let seed = settings.seed;
        move |event: Event| {
            let kind = event.target_unchecked_into::<HtmlSelectElement>().value();
            wants_text.set(kind == "text");
            error.set(None);
            if let Some(schedule) = with_seed(&kind, seed) {
                set(schedule, seed);
            }
        }
    };
    let on_seed = {
        let (set, schedule) = (set.clone(), settings.schedule.clone());
        let kind = kind.to_owned();
        move |event: Event| {
            let text = event.target_unchecked_into::<HtmlInputElement>().value();
            if let Ok(seed) = text.parse::<u64>() {
                set(with_seed(&kind, seed).unwrap_or_else(|| schedule.clone()), seed);
            }
        }
    };
    let on_text = {
        let (error, seed) = (error.clone(), settings.seed);
        move |event: Event| {
            let text = event.target_unchecked_into::<HtmlInputElement>().value();
            match text.trim().parse::<Schedule>() {
                Ok(schedule) => {
                    error.set(None);
                    set(schedule, seed);
                }
                Err(problem) => error.set(Some(problem.to_string())),
            }
        }
    };
    html! {
        <>
            <label class="setting">
                <span>{ "Schedule" }</span>
                <select onchange={on_kind}>
                    { for SCHEDULES.iter().map(|(name, text)| html! {
                        <option value={*name} selected={*name == kind}>{ *text }</option>
                    }) }
                </select>
            </label>
            <label class="setting">
                <span>{ "Seed" }</span>
                <input type="number" min="0" step="1" value={settings.seed.to_string()} onchange={on_seed} />
            </label>
            if kind == "text" {
                <label class="setting">
                    <span>{ "Schedule as text" }</span>
                    <input type="text" value={text} spellcheck="false" onchange={on_text}
                        aria-invalid={error.is_some().to_string()} />
                </label>
                if let Some(problem) = &*error {
                    <p class="form-problem">{ problem }</p>
                }
            }
        </>
    }
}

fn with_seed(kind: &str, seed: u64) -> Option<Schedule> {
    Some(Schedule::of(match kind {
        "fair" => Base::Fair,
        "serial" => Base::Serial,
        "random" => Base::Random(seed),
        "pct" => Base::Pct(seed, PCT_DEPTH),
        _ => return None,
    }))
}
