//! The table that says what the timeline shows. Only the rows in sight exist.

use std::rc::Rc;

use timeslice_trace::{Event, EventKind, LaneId, Position, ThreadId};
use web_sys::{HtmlElement, HtmlSelectElement};
use yew::prelude::*;

use super::panel::Panel;
use crate::commands::Commands;
use crate::format;
use crate::state::{Action, Run};
use crate::words;

/// The table's properties.
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The run.
    pub run: Rc<Run>,
    /// The cursor.
    pub at: Position,
    /// The page's hands.
    pub commands: Commands,
}

/// Height of a row in pixels, as the style sheet has it.
const ROW: i32 = 26;

/// Rows that exist: more than fit into the table at its largest.
const WINDOW: usize = 40;

/// Which events are listed.
#[derive(Clone, Copy, PartialEq)]
enum Filter {
    All,
    Synchronisation,
    Shared,
    Calls,
    Thread(ThreadId),
}

impl Filter {
    fn lets(self, event: &Event) -> bool {
        use EventKind::{
            Call, GilDrop, GilTake, LoopTurn, Output, Raise, Read, Ready, Return, Run, Write,
        };
        match self {
            Filter::All => true,
            Filter::Synchronisation => !matches!(
                event.kind,
                Read | Write | Call | Return | GilTake | GilDrop | Run | Ready | LoopTurn
            ),
            Filter::Shared => matches!(event.kind, Read | Write),
            Filter::Calls => matches!(event.kind, Call | Return | Raise | Output),
            Filter::Thread(thread) => event.thread == thread,
        }
    }
}

