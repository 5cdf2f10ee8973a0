//! Sums of floats: the built-in `sum` and `math.fsum`.

use super::{Raise, Result};

/// The built-in `sum` once it met a float: since Python 3.12 it carries along what rounding
/// lost (Neumaier), so that ten times 0.1 is 1.0. Integers among the floats are added
/// without that, as in `Python/bltinmodule.c` of 3.13.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct FloatSum {
    high: f64,
    low: f64,
}

impl FloatSum {
    /// Starts from what was summed so far.
    pub fn new(start: f64) -> FloatSum {
        FloatSum { high: start, low: 0.0 }
    }

    /// A sum that was put aside.
    pub fn from_parts(high: f64, low: f64) -> FloatSum {
        FloatSum { high, low }
    }

    /// To put it aside.
    pub fn parts(self) -> (f64, f64) {
        (self.high, self.low)
    }

    /// Adds a float.
    pub fn add(&mut self, x: f64) {
        let sum = self.high + x;
        self.low +=
            if self.high.abs() >= x.abs() { (self.high - sum) + x } else { (x - sum) + self.high };
        self.high = sum;
    }

    /// Adds an integer of word size.
    pub fn add_int(&mut self, n: i64) {
        self.high += n as f64;
    }

    /// The sum.
    pub fn total(self) -> f64 {
        // After an overflow the correction is NaN and means nothing.
        if self.low != 0.0 && self.low.is_finite() { self.high + self.low } else { self.high }
    }
}

/// `math.fsum(values)`: the exact sum, rounded once (Shewchuk's partial sums).
pub fn fsum(values: impl IntoIterator<Item = f64>) -> Result<f64> {
    // Doubles that do not overlap, smallest first; together they are the exact sum.
    let mut partials: Vec<f64> = Vec::new();
    let (mut special, mut infinities) = (0.0, 0.0);
    for value in values {
        let mut x = value;
        let mut kept = 0;
        for at in 0..partials.len() {
            let mut y = partials[at];
            if x.abs() < y.abs() {
                std::mem::swap(&mut x, &mut y);
            }
            let high = x + y;
            let low = y - (high - x);
            if low != 0.0 {
                partials[kept] = low;
                kept += 1;
            }
            x = high;
        }
        partials.truncate(kept);
        if x == 0.0 {
            continue;
        }
        if x.is_finite() {
            partials.push(x);
            continue;
        }
        if value.is_finite() {
            return Raise::overflow("intermediate overflow in fsum");
        }
        if value.is_infinite() {
            infinities += value;
        }
        special += value;
        partials.clear();
    }
    if special != 0.0 {
        if infinities.is_nan() {
            return Raise::value("-inf + inf in fsum");
        }
        return Ok(special);
    }
    Ok(round_partials(&partials))
}

/// Adds partial sums from the largest down, minding a tie that a smaller one decides.
fn round_partials(partials: &[f64]) -> f64 {
    let Some((&last, rest)) = partials.split_last() else {
        return 0.0;
    };
    let mut high = last;
    for (at, &y) in rest.iter().enumerate().rev() {
        let x = high;
        high = x + y;
        let low = y - (high - x);
        if low != 0.0 {
            let same_side = at > 0 && low.is_sign_negative() == rest[at - 1].is_sign_negative();
            let doubled = low * 2.0;
            let nudged = high + doubled;
            if same_side && doubled == nudged - high {
                high = nudged;
            }
            break;
        }
    }
    high
}
