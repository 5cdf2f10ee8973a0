//! Draws lanes on a canvas. Every state has a pattern and, where there is room, a word: colour
//! never carries it alone.

use timeslice_trace::{
    Arrow, ArrowKind, BlockReason, Lane, LaneId, LaneState, Lanes, Segment, Trace,
};
use web_sys::CanvasRenderingContext2d as Canvas;

use super::rows::Rows;
use super::scale::Scale;
use crate::format;

/// Height of the axis in pixels.
pub const AXIS: f64 = 26.0;

/// Height of a lane in pixels.
pub const LANE: f64 = 30.0;

/// Height of a lane's bar.
const BAR: f64 = 18.0;

/// More arrows than this are a grey cloud and say nothing.
const MAX_ARROWS: usize = 300;

const FONT: &str = "11px system-ui, sans-serif";

/// The colours, from the style sheet.
pub struct Palette {
    pub text: String,
    pub muted: String,
    pub grid: String,
    pub surface: String,
    pub selected: String,
    pub cursor: String,
    pub mark: String,
    pub running: String,
    pub on_running: String,
    pub gil: String,
    pub ready: String,
    pub sleeping: String,
    pub awaiting: String,
    pub blocked: String,
    pub arrow: String,
}

/// What is drawn.
pub struct Picture<'a> {
    pub lanes: &'a Lanes,
    pub rows: &'a Rows,
    pub trace: &'a Trace,
    pub scale: Scale,
    /// Size in pixels of the style sheet.
    pub width: f64,
    pub height: f64,
    /// What the threads do at the end of the run, they do for ever.
    pub is_endless: bool,
    /// How far the lanes are scrolled.
    pub scroll: f64,
    /// The cursor on the axis.
    pub cursor: f64,
    /// Moments to mark, on the axis.
    pub marks: Vec<f64>,
    pub selected: Option<u32>,
    /// Where the pointer is.
    pub hover_x: Option<f64>,
    pub palette: &'a Palette,
}

/// Draws everything.
pub fn paint(canvas: &Canvas, picture: &Picture<'_>) {
    let Picture { width, height, palette, .. } = picture;
    canvas.set_fill_style_str(&palette.surface);
    canvas.fill_rect(0.0, 0.0, *width, *height);
    if picture.lanes.lanes.is_empty() {
        return;
    }
    canvas.set_font(FONT);
    canvas.set_text_baseline("middle");
    let ticks = picture.scale.ticks(90.0);
    grid(canvas, picture, &ticks);

    canvas.save();
    canvas.begin_path();
    canvas.rect(0.0, AXIS, *width, height - AXIS);
    canvas.clip();
    let first = (picture.scroll / LANE) as usize;
    let count = ((height - AXIS) / LANE).ceil() as usize + 1;
    for (row, id) in picture.rows.from(first).take(count) {
        paint_lane(canvas, picture, picture.lanes.lane(id), row_y(picture, row));
    }
    turns(canvas, picture);
    arrows(canvas, picture);
    canvas.restore();
    for (row, id) in picture.rows.from(first).take(count) {
        label(canvas, picture, row, id);
    }
    axis(canvas, picture, &ticks);
    marks(canvas, picture);
    cursor(canvas, picture);
}

/// The middle of a row.
fn row_y(picture: &Picture<'_>, row: usize) -> f64 {
    AXIS + row as f64 * LANE + LANE / 2.0 - picture.scroll
}

fn grid(canvas: &Canvas, picture: &Picture<'_>, ticks: &[(f64, String)]) {
    canvas.set_stroke_style_str(&picture.palette.grid);
    canvas.set_line_width(1.0);
    canvas.begin_path();
    for (value, _) in ticks {
        let x = picture.scale.x(*value).round() + 0.5;
        canvas.move_to(x, AXIS);
        canvas.line_to(x, picture.height);
    }
    canvas.stroke();
}

fn axis(canvas: &Canvas, picture: &Picture<'_>, ticks: &[(f64, String)]) {
    let Picture { width, palette, scale, .. } = picture;
    canvas.set_fill_style_str(&palette.surface);
    canvas.fill_rect(0.0, 0.0, *width, AXIS - 1.0);
    canvas.set_fill_style_str(&palette.grid);
    canvas.fill_rect(0.0, AXIS - 1.0, *width, 1.0);
    canvas.set_fill_style_str(&palette.muted);
    for (value, text) in ticks {
        let x = scale.x(*value);
        // A label at the right edge is moved inside.
        let text_width = measure(canvas, text);
        let at = (x - text_width / 2.0).clamp(scale.left, (width - text_width - 2.0).max(0.0));
        let _ = canvas.fill_text(text, at, 9.0);
    }
    if picture.is_endless {
        let at = (scale.x(scale.value(picture.lanes.end)) + scale.left + scale.width) / 2.0;
        let _ = canvas.fill_text("∞", at - measure(canvas, "∞") / 2.0, 9.0);
    }
}

