//! What the program wrote, each line with its thread, up to the cursor and (dimmed) after it.

use std::rc::Rc;

use timeslice_trace::{LaneId, Position};
use yew::prelude::*;

use super::panel::Panel;
use crate::commands::Commands;
use crate::format;
use crate::state::{Action, OutputLine, Run, RunStatus};

/// The log's properties.
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The run.
    pub run: Rc<Run>,
    /// The cursor.
    pub at: Position,
    /// The page's hands.
    pub commands: Commands,
}

/// Lines on the screen; earlier ones are told.
const MAX_LINES: usize = 1_000;

/// The log.
#[component]
pub fn Output(props: &Props) -> Html {
    let Props { run, at, commands } = props;
    let log = run.log.borrow();
    let lines = &log.output;
    let written = lines.partition_point(|line| line.at <= *at);
    // The window holds what was written last, and some of what is to come.
    let last = lines.len().min(written + MAX_LINES / 4);
    let first = last.saturating_sub(MAX_LINES);
    let name = |thread: u32| match log.lanes.lanes.get(thread as usize) {
        Some(_) => log.lanes.title(LaneId::Thread(thread)),
        None => "",
    };
    let node = use_node_ref();
    {
        // Keeps the line that was written last in sight.
        let node = node.clone();
        use_effect_with((written, run.id), move |_| {
            if let Some(element) = node.cast::<web_sys::Element>()
                && let Ok(Some(line)) = element.query_selector(".line.latest")
                && let Ok(line) = wasm_bindgen::JsCast::dyn_into::<web_sys::HtmlElement>(line)
            {
                let bottom = line.offset_top() + line.offset_height();
                if bottom > element.scroll_top() + element.client_height() {
                    element.set_scroll_top(bottom - element.client_height());
                } else if line.offset_top() < element.scroll_top() {
                    element.set_scroll_top(line.offset_top());
                }
            }
        });
    }
    let missing = match &run.status {
        RunStatus::Finished(summary) => summary.output_bytes.saturating_sub(log.output_bytes),
        _ => 0,
    };
    let mut before = None;
    let rows: Vec<Html> = (first..last)
        .map(|index| {
            let line = &lines[index];
            let class = classes!(
                "line",
                (index >= written).then_some("future"),
                (index + 1 == written).then_some("latest")
            );
            let seek = {
                let (commands, at) = (commands.clone(), line.at);
                move |_| commands.dispatch(Action::SeekPosition(at))
            };
            let html = html! {
                <div key={index} {class} onclick={seek}>{ pieces(line, &mut before, &name) }</div>
            };
            html
        })
        .collect();
    let aside = html! { if !lines.is_empty() { { format::plural(lines.len() as u64, "line") } } };
    html! {
        <Panel title="Output" class="output-panel" {aside}>
            // Scrolled by keyboard, so it takes the focus.
            <div ref={node} class="output" role="log" aria-label="Output" tabindex="0">
                if first > 0 {
                    <div class="note">{ format!("… {} before", format::plural(first as u64, "line")) }</div>
                }
                { rows }
                if last < lines.len() {
                    <div class="note">{ format!("… {} to come", format::plural((lines.len() - last) as u64, "line")) }</div>
                }
                if missing > 0 {
                    <div class="note">{ format!("… {} were written after the trace was full", format::plural(missing, "byte")) }</div>
                }
            </div>
            if lines.is_empty() {
                <p class="empty">{ match run.status {
                    RunStatus::Finished(_) => "The program wrote nothing.",
                    _ => "What the program writes, with the thread that wrote it.",
                } }</p>
            }
        </Panel>
    }
}

/// A line's pieces. A thread's name is shown where it differs from the line before; it stands in
/// an attribute, so that copied text is the program's own.
fn pieces<'a>(
    line: &OutputLine,
    before: &mut Option<u32>,
    name: &impl Fn(u32) -> &'a str,
) -> Vec<Html> {
    line.pieces
        .iter()
        .map(|piece| {
            let is_new = before.replace(piece.thread) != Some(piece.thread);
            let class = classes!(
                "piece",
                format!("hue-{}", piece.thread % 8),
                piece.is_error.then_some("error"),
                is_new.then_some("new")
            );
            let who = name(piece.thread).to_owned();
            let short = format::short_name(&who).to_owned();
            html! { <span {class} data-thread={short} title={who}>{ &piece.text }</span> }
        })
        .collect()
}
