//! Name, scenarios, theme.

use timeslice_scenarios::{Scenario, all};
use web_sys::HtmlSelectElement;
use yew::prelude::*;

use crate::commands::Commands;
use crate::state::{Action, Document, Theme};

/// The header's properties.
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The scenario that is open.
    pub origin: Option<&'static str>,
    /// Light or dark.
    pub theme: Theme,
    /// Threads of the worker.
    pub workers: Option<u32>,
    /// The page's hands.
    pub commands: Commands,
}

/// The header.
#[component]
pub fn Header(props: &Props) -> Html {
    let onchange = {
        let commands = props.commands.clone();
        move |event: Event| {
            let name = event.target_unchecked_into::<HtmlSelectElement>().value();
            if let Some(document) = Document::of_catalogue(&name) {
                commands.dispatch(Action::Open(Box::new(document)));
            }
        }
    };
    let titles = use_memo((), |()| {
        let title = |source| Scenario::parse(source).title;
        all().iter().map(|entry| (entry.name, title(entry.source))).collect::<Vec<_>>()
    });
    let (next, label) = match props.theme {
        Theme::Auto => (Theme::Light, "Theme: system"),
        Theme::Light => (Theme::Dark, "Theme: light"),
        Theme::Dark => (Theme::Auto, "Theme: dark"),
    };
    let on_theme = {
        let commands = props.commands.clone();
        move |_| commands.dispatch(Action::SetTheme(next))
    };
    let runs_on = match props.workers {
        None => "starting the machine…".to_owned(),
        Some(1) => "1 worker".to_owned(),
        Some(workers) => format!("{workers} workers"),
    };
    html! {
        <header class="page-head">
            <h1 class="brand">
                <svg viewBox="0 0 32 32" aria-hidden="true">
                    <rect width="32" height="32" rx="7" />
                    <path d="M6 10h12M12 16h14M6 22h9" />
                </svg>
                { "Timeslice" }
            </h1>
            <p class="tagline">{ "Python concurrency, one moment at a time" }</p>
            <label class="scenario-choice">
                <span>{ "Scenarios" }</span>
                <select {onchange}>
                    if props.origin.is_none() {
                        <option value="" selected=true disabled=true>{ "Your program" }</option>
                    }
                    { for titles.iter().map(|(name, title)| html! {
                        <option value={*name} selected={props.origin == Some(*name)}>
                            { title }
                        </option>
                    }) }
                </select>
            </label>
            <span class="runs-on" title="Threads that the machine's worker computes on">
                { runs_on }
            </span>
            <a class="quiet" href="coverage.html" target="_blank" rel="noopener">
                { "Supported Python" }
            </a>
            <button type="button" class="quiet" onclick={on_theme}>{ label }</button>
        </header>
    }
}
