//! Decimal digits of a double, correctly rounded, and the layouts `e`, `f`, `g` and `r`
//! built from them.
//!
//! Rust's own conversions find the digits (shortest round trip, or exact to a given place,
//! ties to even); what Python adds is where the point and the exponent go. The layout rules
//! are those of `Python/pystrtod.c` (`format_float_short`).

/// The finest decimal place of any double: 2**-1074 ends there.
const LAST_PLACE: usize = 1074;

/// No double needs more significant digits than this to be written exactly.
const MAX_SIGNIFICANT: usize = 767;

/// The magnitude of a finite double: `0.d1d2d3… × 10^point`. Zero is `0` with `point` 1.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Digits {
    /// ASCII digits, never empty; the first is `0` only for zero.
    pub digits: String,
    /// Where the decimal point stands, counted from before the first digit.
    pub point: i32,
}

impl Digits {
    /// The fewest digits that read back as the same double; of those the closest to it, and
    /// of two as close the even one.
    pub fn shortest(x: f64) -> Digits {
        // Fifteen digits tell all doubles apart, so only longer ones can tie.
        const CAN_TIE: usize = 16;
        let digits = Digits::from_scientific(&format!("{:e}", x.abs()));
        if digits.digits.len() >= CAN_TIE {
            // Rust takes the upper of two; rounding the exact value takes the even one.
            let even = Digits::significant(x, digits.digits.len());
            if even != digits && even.to_f64() == x.abs() {
                return even;
            }
        }
        digits
    }

    /// `count` significant digits (at least one), trailing zeros removed.
    pub fn significant(x: f64, count: usize) -> Digits {
        let places = count.clamp(1, MAX_SIGNIFICANT) - 1;
        Digits::from_scientific(&format!("{:.places$e}", x.abs()))
    }

    /// Rounded to `places` digits after the point, or with a negative number to a multiple of
    /// a power of ten; trailing zeros removed.
    pub fn fixed(x: f64, places: i64) -> Digits {
        if let Ok(places) = usize::try_from(places) {
            let places = places.min(LAST_PLACE);
            let text = format!("{:.places$}", x.abs());
            let (whole, fraction) = text.split_once('.').unwrap_or((&text, ""));
            let point = whole.len() as i32;
            return Digits::trimmed(format!("{whole}{fraction}"), point);
        }
        let exact = Digits::significant(x, MAX_SIGNIFICANT);
        let kept = i64::from(exact.point) + places;
        match kept {
            1.. => Digits::significant(x, kept as usize),
            // The first dropped digit is the first there is; a tie goes to zero, the even one.
            0 if exact.digits.as_str() > "5" => {
                Digits { digits: "1".into(), point: exact.point + 1 }
            }
            _ => Digits::zero(),
        }
    }

    /// Reads back as a double; infinite where rounding left the range.
    pub fn to_f64(&self) -> f64 {
        // An `f64` parser never fails on digits and an exponent.
        format!("0.{}e{}", self.digits, self.point).parse().unwrap_or(f64::NAN)
    }

    fn zero() -> Digits {
        Digits { digits: "0".into(), point: 1 }
    }

    /// From Rust's `d.ddde±x`.
    fn from_scientific(text: &str) -> Digits {
        let (mantissa, exponent) = text.split_once('e').unwrap_or((text, "0"));
        let exponent: i32 = exponent.parse().unwrap_or(0);
        Digits::trimmed(mantissa.replace('.', ""), exponent + 1)
    }

    fn trimmed(digits: String, point: i32) -> Digits {
        let body = digits.trim_start_matches('0');
        let leading = digits.len() - body.len();
        let body = body.trim_end_matches('0');
        if body.is_empty() {
            return Digits::zero();
        }
        Digits { digits: body.into(), point: point - leading as i32 }
    }
}

/// How many digits, and which layout.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layout {
    /// `r`: as few digits as needed.
    Shortest,
    /// `e`: always an exponent, so many digits after the point.
    Exponent(usize),
    /// `f`: never an exponent, so many digits after the point.
    Fixed(usize),
    /// `g`: so many significant digits, an exponent for very large and small numbers.
    General(usize),
}

/// The finer points of a layout.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct LayoutFlags {
    /// Write `1.0` and not `1` (`repr`, `str` and a format without a type).
    pub add_dot_0: bool,
    /// The `#` flag: keep the point and the trailing zeros.
    pub alternate: bool,
    /// `E`, `INF`, `NAN`.
    pub upper: bool,
    /// A negative number that rounds to zero loses its sign (the `z` option).
    pub no_negative_zero: bool,
}

/// Writes a double; a leading `-` is the only sign it ever writes.
pub fn layout(x: f64, layout: Layout, flags: LayoutFlags) -> String {
    let text = if x.is_nan() {
        "nan".into()
    } else if x.is_infinite() {
        if x > 0.0 { "inf".into() } else { "-inf".into() }
    } else {
        layout_finite(x, layout, flags)
    };
    if flags.upper { text.to_ascii_uppercase() } else { text }
}

fn layout_finite(x: f64, layout: Layout, flags: LayoutFlags) -> String {
    // How far the digits are padded with zeros, counted from the first digit.
    let (digits, exponent, padded_to) = match layout {
        Layout::Shortest => {
            let digits = Digits::shortest(x);
            let exponent = digits.point <= -4 || digits.point > 16;
            (digits, exponent, 0)
        }
        Layout::Exponent(places) => (Digits::significant(x, places + 1), true, places as i64 + 1),
        Layout::Fixed(places) => {
            let digits = Digits::fixed(x, places as i64);
            let padded_to = i64::from(digits.point) + places as i64;
            (digits, false, padded_to)
        }
        Layout::General(precision) => {
            let precision = precision.max(1);
            let digits = Digits::significant(x, precision);
            let most = precision as i64 - i64::from(flags.add_dot_0);
            let exponent = digits.point <= -4 || i64::from(digits.point) > most;
            let padded_to = if flags.alternate { precision as i64 } else { 0 };
            (digits, exponent, padded_to)
        }
    };
    let negative_zero = digits.digits == "0" && flags.no_negative_zero;
    let mut text = String::new();
    if x.is_sign_negative() && !negative_zero {
        text.push('-');
    }
    place_digits(&mut text, &digits, exponent, padded_to, flags);
    text
}

fn place_digits(
    text: &mut String,
    number: &Digits,
    exponent: bool,
    padded_to: i64,
    flags: LayoutFlags,
) {
    // With an exponent the point stands after the first digit.
    let point = if exponent { 1 } else { i64::from(number.point) };
    let first = point.min(1) - 1;
    let last = (number.digits.len() as i64).max(padded_to).max(point);
    let last = if flags.add_dot_0 && !exponent { last.max(point + 1) } else { last };
    let bytes = number.digits.as_bytes();
    for place in first..last {
        if place == point {
            text.push('.');
        }
        let digit = usize::try_from(place).ok().and_then(|at| bytes.get(at));
        text.push(digit.map_or('0', |&d| char::from(d)));
    }
    if last == point && flags.alternate {
        text.push('.');
    }
    if exponent {
        let value = number.point - 1;
        let sign = if value < 0 { '-' } else { '+' };
        text.push_str(&format!("e{sign}{:02}", value.abs()));
    }
}