fn measure(canvas: &Canvas, text: &str) -> f64 {
    canvas.measure_text(text).map_or(0.0, |metrics| metrics.width())
}

fn label(canvas: &Canvas, picture: &Picture<'_>, row: usize, id: LaneId) {
    let Picture { palette, scale, selected, lanes, .. } = picture;
    let y = row_y(picture, row);
    if y < AXIS {
        return;
    }
    let process = lanes.lane(id).process;
    let above = row.checked_sub(1).and_then(|above| picture.rows.get(above));
    if above.is_some_and(|above| lanes.lane(above).process != process) {
        canvas.set_fill_style_str(&palette.muted);
        canvas.fill_rect(0.0, (y - LANE / 2.0).round(), picture.width, 1.0);
    }
    let (is_task, is_selected) = match id {
        LaneId::Thread(thread) => (false, *selected == Some(thread)),
        LaneId::Task(_) => (true, false),
    };
    canvas.set_fill_style_str(if is_selected { &palette.selected } else { &palette.surface });
    canvas.fill_rect(0.0, y - LANE / 2.0 + 1.0, scale.left - 4.0, LANE - 1.0);
    // Tasks stand below the thread of their event loop, a little to the right.
    let indent = if is_task { 20.0 } else { 10.0 };
    canvas.set_fill_style_str(if is_task { &palette.muted } else { &palette.text });
    let room = scale.left - 8.0 - indent;
    let mut name = lanes.title(id).to_owned();
    if measure(canvas, &name) > room {
        name = format::short_name(&name).to_owned();
    }
    while measure(canvas, &name) > room && name.chars().count() > 2 {
        name.pop();
        if !name.ends_with('…') {
            name.pop();
            name.push('…');
        }
    }
    let _ = canvas.fill_text(&name, indent, y);
}

/// Segments narrower than a pixel are drawn as one column, and the rest of the pixel is skipped,
/// so that the work depends on the width and not on the number of segments.
fn paint_lane(canvas: &Canvas, picture: &Picture<'_>, lane: &Lane, y: f64) {
    let scale = &picture.scale;
    let right = scale.left + scale.width;
    let first = lane.segments.partition_point(|s| scale.value(s.end) < scale.start);
    let last = lane.segments.len().saturating_sub(1);
    let mut index = if picture.is_endless { first.min(last) } else { first };
    while let Some(segment) = lane.segments.get(index) {
        let x = scale.x(scale.value(segment.start)).max(scale.left);
        let lasts = picture.is_endless && index == last;
        let end = if lasts { right } else { scale.x(scale.value(segment.end)).min(right) };
        if x > right {
            break;
        }
        if end - x >= 1.0 {
            paint_segment(canvas, picture, segment, x, end, y);
            index += 1;
            continue;
        }
        let next_pixel =
            scale.start + (x + 1.0 - scale.left) / scale.width * (scale.end - scale.start);
        let next = index
            + lane.segments[index..].partition_point(|s| scale.value(s.end) <= next_pixel).max(1);
        let busy = lane.segments[index..next.min(index + 16)]
            .iter()
            .find(|s| s.state == LaneState::Running)
            .unwrap_or(segment);
        if !matches!(busy.state, LaneState::Finished(_)) {
            canvas.set_fill_style_str(colour(picture.palette, busy.state));
            canvas.fill_rect(x, y - BAR / 2.0, 1.5, BAR);
        } else if let LaneState::Finished(_) = segment.state {
            paint_segment(canvas, picture, segment, x, end, y);
        }
        // What lasts for ever never shares a pixel.
        index = if picture.is_endless && index < last { next.min(last) } else { next };
    }
}

fn colour(palette: &Palette, state: LaneState) -> &str {
    match state {
        LaneState::Running => &palette.running,
        LaneState::WaitsForGil => &palette.gil,
        LaneState::Ready | LaneState::WaitsForLoop => &palette.ready,
        LaneState::Blocked(BlockReason::Sleep) => &palette.sleeping,
        LaneState::Awaiting | LaneState::LoopIdle => &palette.awaiting,
        LaneState::Blocked(_) => &palette.blocked,
        LaneState::Finished(_) => &palette.muted,
    }
}

