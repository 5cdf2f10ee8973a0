//! The timeline: lanes of threads and tasks on a canvas, with pointer, wheel and keys. The table of events says the
//! same in words.

mod paint;
mod rows;
mod scale;
mod view;

use std::rc::Rc;

use timeslice_trace::{Position, ThreadId};
use wasm_bindgen::prelude::*;
use web_sys::{AddEventListenerOptions, HtmlCanvasElement, HtmlElement};
use yew::prelude::*;

use crate::commands::Commands;
use crate::components::{Panel, prose};
use crate::format;
use crate::state::{Action, Axis, Run, Shown, Theme};
use view::{Shared, Wish};

/// The timeline's properties.
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The run.
    pub run: Rc<Run>,
    /// The cursor.
    pub at: Position,
    /// What the axis counts.
    pub axis: Axis,
    /// The thread that was chosen.
    pub selected: Option<ThreadId>,
    /// The found schedule whose replay this is.
    pub shown: Option<Rc<Shown>>,
    /// Light or dark: the canvas has to be drawn again.
    pub theme: Theme,
    /// The page's hands.
    pub commands: Commands,
}

/// Lanes in sight at once; more are scrolled.
const MAX_LANES: usize = 12;

/// How far a key moves the cursor, as a share of what is shown.
const KEY_SHARE: f64 = 0.01;

/// One notch of the wheel or press of a button.
const ZOOM: f64 = 1.25;

/// The timeline.
#[component]
pub fn Timeline(props: &Props) -> Html {
    let view = use_memo((), |()| Shared::new());
    let canvas = use_node_ref();
    let viewport = use_node_ref();
    let tooltip = use_node_ref();
    {
        let view = view.clone();
        let nodes = (canvas.clone(), viewport.clone(), tooltip.clone());
        use_effect_with((), move |()| {
            let listeners = listen(&view, &nodes);
            move || drop(listeners)
        });
    }
    {
        let wish = Wish {
            run: props.run.clone(),
            at: props.at,
            axis: props.axis,
            selected: props.selected,
            marks: props.shown.as_ref().map_or_else(Vec::new, |shown| {
                let log = props.run.log.borrow();
                shown.decisive.iter().map(|(step, _)| log.at_step(*step)).collect()
            }),
        };
        let view = view.clone();
        let shown = props.shown.clone();
        let key = (props.run.clone(), props.at, props.axis, props.selected, props.theme, shown);
        use_effect_with(key, move |_| view.show(wish));
    }
    let (threads, tasks) = {
        let log = props.run.log.borrow();
        (log.lanes.lanes.len(), log.lanes.tasks.len())
    };
    let lanes = threads + tasks;
    let height = paint::AXIS + paint::LANE * lanes.clamp(3, MAX_LANES) as f64 + 4.0;
    let scrolled = paint::AXIS + paint::LANE * lanes as f64 + 4.0;
    let button = |label: &'static str, name: &'static str, act: fn(&Shared)| {
        let view = view.clone();
        html! {
            <button type="button" class="small" aria-label={name} title={name} disabled={lanes == 0}
                onclick={move |_| act(&view)}>{ label }</button>
        }
    };
    let aside = html! {
        <>
            <Legend with_tasks={tasks > 0} />
            <div class="button-group">
                { button("−", "Zoom out", |view| view.zoom(ZOOM * ZOOM, None)) }
                { button("+", "Zoom in", |view| view.zoom(1.0 / ZOOM / ZOOM, None)) }
                { button("Fit", "Fit the whole run", Shared::fit) }
            </div>
        </>
    };
    let onkeydown = on_key(&view, props);
    let (onpointerdown, onpointermove, onpointerleave) = on_pointer(&view, props);
    let onscroll = {
        let view = view.clone();
        move |_: Event| view.refresh()
    };
    html! {
        <Panel title="Timeline" class="timeline" {aside}>
            if let Some(shown) = &props.shown {
                <p class="told">{ prose(&shown.sentence) }</p>
            }
            <div class="timeline-viewport" ref={viewport} style={format!("height:{height}px")} {onscroll}
                role="application" aria-label="Timeline" aria-describedby="timeline-summary" tabindex="0"
                {onkeydown}>
                <div style={format!("height:{scrolled}px")}>
                    <canvas ref={canvas} style={format!("height:{height}px")}
                        {onpointerdown} {onpointermove} {onpointerleave} />
                </div>
            </div>
            <div class="timeline-tooltip" ref={tooltip} aria-hidden="true" />
            <p id="timeline-summary" class="visually-hidden">
                { format!(
                    "{}{}, {} of virtual time, {}. Arrow keys move the cursor, with Shift what is shown; plus and minus zoom, 0 shows all, Home and End go to the ends. The table Events says the same.",
                    format::plural(threads as u64, "thread"),
                    if tasks > 0 { format!(" and {}", format::plural(tasks as u64, "task")) } else { String::new() },
                    format::time(props.run.end.time_ns),
                    format::plural(u64::from(props.run.end.step), "bytecode"),
                ) }
            </p>
            if lanes == 0 {
                <p class="empty over">{ "Press Run: one lane a thread or task appears here. Drag to move through time, Ctrl and the wheel zoom." }</p>
            }
        </Panel>
    }
}

