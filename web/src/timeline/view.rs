//! The canvas between two renderings: size, zoom, hover. Drawn at most once a frame.

use std::cell::RefCell;
use std::rc::{Rc, Weak};

use timeslice_trace::{LaneId, Outcome, Position, ThreadId};
use wasm_bindgen::prelude::*;
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement, HtmlElement};

use super::paint::{AXIS, LANE, Palette, Picture, paint};
use super::rows::Rows;
use super::scale::Scale;
use crate::format;
use crate::platform;
use crate::state::{Axis, Run, RunStatus};
use crate::words;

/// What the page wants to be seen.
#[derive(Clone)]
pub struct Wish {
    pub run: Rc<Run>,
    pub at: Position,
    pub axis: Axis,
    pub selected: Option<ThreadId>,
    /// Moments to mark: the decisive switches.
    pub marks: Vec<Position>,
}

/// How much room a wait without end gets, as a share of the run.
const ENDLESS_SHARE: f64 = 0.12;

/// The canvas's own state.
pub struct View {
    canvas: Option<HtmlCanvasElement>,
    /// The box that scrolls the lanes.
    viewport: Option<HtmlElement>,
    tooltip: Option<HtmlElement>,
    wish: Wish,
    scale: Scale,
    /// The pointer over the canvas.
    hover: Option<(f64, f64)>,
    is_requested: bool,
    on_frame: Option<Closure<dyn FnMut()>>,
}

/// A canvas that several handlers share.
#[derive(Clone)]
pub struct Shared(Rc<RefCell<View>>);

impl Shared {
    /// A canvas that is not there yet.
    pub fn new() -> Shared {
        let wish = Wish {
            run: Rc::default(),
            at: Position::default(),
            axis: Axis::Time,
            selected: None,
            marks: Vec::new(),
        };
        let view = Rc::new_cyclic(|weak: &Weak<RefCell<View>>| {
            let weak = weak.clone();
            let on_frame = Closure::new(move || {
                if let Some(view) = weak.upgrade() {
                    view.borrow_mut().draw();
                }
            });
            RefCell::new(View {
                canvas: None,
                viewport: None,
                tooltip: None,
                scale: Scale::whole(Axis::Time, Position::default(), 0.0, 1.0),
                wish,
                hover: None,
                is_requested: false,
                on_frame: Some(on_frame),
            })
        });
        Shared(view)
    }

    /// The elements are there.
    pub fn attach(&self, canvas: HtmlCanvasElement, viewport: HtmlElement, tooltip: HtmlElement) {
        let mut view = self.0.borrow_mut();
        view.canvas = Some(canvas);
        view.viewport = Some(viewport);
        view.tooltip = Some(tooltip);
        view.request();
    }

    /// Something else is to be seen.
    pub fn show(&self, wish: Wish) {
        let mut view = self.0.borrow_mut();
        let other_run = view.wish.run.id != wish.run.id || view.scale.axis != wish.axis;
        let was_whole = view.scale.is_whole();
        let moved = view.wish.at != wish.at;
        view.wish = wish;
        let whole = view.whole();
        if other_run || was_whole {
            view.scale = whole;
        } else {
            view.scale.full = whole.full;
            if moved {
                let value = view.scale.value(view.wish.at);
                view.scale.reveal(value);
            }
        }
        view.request();
    }

    /// Draws again, at the next frame.
    pub fn refresh(&self) {
        self.0.borrow_mut().request();
    }

    /// Shows more or less around a pixel; around the cursor without one.
    pub fn zoom(&self, factor: f64, x: Option<f64>) {
        let mut view = self.0.borrow_mut();
        let x = x.unwrap_or_else(|| view.scale.x(view.scale.value(view.wish.at)));
        view.scale.zoom(factor, x);
        view.request();
    }

    /// Moves what is shown by a share of it.
    pub fn pan(&self, share: f64) {
        let mut view = self.0.borrow_mut();
        view.scale.pan(share);
        view.request();
    }

    /// Moves what is shown by pixels.
    pub fn pan_pixels(&self, pixels: f64) {
        let width = self.0.borrow().scale.width;
        self.pan(pixels / width);
    }

    /// Shows all of the run.
    pub fn fit(&self) {
        let mut view = self.0.borrow_mut();
        view.scale = view.whole();
        view.request();
    }

    /// The pointer moved, or left.
    pub fn hover(&self, at: Option<(f64, f64)>) {
        let mut view = self.0.borrow_mut();
        view.hover = at;
        view.request();
    }

    /// The value on the axis at a pixel.
    pub fn value_at(&self, x: f64) -> f64 {
        self.0.borrow().scale.value_at(x)
    }

    /// A share of what is shown, as a value.
    pub fn share(&self, share: f64) -> f64 {
        let view = self.0.borrow();
        (view.scale.end - view.scale.start) * share
    }

    /// The thread whose name is at a pixel.
    pub fn name_at(&self, x: f64, y: f64) -> Option<ThreadId> {
        let view = self.0.borrow();
        let id = (x < view.scale.left).then(|| view.lane_at(y)).flatten()?;
        Some(view.wish.run.log.borrow().lanes.lane(id).thread)
    }
}

impl View {
    fn whole(&self) -> Scale {
        let width = self.canvas.as_ref().map_or(300.0, |canvas| f64::from(canvas.client_width()));
        let left = (width * 0.24).clamp(72.0, 168.0);
        let scale = Scale::whole(self.wish.axis, self.wish.run.end, left, width - left - 14.0);
        if self.is_endless() { scale.with_room(ENDLESS_SHARE) } else { scale }
    }

