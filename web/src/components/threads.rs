//! The lists of threads and tasks: what each one does at the cursor.

use timeslice_trace::{LaneId, LaneState, Position, ThreadId};
use yew::prelude::*;

use super::panel::Panel;
use crate::commands::Commands;
use crate::format;
use crate::state::{Action, Run};

/// The list's properties.
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The run.
    pub run: std::rc::Rc<Run>,
    /// The cursor.
    pub at: Position,
    /// The thread whose stack is shown.
    pub selected: Option<ThreadId>,
    /// The page's hands.
    pub commands: Commands,
}

/// A longer list would be no list any more; the ones left out are told.
const MAX_ROWS: usize = 200;

/// The list.
#[component]
pub fn Threads(props: &Props) -> Html {
    let log = props.run.log.borrow();
    let trace = log.trace();
    let alive: Vec<_> = log
        .lanes
        .lanes
        .iter()
        .filter_map(|lane| lane.at(props.at).map(|segment| (lane, segment)))
        .collect();
    let left_out = alive.len().saturating_sub(MAX_ROWS);
    let rows = alive.iter().take(MAX_ROWS).map(|(lane, segment)| {
        let thread = lane.thread;
        // The machine knows more than the trace, where it has looked at this very moment.
        let view = props
            .run
            .moment
            .as_ref()
            .filter(|moment| moment.step == props.at.step)
            .and_then(|moment| moment.threads.iter().find(|view| view.id == thread));
        let line = view
            .and_then(|view| view.frames.iter().rev().find(|frame| !frame.library))
            .map_or(segment.line, |frame| frame.line);
        let is_selected = props.selected == Some(thread);
        let onclick = {
            let commands = props.commands.clone();
            let next = (!is_selected).then_some(thread);
            move |_| commands.dispatch(Action::SelectThread(next))
        };
        let place = if line > 0 && !matches!(segment.state, LaneState::Finished(_)) {
            format!("line {line}")
        } else {
            String::new()
        };
        let daemon = view.is_some_and(|view| view.daemon);
        html! {
            <li key={thread} class={classes!(is_selected.then_some("selected"))}>
                <button type="button" {onclick} aria-pressed={is_selected.to_string()}>
                    <span class={classes!("swatch", class_of(segment.state))} aria-hidden="true" />
                    <span class="thread-name">{ log.lanes.title(LaneId::Thread(thread)) }</span>
                    if daemon { <span class="tag">{ "daemon" }</span> }
                    <span class="thread-state">{ segment.describe(trace) }</span>
                    <span class="thread-line-number">{ place }</span>
                </button>
            </li>
        }
    });
    let rows: Vec<Html> = rows.collect();
    let tasks: Vec<_> = log
        .lanes
        .tasks
        .iter()
        .filter_map(|lane| lane.at(props.at).map(|segment| (lane, segment)))
        .collect();
    let tasks_left_out = tasks.len().saturating_sub(MAX_ROWS);
    let task_rows = tasks.iter().take(MAX_ROWS).enumerate().map(|(key, (lane, segment))| {
        let place = match segment.state {
            LaneState::Finished(_) => String::new(),
            _ if segment.line == 0 => String::new(),
            _ => format!("line {}", segment.line),
        };
        html! {
            <li {key} class="task">
                <span class={classes!("swatch", class_of(segment.state))} aria-hidden="true" />
                <span class="thread-name">{ &lane.name }</span>
                <span class="thread-state">{ segment.describe(trace) }</span>
                <span class="thread-line-number">{ place }</span>
            </li>
        }
    });
    let task_rows: Vec<Html> = task_rows.collect();
    let mut count = format::plural(alive.len() as u64, "thread");
    if !tasks.is_empty() {
        count = format!("{count}, {}", format::plural(tasks.len() as u64, "task"));
    }
    let aside = html! { count };
    html! {
        <Panel title="Threads" class="threads" {aside}>
            <ul aria-label="Threads" class="thread-list">{ rows }</ul>
            if alive.is_empty() {
                <p class="empty">{ "Every thread and what it does at the chosen moment, once the program has run." }</p>
            }
            if left_out > 0 {
                <p class="empty">{ format!("… and {}.", format::plural(left_out as u64, "more thread")) }</p>
            }
            if !tasks.is_empty() {
                <h3>{ "Tasks" }</h3>
                <ul aria-label="Tasks" class="thread-list">{ task_rows }</ul>
            }
            if tasks_left_out > 0 {
                <p class="empty">{ format!("… and {}.", format::plural(tasks_left_out as u64, "more task")) }</p>
            }
        </Panel>
    }
}

/// The class that gives a state its colour and pattern.
pub fn class_of(state: LaneState) -> &'static str {
    use timeslice_trace::BlockReason;
    match state {
        LaneState::Running => "running",
        LaneState::WaitsForGil => "gil",
        LaneState::Ready | LaneState::WaitsForLoop => "ready",
        LaneState::Awaiting | LaneState::LoopIdle => "awaiting",
        LaneState::Blocked(BlockReason::Sleep) => "sleeping",
        LaneState::Blocked(_) => "blocked",
        LaneState::Finished(_) => "finished",
    }
}