#[derive(Properties, PartialEq)]
struct LegendProps {
    with_tasks: bool,
}

#[component]
fn Legend(props: &LegendProps) -> Html {
    const STATES: [(&str, &str); 6] = [
        ("running", "running"),
        ("gil", "waits for the GIL"),
        ("ready", "ready"),
        ("blocked", "blocked"),
        ("sleeping", "sleeping"),
        ("awaiting", "awaits, idle loop"),
    ];
    let shown = if props.with_tasks { &STATES[..] } else { &STATES[..5] };
    html! {
        <ul class="legend" aria-label="Legend">
            { for shown.iter().map(|(class, text)| html! {
                <li><span class={classes!("swatch", *class)} aria-hidden="true" />{ *text }</li>
            }) }
        </ul>
    }
}

fn seek(commands: &Commands, axis: Axis, value: f64) {
    commands.dispatch(Action::Play(false));
    commands.dispatch(match axis {
        Axis::Time => Action::SeekTime(value.max(0.0).round() as u64),
        Axis::Steps => Action::SeekStep(value.max(0.0).round() as u64),
    });
}

fn on_key(view: &Rc<Shared>, props: &Props) -> Callback<KeyboardEvent> {
    let (view, commands) = (view.clone(), props.commands.clone());
    let (axis, at, end) = (props.axis, props.at, props.run.end);
    Callback::from(move |event: KeyboardEvent| {
        let of = |at: Position| match axis {
            Axis::Time => at.time_ns as f64,
            Axis::Steps => f64::from(at.step),
        };
        let (value, step) = (of(at), view.share(KEY_SHARE).max(1.0));
        match (event.key().as_str(), event.shift_key()) {
            ("ArrowLeft", false) => seek(&commands, axis, value - step),
            ("ArrowRight", false) => seek(&commands, axis, value + step),
            ("ArrowLeft", true) => view.pan(-0.2),
            ("ArrowRight", true) => view.pan(0.2),
            ("Home", _) => seek(&commands, axis, 0.0),
            ("End", _) => seek(&commands, axis, of(end)),
            ("+" | "=", _) => view.zoom(1.0 / ZOOM, None),
            ("-" | "_", _) => view.zoom(ZOOM, None),
            ("0", _) => view.fit(),
            ("[" | ",", _) => commands.step(true),
            ("]" | ".", _) => commands.step(false),
            _ => return,
        }
        event.prevent_default();
    })
}

type PointerCallback = Callback<PointerEvent>;