fn paint_segment(
    canvas: &Canvas,
    picture: &Picture<'_>,
    segment: &Segment,
    x: f64,
    end: f64,
    y: f64,
) {
    let palette = picture.palette;
    let (top, width) = (y - BAR / 2.0, end - x);
    let ink = colour(palette, segment.state);
    canvas.set_fill_style_str(ink);
    canvas.set_stroke_style_str(ink);
    match segment.state {
        LaneState::Running => canvas.fill_rect(x, top, width, BAR),
        LaneState::Finished(failed) => {
            // A stop sign at the end of the lane: a bar, or a cross for an exception.
            canvas.fill_rect(x, y - 5.0, 2.0, 10.0);
            if failed {
                canvas.set_line_width(2.0);
                canvas.begin_path();
                canvas.move_to(x + 4.0, y - 4.0);
                canvas.line_to(x + 12.0, y + 4.0);
                canvas.move_to(x + 12.0, y - 4.0);
                canvas.line_to(x + 4.0, y + 4.0);
                canvas.stroke();
            }
        }
        LaneState::Blocked(BlockReason::Sleep) => {
            tint(canvas, x, top, width, 0.16);
            canvas.fill_rect(x, y - 1.0, width, 2.0);
        }
        LaneState::WaitsForGil => {
            tint(canvas, x, top, width, 0.14);
            hatch(canvas, x, top, width, 6.0, BAR);
        }
        LaneState::Awaiting | LaneState::LoopIdle => {
            tint(canvas, x, top, width, 0.12);
            dots(canvas, x, y, width);
        }
        LaneState::Ready | LaneState::WaitsForLoop => {
            tint(canvas, x, top, width, 0.14);
            hatch(canvas, x, top, width, 6.0, 0.0);
        }
        LaneState::Blocked(_) => {
            tint(canvas, x, top, width, 0.18);
            hatch(canvas, x, top, width, 9.0, -BAR);
            frame(canvas, x, top, width);
        }
    }
    word(canvas, picture, segment, x, end, y);
}

fn tint(canvas: &Canvas, x: f64, top: f64, width: f64, alpha: f64) {
    canvas.set_global_alpha(alpha);
    canvas.fill_rect(x, top, width, BAR);
    canvas.set_global_alpha(1.0);
}

fn frame(canvas: &Canvas, x: f64, top: f64, width: f64) {
    canvas.set_line_width(1.0);
    canvas.stroke_rect(x + 0.5, top + 0.5, (width - 1.0).max(0.0), BAR - 1.0);
}

/// A row of dots through the middle of the bar.
fn dots(canvas: &Canvas, x: f64, y: f64, width: f64) {
    let mut at = x + 1.0;
    while at + 2.0 <= x + width {
        canvas.fill_rect(at, y - 1.0, 2.0, 2.0);
        at += 6.0;
    }
}

/// Lines across the bar, `lean` pixels to the right at the bottom.
fn hatch(canvas: &Canvas, x: f64, top: f64, width: f64, distance: f64, lean: f64) {
    canvas.save();
    canvas.begin_path();
    canvas.rect(x, top, width, BAR);
    canvas.clip();
    canvas.set_global_alpha(0.6);
    canvas.set_line_width(1.0);
    canvas.begin_path();
    let mut at = x - BAR;
    while at < x + width + BAR {
        canvas.move_to(at, top);
        canvas.line_to(at + lean, top + BAR);
        at += distance;
    }
    canvas.stroke();
    canvas.restore();
}

/// The state in a word, where there is room.
fn word(canvas: &Canvas, picture: &Picture<'_>, segment: &Segment, x: f64, end: f64, y: f64) {
    let object = segment.label(picture.trace);
    let awaits;
    let text = match segment.state {
        LaneState::Awaiting => {
            awaits = format!("awaits {object}");
            &awaits
        }
        LaneState::WaitsForLoop => "waits for the loop",
        LaneState::LoopIdle => "event loop idle",
        LaneState::Running => "runs",
        LaneState::WaitsForGil => "waits for GIL",
        LaneState::Ready => "ready",
        LaneState::Blocked(BlockReason::Sleep) => "sleeps",
        LaneState::Blocked(BlockReason::ThreadJoin) if object.is_empty() => "waits in join",
        LaneState::Blocked(reason) if object.is_empty() => reason.describe(),
        LaneState::Blocked(_) => object,
        LaneState::Finished(_) => return,
    };
    let text_width = measure(canvas, text);
    if text_width + 12.0 > end - x {
        return;
    }
    let at = x + 6.0;
    if segment.state != LaneState::Running {
        // A word on a pattern needs a quiet ground.
        canvas.set_fill_style_str(&picture.palette.surface);
        canvas.fill_rect(at - 3.0, y - 7.0, text_width + 6.0, 14.0);
        canvas.set_fill_style_str(&picture.palette.text);
    } else {
        canvas.set_fill_style_str(&picture.palette.on_running);
    }
    let _ = canvas.fill_text(text, at, y + 0.5);
}

