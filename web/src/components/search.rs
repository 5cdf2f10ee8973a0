//! What a search over schedules found: findings, and the ways the program can end.

use std::rc::Rc;

use timeslice_protocol::{FindingRow, OutcomeRow};
use timeslice_trace::{Side, Waiter};
use yew::prelude::*;

use super::fix::Proposal;
use super::panel::Panel;
use super::prose::prose;
use crate::commands::Commands;
use crate::format;
use crate::state::{Search, Shown};

/// The lists' properties.
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The search.
    pub search: Rc<Search>,
    /// The program as it is now.
    pub source: Rc<str>,
    /// The program may not be edited.
    pub read_only: bool,
    /// A line of the program is to be shown.
    pub on_line: Callback<u32>,
    /// The page's hands.
    pub commands: Commands,
}

/// Both lists.
#[component]
pub fn Explorations(props: &Props) -> Html {
    let Props { search, source, read_only, on_line, commands } = props;
    let progress = match search.id {
        0 => String::new(),
        _ if search.state.ended => search.state.sentence.clone(),
        _ if search.state.is_mending => {
            format!("{} Trying edits that would mend it…", search.state.sentence)
        }
        _ => format!("{} so far…", format::plural(search.state.executions, "execution")),
    };
    let nothing = if search.id == 0 {
        "Press Explore to go through the interleavings: what can go wrong, and how little it takes."
    } else if search.is_running() {
        "Nothing yet."
    } else {
        "Nothing was found."
    };
    let findings = search.findings.iter().enumerate().map(|(index, row)| {
        let proposal = row.fix.as_ref().map(|fix| {
            let same = |above: &FindingRow| {
                above.fix.as_ref().is_some_and(|above| above.source == fix.source)
            };
            if search.findings[..index].iter().any(same) {
                return html! { <p class="muted">{ "Mended by the same edit as above." }</p> };
            }
            html! {
                <Proposal fix={fix.clone()} searched={search.source.clone()} source={source.clone()}
                    {read_only} commands={commands.clone()} />
            }
        });
        finding(row, proposal, on_line, commands)
    });
    html! {
        <>
            <Panel title="Findings" class="findings" aside={html! { progress.clone() }}>
                <ul aria-label="Findings" class="rows">
                    { for findings }
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

fn replay(shown: Shown, commands: &Commands) -> Html {
    let title = format!("Run with schedule {}", shown.schedule);
    let onclick = {
        let commands = commands.clone();
        move |_| commands.run_found(shown.clone())
    };
    html! {
        <button type="button" class="small" {title} {onclick}>
            { "Replay this run" }
        </button>
    }
}

fn finding(
    finding: &FindingRow,
    proposal: Option<Html>,
    on_line: &Callback<u32>,
    commands: &Commands,
) -> Html {
    let line = |line: &u32| {
        let (on_line, line) = (on_line.clone(), *line);
        html! {
            <button type="button" class="link" onclick={move |_| on_line.emit(line)}>
                { format!("line {line}") }
            </button>
        }
    };
    let shown_finding = Shown {
        schedule: finding.schedule.clone(),
        sentence: finding.message.clone(),
        decisive: finding.sides.iter().map(|s| (s.step.saturating_sub(1), s.thread)).collect(),
    };
    html! {
        <li class={format!("row kind-{}", finding.kind)}>
            <div class="row-head">
                <span class="tag">{ word(&finding.kind) }</span>
                { for finding.lines.iter().map(line) }
                { preemptions(finding.preemptions, false) }
                { replay(shown_finding, commands) }
            </div>
            <p>{ prose(&finding.message) }</p>
            if finding.kind == "race" { { sides(&finding.sides) } }
            if !finding.threads.is_empty() { <p class="muted">{ finding.threads.join(", ") }</p> }
            { for proposal }
        </li>
    }
}

fn outcome(outcome: &OutcomeRow, commands: &Commands) -> Html {
    let shown = Shown {
        schedule: outcome.schedule.clone(),
        sentence: outcome.sentence.clone(),
        decisive: outcome.decisive.clone(),
    };
    html! {
        <li class={format!("row kind-{}", outcome.outcome)}>
            <div class="row-head">
                <span class="tag">{ word(&outcome.outcome) }</span>
                <span>{ format::plural(outcome.executions, "execution") }</span>
                { preemptions(outcome.preemptions, outcome.minimal) }
                { replay(shown, commands) }
            </div>
            if !outcome.sentence.is_empty() { <p>{ prose(&outcome.sentence) }</p> }
            if !outcome.stdout.is_empty() { <pre>{ format::tail(&outcome.stdout, 400) }</pre> }
            if !outcome.stderr_last.is_empty() { <pre class="error">{ &outcome.stderr_last }</pre> }
            if !outcome.waiters.is_empty() { { waits_for(&outcome.waiters) } }
        </li>
    }
}

/// A kind's word as it is read.
fn word(kind: &str) -> String {
    match kind {
        "livelock" => "never ends (livelock)".to_owned(),
        kind => kind.replace('_', " "),
    }
}

fn preemptions(count: Option<u32>, fewest: bool) -> Html {
    html! {
        if let Some(count) = count {
            <span class="muted" title={fewest.then_some("No schedule with fewer gives this outcome.")}>
                { format::plural(u64::from(count), "preemption") }
                if fewest { { " (fewest)" } }
            </span>
        }
    }
}

/// The two accesses of a race, and what is missing between them.
fn sides(sides: &[Side]) -> Html {
    let side = |side: &Side| {
        let locks = match side.locks.as_slice() {
            [] => "no lock held".to_owned(),
            locks => format!("holds {}", locks.join(", ")),
        };
        html! {
            <span class="node">
                <b>{ format!("line {}", side.line) }</b>{ format!(" {}", side.what) }
                <small>{ locks }</small>
            </span>
        }
    };
    html! {
        if let [first, second] = sides {
            <p class="graph">
                { side(first) }<span class="edge missing">{ "no order" }</span>{ side(second) }
            </p>
        }
    }
}

/// Who waits for what at a deadlock, and who could help.
fn waits_for(waiters: &[Waiter]) -> Html {
    let edge = |waiter: &Waiter| {
        let what = format!("{} {}", waiter.reason.describe(), waiter.object);
        html! {
            <li class="graph">
                <span class="node"><b>{ &waiter.name }</b>{ format!(" line {}", waiter.line) }</span>
                <span class="edge">{ format!("waits for {}", what.trim_end()) }</span>
                { for waiter.holders.iter().map(|(_, name)| html! {
                    <span class="node"><b>{ name }</b></span>
                }) }
            </li>
        }
    };
    html! { <ul class="waits" aria-label="Who waits for whom">{ for waiters.iter().map(edge) }</ul> }
}