    /// Whether the run ended because nothing will ever happen again.
    fn is_endless(&self) -> bool {
        matches!(&self.wish.run.status, RunStatus::Finished(summary)
            if matches!(summary.outcome, Outcome::Deadlock(_)))
    }

    fn request(&mut self) {
        if let (false, Some(on_frame)) = (self.is_requested, &self.on_frame) {
            let asked =
                platform::window().request_animation_frame(on_frame.as_ref().unchecked_ref());
            self.is_requested = asked.is_ok();
        }
    }

    fn scroll(&self) -> f64 {
        self.viewport.as_ref().map_or(0.0, |viewport| f64::from(viewport.scroll_top()))
    }

    fn lane_at(&self, y: f64) -> Option<LaneId> {
        let row = (y - AXIS + self.scroll()) / LANE;
        let is_below_axis = y >= AXIS && row >= 0.0;
        let log = self.wish.run.log.borrow();
        is_below_axis.then(|| Rows::of(&log.lanes).get(row as usize)).flatten()
    }

    fn draw(&mut self) {
        self.is_requested = false;
        let Some(canvas) = self.canvas.clone() else { return };
        let (width, height) = (f64::from(canvas.client_width()), f64::from(canvas.client_height()));
        if width < 1.0 || height < 1.0 {
            return;
        }
        let was_whole = self.scale.is_whole();
        let whole = self.whole();
        if was_whole {
            self.scale = whole;
        } else {
            (self.scale.left, self.scale.width) = (whole.left, whole.width);
        }
        let ratio = platform::window().device_pixel_ratio();
        let (pixels_x, pixels_y) =
            ((width * ratio).round() as u32, (height * ratio).round() as u32);
        // Setting the size also clears, so only when it changed.
        if canvas.width() != pixels_x || canvas.height() != pixels_y {
            canvas.set_width(pixels_x);
            canvas.set_height(pixels_y);
        }
        let context = canvas.get_context("2d").ok().flatten();
        let Some(context) = context.and_then(|c| c.dyn_into::<CanvasRenderingContext2d>().ok())
        else {
            return;
        };
        let _ = context.set_transform(ratio, 0.0, 0.0, ratio, 0.0, 0.0);
        let log = self.wish.run.log.borrow();
        paint(
            &context,
            &Picture {
                lanes: &log.lanes,
                rows: &Rows::of(&log.lanes),
                trace: log.trace(),
                scale: self.scale,
                width,
                height,
                is_endless: self.is_endless(),
                scroll: self.scroll(),
                cursor: self.scale.value(self.wish.at),
                marks: self.wish.marks.iter().map(|at| self.scale.value(*at)).collect(),
                selected: self.wish.selected,
                hover_x: self.hover.map(|(x, _)| x),
                palette: &palette(&canvas),
            },
        );
        drop(log);
        self.draw_tooltip(width);
    }

    /// What is under the pointer, in words.
    fn draw_tooltip(&self, width: f64) {
        let Some(tooltip) = &self.tooltip else { return };
        let text = self.hover.and_then(|(x, y)| Some((x, y, self.words_at(x, y)?)));
        let style = tooltip.style();
        match text {
            None => {
                let _ = style.set_property("display", "none");
            }
            Some((x, y, text)) => {
                tooltip.set_text_content(Some(&text));
                let _ = style.set_property("display", "block");
                // To the left of the pointer where there is no room to the right of it.
                let side = if x > width * 0.6 {
                    "translate(calc(-100% - 12px), 12px)"
                } else {
                    "translate(12px, 12px)"
                };
                let _ = style.set_property("transform", side);
                let _ = style.set_property("left", &format!("{x}px"));
                let _ = style.set_property("top", &format!("{y}px"));
            }
        }
    }

    fn words_at(&self, x: f64, y: f64) -> Option<String> {
        let id = self.lane_at(y)?;
        let log = self.wish.run.log.borrow();
        let lane = log.lanes.lane(id);
        let name = words::lane(&log.lanes, id);
        if x < self.scale.left {
            return Some(name);
        }
        let value = self.scale.value_at(x);
        let at = match self.scale.axis {
            Axis::Time => log.at_time(value as u64),
            Axis::Steps => log.at_step(value as u32),
        };
        let moment = format::time(at.time_ns);
        let Some(segment) = lane.at(at) else {
            return Some(format!("{name}\n{moment}: not there yet"));
        };
        let lasts = format::time(segment.end.time_ns.saturating_sub(segment.start.time_ns));
        let line =
            if segment.line > 0 { format!(", line {}", segment.line) } else { String::new() };
        let state = segment.describe(log.trace());
        Some(format!("{name}\n{moment}: {state}{line}\nfor {lasts}"))
    }
}

fn palette(canvas: &HtmlCanvasElement) -> Palette {
    let style = platform::window().get_computed_style(canvas).ok().flatten();
    let get = |name: &str| {
        let value = style.as_ref().and_then(|style| style.get_property_value(name).ok());
        value.map(|value| value.trim().to_owned()).unwrap_or_default()
    };
    Palette {
        text: get("--text"),
        muted: get("--muted"),
        grid: get("--line"),
        surface: get("--surface"),
        selected: get("--selected"),
        cursor: get("--accent"),
        mark: get("--bad"),
        running: get("--running"),
        on_running: get("--on-running"),
        gil: get("--gil"),
        ready: get("--ready"),
        sleeping: get("--sleeping"),
        awaiting: get("--awaiting"),
        blocked: get("--blocked"),
        arrow: get("--arrow"),
    }
}