/// The table.
#[component]
pub fn Events(props: &Props) -> Html {
    let Props { run, at, commands } = props;
    let filter = use_state(|| Filter::All);
    let scroll = use_state(|| 0_i32);
    let body = use_node_ref();
    // Indices of the events that are listed; with a million of them not to be made at each frame.
    let listed = use_memo((run.id, run.revision, *filter), |(_, _, filter)| {
        let log = run.log.borrow();
        let trace = log.trace();
        match filter {
            Filter::All => None,
            filter => Some(
                (0..trace.len() as u32)
                    .filter(|index| filter.lets(&trace.get(*index as usize)))
                    .collect::<Vec<u32>>(),
            ),
        }
    });
    let log = run.log.borrow();
    let trace = log.trace();
    let rows = listed.as_ref().as_ref().map_or(trace.len(), Vec::len);
    let event_at = |row: usize| listed.as_ref().as_ref().map_or(row, |list| list[row] as usize);
    let until = log.events_until(*at);
    let current = match listed.as_ref() {
        None => until,
        Some(list) => list.partition_point(|index| (*index as usize) < until),
    };
    {
        let body = body.clone();
        use_effect_with((current, rows == 0), move |(current, _)| {
            if let Some(element) = body.cast::<HtmlElement>() {
                let top = (*current as i32 - 1).max(0) * ROW;
                let height = element.client_height();
                if top < element.scroll_top() || top + 2 * ROW > element.scroll_top() + height {
                    element.set_scroll_top((top - height / 2).max(0));
                }
            }
        });
    }
    let onscroll = {
        let scroll = scroll.clone();
        move |event: yew::Event| {
            scroll.set(event.target_unchecked_into::<HtmlElement>().scroll_top());
        }
    };
    let first = ((*scroll / ROW) as usize).saturating_sub(4).min(rows.saturating_sub(1));
    let last = (first + WINDOW).min(rows);
    let name = |thread: ThreadId| match log.lanes.lanes.get(thread as usize) {
        Some(_) => log.lanes.title(LaneId::Thread(thread)).to_owned(),
        None => format!("thread {thread}"),
    };
    let row = |row: usize| {
        let index = event_at(row);
        let event = trace.get(index);
        let seek = {
            let commands = commands.clone();
            let at = Position { time_ns: event.time_ns, step: event.step };
            move |_| commands.dispatch(Action::SeekPosition(at))
        };
        let is_current = row + 1 == current;
        html! {
            <tr key={index} aria-rowindex={(row + 2).to_string()} onclick={seek}
                aria-current={is_current.then_some("true")}
                class={classes!((row >= current).then_some("future"))}>
                <td class="number">{ format::time(event.time_ns) }</td>
                <td class="number">{ format::count(u64::from(event.step)) }</td>
                <td class={format!("hue-{}", event.thread % 8)}>{ name(event.thread) }</td>
                <td class="number">{ if event.line > 0 { event.line.to_string() } else { String::new() } }</td>
                <td>{ words::event(&event, trace, name) }</td>
            </tr>
        }
    };
    let window: Vec<Html> = (first..last).map(row).collect();
    let dropped = trace.dropped;
    html! {
        <Panel title="Events" class="events-panel" aside={html! {
            <>
                <span>{ format::plural(rows as u64, "event") }</span>
                { filter_choice(&filter, &(0..log.lanes.lanes.len() as ThreadId).take(64).map(name).collect::<Vec<_>>()) }
            </>
        }}>
            <div class={classes!("events", (rows == 0).then_some("is-empty"))} ref={body} {onscroll} tabindex="0" role="region" aria-label="Events, scrollable">
                <table aria-label="Events" aria-rowcount={(rows + 1).to_string()}>
                    <thead>
                        <tr aria-rowindex="1">
                            <th scope="col" class="number">{ "Time" }</th>
                            <th scope="col" class="number">{ "Bytecode" }</th>
                            <th scope="col">{ "Thread" }</th>
                            <th scope="col" class="number">{ "Line" }</th>
                            <th scope="col">{ "What happened" }</th>
                        </tr>
                    </thead>
                    <tbody>
                        if first > 0 {
                            <tr key="above" aria-hidden="true" style={format!("height:{}px", first as i64 * i64::from(ROW))}></tr>
                        }
                        { window }
                        if last < rows {
                            <tr key="below" aria-hidden="true" style={format!("height:{}px", (rows - last) as i64 * i64::from(ROW))}></tr>
                        }
                    </tbody>
                </table>
            </div>
            if rows == 0 {
                <p class="empty">{ "Every switch, lock, queue, call and line of output, in order. Choose one to go to its moment." }</p>
            }
            if dropped > 0 {
                <p class="empty">{ format!("The trace is full: {} came later and are not shown.", format::plural(dropped, "event")) }</p>
            }
        </Panel>
    }
}

fn filter_choice(filter: &UseStateHandle<Filter>, threads: &[String]) -> Html {
    let value_of = |filter: Filter| match filter {
        Filter::All => "all".to_owned(),
        Filter::Synchronisation => "sync".to_owned(),
        Filter::Shared => "shared".to_owned(),
        Filter::Calls => "calls".to_owned(),
        Filter::Thread(thread) => thread.to_string(),
    };
    let onchange = {
        let filter = filter.clone();
        move |event: yew::Event| {
            let value = event.target_unchecked_into::<HtmlSelectElement>().value();
            filter.set(match value.as_str() {
                "sync" => Filter::Synchronisation,
                "shared" => Filter::Shared,
                "calls" => Filter::Calls,
                other => other.parse().map_or(Filter::All, Filter::Thread),
            });
        }
    };
    let current = value_of(**filter);
    let option = |value: String, text: String| {
        html! { <option value={value.clone()} selected={value == current}>{ text }</option> }
    };
    html! {
        <select aria-label="Which events" {onchange}>
            { option("all".into(), "all events".into()) }
            { option("sync".into(), "locks, queues, threads".into()) }
            { option("shared".into(), "shared reads and writes".into()) }
            { option("calls".into(), "calls and output".into()) }
            { for threads.iter().enumerate().map(|(thread, name)| {
                option(thread.to_string(), format!("only {name}"))
            }) }
        </select>
    }
}