/// Each turn of an event loop is a tick below its thread's bar, at most one a pixel.
fn turns(canvas: &Canvas, picture: &Picture<'_>) {
    let scale = &picture.scale;
    canvas.set_fill_style_str(&picture.palette.arrow);
    let all = &picture.lanes.turns;
    let first = all.partition_point(|turn| scale.value(turn.at) < scale.start);
    let mut index = first;
    while let Some(turn) = all.get(index) {
        let x = scale.x(scale.value(turn.at));
        if x > scale.left + scale.width {
            break;
        }
        let y = row_y(picture, picture.rows.row_of(LaneId::Thread(turn.thread)));
        canvas.fill_rect(x.round(), y + BAR / 2.0 + 1.0, 1.0, 4.0);
        let next_pixel = scale.value_at(x + 1.0);
        // Loops of several threads take turns of their own: only the same one's are left out.
        index += all[index..]
            .iter()
            .take_while(|next| next.thread == turn.thread && scale.value(next.at) <= next_pixel)
            .count()
            .max(1);
    }
}

fn arrows(canvas: &Canvas, picture: &Picture<'_>) {
    let scale = &picture.scale;
    // Sorted by their ends, so those that end before what is shown are one search away.
    let all = &picture.lanes.arrows;
    let first = all.partition_point(|arrow| scale.value(arrow.to) < scale.start);
    let shown: Vec<&Arrow> = all[first..]
        .iter()
        .take(20 * MAX_ARROWS)
        .filter(|arrow| scale.value(arrow.from) <= scale.end)
        .collect();
    if shown.len() > MAX_ARROWS {
        return;
    }
    canvas.set_stroke_style_str(&picture.palette.arrow);
    canvas.set_fill_style_str(&picture.palette.arrow);
    canvas.set_line_width(1.25);
    for arrow in shown {
        let dashes = match arrow.kind {
            ArrowKind::Start | ArrowKind::Join => js_sys::Array::of2(&3.into(), &3.into()),
            ArrowKind::Release | ArrowKind::Put | ArrowKind::Wake => js_sys::Array::new(),
        };
        let _ = canvas.set_line_dash(&dashes);
        let [from_row, to_row] = [arrow.from_lane, arrow.to_lane].map(|id| picture.rows.row_of(id));
        let down = if to_row > from_row { 1.0 } else { -1.0 };
        let (x1, y1) =
            (scale.x(scale.value(arrow.from)), row_y(picture, from_row) + down * BAR / 2.0);
        let (x2, y2) = (scale.x(scale.value(arrow.to)), row_y(picture, to_row) - down * BAR / 2.0);
        canvas.begin_path();
        canvas.move_to(x1, y1);
        canvas.bezier_curve_to(x1, y1 + down * 8.0, x2, y2 - down * 10.0, x2, y2 - down * 4.0);
        canvas.stroke();
        let _ = canvas.set_line_dash(&js_sys::Array::new());
        canvas.begin_path();
        canvas.move_to(x2, y2);
        canvas.line_to(x2 - 3.5, y2 - down * 6.0);
        canvas.line_to(x2 + 3.5, y2 - down * 6.0);
        canvas.fill();
    }
}

/// The decisive switches: a line through all lanes with a flag on top.
fn marks(canvas: &Canvas, picture: &Picture<'_>) {
    let Picture { scale, palette, height, .. } = picture;
    let edges = scale.left - 0.5..=scale.left + scale.width + 0.5;
    canvas.set_fill_style_str(&palette.mark);
    for mark in &picture.marks {
        let x = scale.x(*mark).round();
        if edges.contains(&x) {
            canvas.fill_rect(x - 1.0, AXIS - 4.0, 2.0, height - AXIS + 4.0);
            canvas.fill_rect(x - 1.0, AXIS - 4.0, 9.0, 6.0);
        }
    }
}

fn cursor(canvas: &Canvas, picture: &Picture<'_>) {
    let Picture { scale, palette, height, .. } = picture;
    let edges = scale.left - 0.5..=scale.left + scale.width + 0.5;
    if let Some(x) = picture.hover_x.filter(|x| edges.contains(x)) {
        canvas.set_fill_style_str(&palette.muted);
        canvas.set_global_alpha(0.5);
        canvas.fill_rect(x.round(), AXIS, 1.0, height - AXIS);
        canvas.set_global_alpha(1.0);
    }
    let x = scale.x(picture.cursor);
    if edges.contains(&x) {
        canvas.set_fill_style_str(&palette.cursor);
        canvas.fill_rect(x.round() - 1.0, AXIS - 6.0, 2.0, height - AXIS + 6.0);
        canvas.begin_path();
        canvas.move_to(x - 6.0, AXIS - 9.0);
        canvas.line_to(x + 6.0, AXIS - 9.0);
        canvas.line_to(x, AXIS - 1.0);
        canvas.fill();
    }
}
