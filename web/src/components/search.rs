//! What a search over schedules found: findings, and the ways the program can end.

use std::rc::Rc;

use timeslice_protocol::{FindingRow, OutcomeRow};
use yew::prelude::*;

use super::panel::Panel;
use crate::commands::Commands;
use crate::format;
use crate::state::Search;

/// The lists' properties.
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The search.
    pub search: Rc<Search>,
    /// A line of the program is to be shown.
    pub on_line: Callback<u32>,
    /// The page's hands.
    pub commands: Commands,
}

/// Both lists.
#[component]
pub fn Explorations(props: &Props) -> Html {
    let Props { search, on_line, commands } = props;
    let progress = match search.id {
        0 => String::new(),
        _ if search.state.ended => search.state.sentence.clone(),
        _ => format!("{} so far…", format::plural(search.state.executions, "execution")),
    };
    let nothing = if search.id == 0 {
        "Press Explore to try many schedules: what can go wrong, and how little it takes."
    } else if search.is_running() {
        "Nothing yet."
    } else {
        "Nothing was found."
    };
    html! {
        <>
            <Panel title="Findings" class="findings" aside={html! { progress.clone() }}>
                <ul aria-label="Findings" class="rows">
                    { for search.findings.iter().map(|finding| self::finding(finding, on_line, commands)) }
                </ul>
                if search.findings.is_empty() { <p class="empty">{ nothing }</p> }
            </Panel>
            <Panel title="Outcomes" class="outcomes">
                <ul aria-label="Outcomes" class="rows">
                    { for search.outcomes.iter().map(|outcome| self::outcome(outcome, commands)) }
                </ul>
                if search.outcomes.is_empty() {
                    <p class="empty">{ "The distinct ways the program can end, each with a schedule that replays it." }</p>
                }
            </Panel>
        </>
    }
}

fn replay(schedule: &str, commands: &Commands) -> Html {
    let onclick = {
        let (commands, schedule) = (commands.clone(), schedule.to_owned());
        move |_| commands.run_schedule(&schedule)
    };
    html! {
        <button type="button" class="small" title={format!("Run with schedule {schedule}")} {onclick}>
            { "Replay this run" }
        </button>
    }
}

fn finding(finding: &FindingRow, on_line: &Callback<u32>, commands: &Commands) -> Html {
    let line = |line: &u32| {
        let (on_line, line) = (on_line.clone(), *line);
        html! {
            <button type="button" class="link" onclick={move |_| on_line.emit(line)}>
                { format!("line {line}") }
            </button>
        }
    };
    html! {
        <li class={format!("row kind-{}", finding.kind)}>
            <div class="row-head">
                <span class="tag">{ finding.kind.replace('_', " ") }</span>
                { for finding.lines.iter().map(line) }
                { preemptions(finding.preemptions) }
                { replay(&finding.schedule, commands) }
            </div>
            <p>{ &finding.message }</p>
            if !finding.threads.is_empty() { <p class="muted">{ finding.threads.join(", ") }</p> }
        </li>
    }
}

fn outcome(outcome: &OutcomeRow, commands: &Commands) -> Html {
    html! {
        <li class={format!("row kind-{}", outcome.outcome)}>
            <div class="row-head">
                <span class="tag">{ &outcome.outcome }</span>
                <span>{ format::plural(outcome.executions, "execution") }</span>
                { preemptions(outcome.preemptions) }
                { replay(&outcome.schedule, commands) }
            </div>
            if !outcome.stdout.is_empty() { <pre>{ format::tail(&outcome.stdout, 400) }</pre> }
            if !outcome.stderr_last.is_empty() { <pre class="error">{ &outcome.stderr_last }</pre> }
        </li>
    }
}

fn preemptions(count: Option<u32>) -> Html {
    html! {
        if let Some(count) = count {
            <span class="muted">{ format::plural(u64::from(count), "preemption") }</span>
        }
    }
}
