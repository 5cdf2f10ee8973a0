//! The state at the cursor: stacks with variables, locks with holder and waiters, globals.

use std::rc::Rc;

use timeslice_trace::{
    FrameView, Moment, Position, SyncView, ThreadId, ThreadState, ThreadView, Variable,
};
use yew::prelude::*;

use super::panel::Panel;
use crate::format;
use crate::state::{Run, RunStatus};
use crate::words;

/// The inspector's properties.
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The run.
    pub run: Rc<Run>,
    /// The cursor.
    pub at: Position,
    /// The thread that was chosen.
    pub selected: Option<ThreadId>,
    /// A line of the program is to be shown.
    pub on_line: Callback<u32>,
}

/// The inspector.
#[component]
pub fn Inspector(props: &Props) -> Html {
    let Props { run, at, selected, on_line } = props;
    let Some(moment) = &run.moment else {
        let text = match run.status {
            RunStatus::Lost => "The machine was lost with its worker. Run again to look inside.",
            RunStatus::Running => "Press Pause to look inside, or wait for the end.",
            RunStatus::Finished(_) | RunStatus::Paused => "Looking…",
            RunStatus::Idle | RunStatus::Invalid => {
                "Stacks, variables, locks and queues at the chosen moment."
            }
        };
        return html! {
            <Panel title="Inspector" class="inspector"><p class="empty">{ text }</p></Panel>
        };
    };
    // Between two bytecodes the state stays as it is while time passes.
    let time_ns = if moment.step == at.step { at.time_ns } else { moment.time_ns };
    let aside = html! {
        format!("at {}, bytecode {}", format::time(time_ns), format::count(u64::from(moment.step)))
    };
    html! {
        <Panel title="Inspector" class="inspector" {aside}>
            <div class="inspector-body">
                { stacks(moment, *selected, on_line) }
                { objects(moment) }
                if !moment.globals.is_empty() {
                    <h3>{ "Globals" }</h3>
                    { variables("Globals", &moment.globals) }
                }
            </div>
        </Panel>
    }
}

/// The chosen thread's stack; otherwise those of all threads that have one, the running one open.
fn stacks(moment: &Moment, selected: Option<ThreadId>, on_line: &Callback<u32>) -> Html {
    let shown: Vec<&ThreadView> = moment
        .threads
        .iter()
        .filter(|thread| match selected {
            Some(id) => thread.id == id,
            None => {
                !matches!(thread.state, ThreadState::Finished { .. }) && !thread.frames.is_empty()
            }
        })
        .collect();
    if shown.is_empty() {
        return html! { <p class="note">{ "No thread has anything left to do." }</p> };
    }
    let running = shown.iter().position(|thread| thread.state == ThreadState::Running);
    let open = running.unwrap_or(0);
    html! {
        <>
            <h3>{ "Stacks" }</h3>
            { for shown.iter().take(64).enumerate().map(|(index, thread)| html! {
                <details key={thread.id} class="stack" open={index == open}>
                    <summary>
                        <b>{ &thread.name }</b>
                        <span class="thread-state">{ words::state(&thread.state) }</span>
                    </summary>
                    { frames(thread, on_line) }
                </details>
            }) }
        </>
    }
}

/// Innermost first; library frames in a row are one line.
fn frames(thread: &ThreadView, on_line: &Callback<u32>) -> Html {
    if thread.frames.is_empty() {
        return html! { <p class="empty">{ "No frames." }</p> };
    }
    let mut rows = Vec::new();
    let mut library = 0;
    for frame in thread.frames.iter().rev() {
        if frame.library {
            library += 1;
            continue;
        }
        rows.push(library_row(std::mem::take(&mut library)));
        rows.push(frame_row(frame, on_line));
    }
    rows.push(library_row(library));
    html! { <ol class="frames">{ rows }</ol> }
}

fn library_row(count: u64) -> Html {
    html! {
        if count > 0 {
            <li class="library">{ format!("{} of the library", format::plural(count, "frame")) }</li>
        }
    }
}

fn frame_row(frame: &FrameView, on_line: &Callback<u32>) -> Html {
    let onclick = {
        let (on_line, line) = (on_line.clone(), frame.line);
        move |_| on_line.emit(line)
    };
    html! {
        <li>
            <button type="button" class="frame-name" {onclick}>
                <code>{ &frame.function }</code>
                <span>{ format!("line {}", frame.line) }</span>
            </button>
            if !frame.variables.is_empty() {
                { variables(&format!("Variables of {}", frame.function), &frame.variables) }
            }
        </li>
    }
}

fn variables(label: &str, variables: &[Variable]) -> Html {
    html! {
        <table class="variables" aria-label={label.to_owned()}>
            <tbody>
                { for variables.iter().map(|variable| html! {
                    <tr>
                        <th scope="row"><code>{ &variable.name }</code></th>
                        <td><code title={variable.kind.clone()}>{ &variable.value }</code></td>
                    </tr>
                }) }
            </tbody>
        </table>
    }
}

fn objects(moment: &Moment) -> Html {
    if moment.objects.is_empty() {
        return html! {};
    }
    let name = |id: &ThreadId| {
        let thread = moment.threads.iter().find(|thread| thread.id == *id);
        thread.map_or_else(|| format!("thread {id}"), |thread| thread.name.clone())
    };
    let row = |object: &SyncView| {
        let waiters: Vec<String> = object.waiters.iter().map(name).collect();
        html! {
            <tr>
                <th scope="row">
                    <code>{ &object.label }</code>
                    <small>{ &object.kind }</small>
                </th>
                <td>{ &object.state }</td>
                <td>{ object.holder.as_ref().map(name).unwrap_or_default() }</td>
                <td>{ waiters.join(", ") }</td>
            </tr>
        }
    };
    html! {
        <>
            <h3>{ "Locks and queues" }</h3>
            <table class="objects" aria-label="Locks and queues">
                <thead>
                    <tr>
                        <th scope="col">{ "Object" }</th>
                        <th scope="col">{ "State" }</th>
                        <th scope="col">{ "Held by" }</th>
                        <th scope="col">{ "Waiting" }</th>
                    </tr>
                </thead>
                <tbody>{ for moment.objects.iter().take(200).map(row) }</tbody>
            </table>
        </>
    }
}