/// Drag moves the cursor, with Shift or the middle button what is shown; a name selects its thread.
fn on_pointer(
    view: &Rc<Shared>,
    props: &Props,
) -> (PointerCallback, PointerCallback, PointerCallback) {
    let axis = props.axis;
    let at = |event: &PointerEvent| (f64::from(event.offset_x()), f64::from(event.offset_y()));
    let down = {
        let (view, commands, selected) = (view.clone(), props.commands.clone(), props.selected);
        Callback::from(move |event: PointerEvent| {
            let (x, y) = at(&event);
            if let Some(thread) = view.name_at(x, y) {
                let next = (selected != Some(thread)).then_some(thread);
                commands.dispatch(Action::SelectThread(next));
                return;
            }
            let canvas: HtmlElement = event.target_unchecked_into();
            // Fails only for a pointer that has gone already.
            let _ = canvas.set_pointer_capture(event.pointer_id());
            if event.button() == 0 && !event.shift_key() {
                seek(&commands, axis, view.value_at(x));
            }
        })
    };
    let moved = {
        let (view, commands) = (view.clone(), props.commands.clone());
        Callback::from(move |event: PointerEvent| {
            let (x, y) = at(&event);
            let canvas: HtmlElement = event.target_unchecked_into();
            if canvas.has_pointer_capture(event.pointer_id()) {
                if event.shift_key() || event.buttons() & 4 != 0 {
                    view.pan_pixels(-f64::from(event.movement_x()));
                } else if event.buttons() & 1 != 0 {
                    seek(&commands, axis, view.value_at(x));
                }
            }
            view.hover(Some((x, y)));
        })
    };
    let left = {
        let view = view.clone();
        Callback::from(move |_: PointerEvent| view.hover(None))
    };
    (down, moved, left)
}

/// What Yew's own listeners cannot do: a wheel that may be prevented, and changes of size and
/// colour scheme.
fn listen(
    view: &Rc<Shared>,
    (canvas, viewport, tooltip): &(NodeRef, NodeRef, NodeRef),
) -> Option<Listeners> {
    let canvas = canvas.cast::<HtmlCanvasElement>()?;
    let viewport = viewport.cast::<HtmlElement>()?;
    view.attach(canvas.clone(), viewport.clone(), tooltip.cast::<HtmlElement>()?);
    let on_wheel = {
        let (view, viewport) = (view.clone(), viewport.clone());
        Closure::<dyn FnMut(WheelEvent)>::new(move |event: WheelEvent| {
            let has_focus = viewport.matches(":focus").unwrap_or(false);
            if event.delta_x().abs() > event.delta_y().abs() || event.shift_key() {
                view.pan_pixels(if event.delta_x() == 0.0 {
                    event.delta_y()
                } else {
                    event.delta_x()
                });
            } else if event.ctrl_key() || event.meta_key() || has_focus {
                let factor = if event.delta_y() > 0.0 { ZOOM } else { 1.0 / ZOOM };
                view.zoom(factor, Some(f64::from(event.offset_x())));
            } else {
                // The page goes on scrolling.
                return;
            }
            event.prevent_default();
        })
    };
    let options = AddEventListenerOptions::new();
    options.set_passive(false);
    let _ = canvas.add_event_listener_with_callback_and_add_event_listener_options(
        "wheel",
        on_wheel.as_ref().unchecked_ref(),
        &options,
    );
    let on_change = {
        let view = view.clone();
        Closure::<dyn FnMut()>::new(move || view.refresh())
    };
    let observer = web_sys::ResizeObserver::new(on_change.as_ref().unchecked_ref()).ok()?;
    observer.observe(&canvas);
    let scheme = crate::platform::dark_scheme();
    if let Some(scheme) = &scheme {
        let _ =
            scheme.add_event_listener_with_callback("change", on_change.as_ref().unchecked_ref());
    }
    Some(Listeners { canvas, observer, scheme, on_wheel, on_change })
}

struct Listeners {
    canvas: HtmlCanvasElement,
    observer: web_sys::ResizeObserver,
    scheme: Option<web_sys::MediaQueryList>,
    on_wheel: Closure<dyn FnMut(WheelEvent)>,
    on_change: Closure<dyn FnMut()>,
}

impl Drop for Listeners {
    fn drop(&mut self) {
        self.observer.disconnect();
        let _ = self
            .canvas
            .remove_event_listener_with_callback("wheel", self.on_wheel.as_ref().unchecked_ref());
        if let Some(scheme) = &self.scheme {
            let _ = scheme.remove_event_listener_with_callback(
                "change",
                self.on_change.as_ref().unchecked_ref(),
            );
        }
    }
}
