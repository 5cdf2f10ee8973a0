//! The one map between the run (virtual time or bytecodes) and pixels.

use timeslice_trace::Position;

use crate::format;
use crate::state::Axis;

/// The least that is shown, in nanoseconds or bytecodes.
const MIN_SPAN: f64 = 10.0;

/// Which part of the run is shown where.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Scale {
    /// What is counted.
    pub axis: Axis,
    /// First value shown.
    pub start: f64,
    /// Last value shown.
    pub end: f64,
    /// The last value that can be shown: where the run ends.
    pub full: f64,
    /// Pixels left of the first value.
    pub left: f64,
    /// Pixels between first and last value.
    pub width: f64,
}

impl Scale {
    /// All of a run that ends at `end`.
    pub fn whole(axis: Axis, end: Position, left: f64, width: f64) -> Scale {
        let full = value_of(axis, end).max(MIN_SPAN);
        Scale { axis, start: 0.0, end: full, full, left, width: width.max(1.0) }
    }

    /// The same with room behind the end, as a share of the run.
    pub fn with_room(mut self, share: f64) -> Scale {
        self.full *= 1.0 + share;
        self.end = self.full;
        self
    }

    /// Where a position is counted on this axis.
    pub fn value(&self, at: Position) -> f64 {
        value_of(self.axis, at)
    }

    /// The pixel of a value.
    pub fn x(&self, value: f64) -> f64 {
        self.left + (value - self.start) / (self.end - self.start) * self.width
    }

    /// The value at a pixel, within the run.
    pub fn value_at(&self, x: f64) -> f64 {
        let value = self.start + (x - self.left) / self.width * (self.end - self.start);
        value.clamp(0.0, self.full)
    }

    /// Whether all of the run is shown.
    pub fn is_whole(&self) -> bool {
        self.start <= 0.0 && self.end >= self.full
    }

    /// Shows more (`factor` above 1) or less around pixel `x`, which keeps its value.
    pub fn zoom(&mut self, factor: f64, x: f64) {
        let fixed = self.value_at(x);
        let span = ((self.end - self.start) * factor).clamp(MIN_SPAN, self.full);
        let share = ((x - self.left) / self.width).clamp(0.0, 1.0);
        self.start = fixed - share * span;
        self.end = self.start + span;
        self.keep_inside();
    }

    /// Moves what is shown by a share of it.
    pub fn pan(&mut self, share: f64) {
        let by = (self.end - self.start) * share;
        self.start += by;
        self.end += by;
        self.keep_inside();
    }

    /// Brings `value` into sight.
    pub fn reveal(&mut self, value: f64) {
        let span = self.end - self.start;
        if value < self.start || value > self.end {
            self.start = value - span / 2.0;
            self.end = self.start + span;
            self.keep_inside();
        }
    }

    fn keep_inside(&mut self) {
        let span = (self.end - self.start).min(self.full);
        self.start = self.start.clamp(0.0, self.full - span);
        self.end = self.start + span;
    }

    /// Values with their labels, not closer than `distance` pixels.
    pub fn ticks(&self, distance: f64) -> Vec<(f64, String)> {
        let span = self.end - self.start;
        let least = (span * distance / self.width).max(1.0);
        let power = 10_f64.powf(least.log10().floor());
        let step = [1.0, 2.0, 5.0, 10.0].map(|m| m * power).into_iter().find(|s| *s >= least);
        let step = step.unwrap_or(10.0 * power);
        let first = (self.start / step).ceil() as u64;
        (first..)
            .map(|index| index as f64 * step)
            .take_while(|value| *value <= self.end)
            .map(|value| {
                let label = match self.axis {
                    Axis::Time => tick_time(value, step),
                    Axis::Steps => format::count(value as u64),
                };
                (value, label)
            })
            .collect()
    }
}

fn value_of(axis: Axis, at: Position) -> f64 {
    match axis {
        Axis::Time => at.time_ns as f64,
        Axis::Steps => f64::from(at.step),
    }
}

/// A tick in the unit of its step, so that neighbours look alike: `0.2 s`, `0.4 s`.
fn tick_time(ns: f64, step: f64) -> String {
    let (unit, name) = match step {
        _ if step >= 1e8 => (1e9, "s"),
        _ if step >= 1e5 => (1e6, "ms"),
        _ if step >= 1e2 => (1e3, "µs"),
        _ => (1.0, "ns"),
    };
    let text = format!("{:.2}", ns / unit);
    format!("{} {name}", text.trim_end_matches('0').trim_end_matches('.'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scale() -> Scale {
        let end = Position { time_ns: 1_000_000_000, step: 500 };
        Scale::whole(Axis::Time, end, 100.0, 1000.0)
    }

    #[test]
    fn pixels_and_values_are_one_map() {
        let scale = scale();
        assert_eq!(scale.x(0.0), 100.0);
        assert_eq!(scale.x(5e8), 600.0);
        assert_eq!(scale.value_at(600.0), 5e8);
        assert_eq!(scale.value_at(-50.0), 0.0);
        assert_eq!(scale.value_at(5000.0), 1e9);
    }

    #[test]
    fn zooming_keeps_the_value_under_the_pointer() {
        let mut scale = scale();
        scale.zoom(0.5, 350.0);
        assert!((scale.value_at(350.0) - 2.5e8).abs() < 1.0);
        assert!((scale.end - scale.start - 5e8).abs() < 1.0);
        for _ in 0..100 {
            scale.zoom(0.5, 350.0);
        }
        assert!((scale.end - scale.start - MIN_SPAN).abs() < 1e-3);
        scale.zoom(1e12, 350.0);
        assert!(scale.is_whole());
    }

    #[test]
    fn what_is_shown_stays_inside_the_run() {
        let mut scale = scale();
        scale.zoom(0.1, 100.0);
        scale.pan(-3.0);
        assert_eq!(scale.start, 0.0);
        scale.pan(100.0);
        assert!((scale.end - 1e9).abs() < 1.0);
        scale.reveal(0.0);
        assert_eq!(scale.start, 0.0);
    }

    #[test]
    fn room_behind_the_end_is_shown_too() {
        let scale = scale().with_room(0.25);
        assert!(scale.is_whole());
        assert_eq!(scale.x(1e9), 900.0);
        assert_eq!(scale.value_at(1100.0), 1.25e9);
    }

    #[test]
    fn ticks_have_round_values() {
        let labels: Vec<_> = scale().ticks(150.0).into_iter().map(|(_, label)| label).collect();
        assert_eq!(labels, ["0 s", "0.2 s", "0.4 s", "0.6 s", "0.8 s", "1 s"]);
        let steps = Scale::whole(Axis::Steps, Position { time_ns: 0, step: 500 }, 0.0, 300.0);
        let values: Vec<_> = steps.ticks(100.0).into_iter().map(|(value, _)| value).collect();
        assert_eq!(values, [0.0, 200.0, 400.0]);
    }
}
