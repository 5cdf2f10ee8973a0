//! `float`: text to number and back, rounding, and the operators with Python's sign rules
//! and errors.
//!
//! Conversions between floats and integers round correctly (to nearest, ties to even) and
//! comparisons between them are exact, as in `Objects/floatobject.c`.

use std::cmp::Ordering;

use num_bigint::{BigInt, Sign};
use num_traits::{ToPrimitive, Zero};

use super::accurate;
use super::decimal::{Digits, Layout, LayoutFlags, layout};
use super::strrepr::repr as repr_str;
use super::unicode::{decimal_value, is_space};
use super::{Int, IntRef, Raise, Result};

/// `repr(x)`, which is also `str(x)`.
pub fn repr(x: f64) -> String {
    let flags = LayoutFlags { add_dot_0: true, ..LayoutFlags::default() };
    layout(x, Layout::Shortest, flags)
}

/// `float(text)`.
pub fn parse(text: &str) -> Result<f64> {
    parse_plain(&to_ascii_digits(text)).ok_or_else(|| {
        Raise::Value(format!("could not convert string to float: {}", repr_str(text)))
    })
}

/// Decimals of every script as ASCII digits, every space as a space, any other character
/// outside ASCII as one that no number holds.
pub(super) fn to_ascii_digits(text: &str) -> String {
    if text.is_ascii() {
        return text.into();
    }
    text.chars()
        .map(|c| match decimal_value(c) {
            Some(value) => char::from(b'0' + value as u8),
            None if is_space(c) => ' ',
            None if c.is_ascii() => c,
            None => '?',
        })
        .collect()
}

fn parse_plain(text: &str) -> Option<f64> {
    let text = text.trim_matches(is_c_space);
    let text = remove_underscores(text)?;
    let unsigned = text.strip_prefix(['+', '-']).unwrap_or(&text);
    // Rust accepts the same words and layouts, but says so in no promise for ever.
    let word = unsigned.to_ascii_lowercase();
    if !matches!(word.as_str(), "inf" | "infinity" | "nan") && !is_decimal_literal(unsigned) {
        return None;
    }
    text.parse().ok()
}

/// What `Py_ISSPACE` takes for white space.
pub(super) fn is_c_space(c: char) -> bool {
    matches!(c, ' ' | '\t'..='\r')
}

/// An underscore may stand only between two digits.
fn remove_underscores(text: &str) -> Option<String> {
    let bytes = text.as_bytes();
    let digit = |at: Option<usize>| at.and_then(|at| bytes.get(at)).is_some_and(u8::is_ascii_digit);
    let mut plain = String::with_capacity(text.len());
    for (at, c) in text.char_indices() {
        if c != '_' {
            plain.push(c);
        } else if !digit(at.checked_sub(1)) || !digit(Some(at + 1)) {
            return None;
        }
    }
    Some(plain)
}

fn is_decimal_literal(text: &str) -> bool {
    let (mantissa, exponent) = match text.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => {
            let digits = exponent.strip_prefix(['+', '-']).unwrap_or(exponent);
            (mantissa, Some(digits))
        }
        None => (text, None),
    };
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let digits = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
    digits(whole)
        && digits(fraction)
        && !(whole.is_empty() && fraction.is_empty())
        && exponent.is_none_or(|part| !part.is_empty() && digits(part))
}

/// `round(x, places)`: the decimal representation rounded half to even.
pub fn round_to(x: f64, places: i64) -> Result<f64> {
    // Beyond these no digit is there to drop, or none is left.
    const MOST: i64 = 323;
    const LEAST: i64 = -308;
    if !x.is_finite() || places > MOST {
        return Ok(x);
    }
    if places < LEAST {
        return Ok(0.0 * x);
    }
    let rounded = Digits::fixed(x, places).to_f64().copysign(x);
    if rounded.is_infinite() {
        return Raise::overflow("rounded value too large to represent");
    }
    Ok(rounded)
}

/// `round(x)`: to the nearest integer, ties to even.
pub fn round_to_int(x: f64) -> Result<Int> {
    to_int(libm::rint(x))
}

/// `int(x)`: towards zero.
pub fn to_int(x: f64) -> Result<Int> {
    if x.is_nan() {
        return Raise::value("cannot convert float NaN to integer");
    }
    if x.is_infinite() {
        return Raise::overflow("cannot convert float infinity to integer");
    }
    let whole = libm::trunc(x);
    // Both bounds are exact as floats; the upper one is the first that does not fit.
    if (-9_223_372_036_854_775_808.0..9_223_372_036_854_775_808.0).contains(&whole) {
        return Ok(Int::Small(whole as i64));
    }
    let (mantissa, exponent) = decompose(whole);
    Ok((BigInt::from(mantissa) << exponent.unsigned_abs()).into())
}

/// `x.as_integer_ratio()`: numerator and denominator in lowest terms.
pub fn as_integer_ratio(x: f64) -> Result<(Int, Int)> {
    if x.is_nan() {
        return Raise::value("cannot convert NaN to integer ratio");
    }
    if x.is_infinite() {
        return Raise::overflow("cannot convert Infinity to integer ratio");
    }
    let (mut mantissa, mut exponent) = decompose(x);
    if mantissa == 0 {
        return Ok((Int::Small(0), Int::Small(1)));
    }
    let shift = (mantissa.trailing_zeros() as i32).min((-exponent).max(0));
    mantissa >>= shift;
    exponent += shift;
    let power = BigInt::from(1) << exponent.unsigned_abs();
    Ok(if exponent < 0 {
        (Int::Small(mantissa), power.into())
    } else {
        ((power * mantissa).into(), Int::Small(1))
    })
}

/// `x.is_integer()`.
pub fn is_integer(x: f64) -> bool {
    x.is_finite() && libm::trunc(x) == x
}

/// A finite double as `mantissa × 2^exponent`, exactly.
pub(super) fn decompose(x: f64) -> (i64, i32) {
    let bits = x.to_bits();
    let raw_exponent = ((bits >> 52) & 0x7ff) as i32;
    let fraction = (bits & ((1 << 52) - 1)) as i64;
    let (magnitude, exponent) = match raw_exponent {
        0 => (fraction, -1074),
        _ => (fraction | 1 << 52, raw_exponent - 1075),
    };
    (if x.is_sign_negative() { -magnitude } else { magnitude }, exponent)
}

/// `x / y`.
pub fn div(x: f64, y: f64) -> Result<f64> {
    if y == 0.0 {
        return Raise::zero_division("float division by zero");
    }
    Ok(x / y)
}

/// `x // y`.
pub fn floor_div(x: f64, y: f64) -> Result<f64> {
    if y == 0.0 {
        return Raise::zero_division("float floor division by zero");
    }
    Ok(div_mod_nonzero(x, y).0)
}

/// `x % y`: the result takes the sign of `y`.
pub fn modulo(x: f64, y: f64) -> Result<f64> {
    if y == 0.0 {
        return Raise::zero_division("float modulo by zero");
    }
    Ok(div_mod_nonzero(x, y).1)
}

/// `divmod(x, y)`.
pub fn div_mod(x: f64, y: f64) -> Result<(f64, f64)> {
    if y == 0.0 {
        return Raise::zero_division("float divmod()");
    }
    Ok(div_mod_nonzero(x, y))
}

fn div_mod_nonzero(x: f64, y: f64) -> (f64, f64) {
    let mut rest = libm::fmod(x, y);
    let mut quotient = (x - rest) / y;
    if rest != 0.0 {
        if (y < 0.0) != (rest < 0.0) {
            rest += y;
            quotient -= 1.0;
        }
    } else {
        rest = 0.0_f64.copysign(y);
    }
    // The quotient is close to an integer: snap to it.
    let quotient = if quotient != 0.0 {
        let floor = libm::floor(quotient);
        if quotient - floor > 0.5 { floor + 1.0 } else { floor }
    } else {
        0.0_f64.copysign(x / y)
    };
    (quotient, rest)
}

/// What `x ** y` gives.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Power {
    /// A float.
    Float(f64),
    /// A negative base to a fractional power: the complex number (real, imaginary).
    Complex(f64, f64),
}

/// `x ** y` for floats.
pub fn pow(x: f64, y: f64) -> Result<Power> {
    if x == 0.0 && y < 0.0 && y.is_finite() {
        return Raise::zero_division("0.0 cannot be raised to a negative power");
    }
    if x < 0.0 && x.is_finite() && y.is_finite() && libm::floor(y) != y {
        return complex_pow(x, y);
    }
    let value = accurate::pow(x, y);
    if value.is_infinite() && x.is_finite() && y.is_finite() && x != 0.0 {
        return Raise::overflow("(34, 'Numerical result out of range')");
    }
    Ok(Power::Float(value))
}

/// `complex(x, 0) ** complex(y, 0)` for a negative `x`, as `_Py_c_pow` computes it.
fn complex_pow(x: f64, y: f64) -> Result<Power> {
    let length = accurate::pow(-x, y);
    let phase = std::f64::consts::PI * y;
    let value = (length * accurate::cos(phase), length * accurate::sin(phase));
    if value.0.is_infinite() || value.1.is_infinite() {
        return Raise::overflow("complex exponentiation");
    }
    Ok(Power::Complex(value.0, value.1))
}

/// `float(n)`.
pub fn from_int(n: IntRef<'_>) -> Result<f64> {
    match n {
        IntRef::Small(n) => Ok(n as f64),
        IntRef::Big(n) => {
            let value = scaled_to_f64(n, 0);
            if value.is_infinite() {
                return Raise::overflow("int too large to convert to float");
            }
            Ok(value)
        }
    }
}

/// `n × 2^exponent` correctly rounded; infinite beyond the range.
pub(super) fn scaled_to_f64(n: &BigInt, exponent: i64) -> f64 {
    let magnitude = n.magnitude();
    if magnitude.is_zero() {
        return 0.0;
    }
    // The highest bit's weight decides how many bits a double has room for there.
    let top = magnitude.bits() as i64 + exponent;
    if top > 1024 {
        return if n.sign() == Sign::Minus { f64::NEG_INFINITY } else { f64::INFINITY };
    }
    if top < -1075 {
        return if n.sign() == Sign::Minus { -0.0 } else { 0.0 };
    }
    let room = (top + 1074).clamp(0, 53);
    let dropped = magnitude.bits() as i64 - room;
    let mantissa = if dropped <= 0 {
        magnitude.to_u64().unwrap_or(0)
    } else {
        let kept = (magnitude >> dropped as u64).to_u64().unwrap_or(0);
        let half = magnitude.bit(dropped as u64 - 1);
        let beyond_half = magnitude.trailing_zeros().unwrap_or(0) < dropped as u64 - 1;
        kept + u64::from(half && (beyond_half || kept & 1 == 1))
    };
    let shift = dropped.max(0) + exponent;
    // Exact: the mantissa has the bits there is room for, or rounded up to a power of two.
    let value = libm::scalbn(mantissa as f64, shift as i32);
    if n.sign() == Sign::Minus { -value } else { value }
}

/// `a / b` for integers, correctly rounded even where neither fits a float.
pub fn true_div(a: IntRef<'_>, b: IntRef<'_>) -> Result<f64> {
    if b.is_zero() {
        return Raise::zero_division("division by zero");
    }
    const EXACT: u64 = 1 << 53;
    if let (IntRef::Small(a), IntRef::Small(b)) = (a, b)
        && a.unsigned_abs() <= EXACT
        && b.unsigned_abs() <= EXACT
    {
        return Ok(a as f64 / b as f64);
    }
    let negative = a.is_negative() != b.is_negative();
    if a.is_zero() {
        return Ok(if negative { -0.0 } else { 0.0 });
    }
    let (a, b) = (a.to_big().into_parts().1, b.to_big().into_parts().1);
    // A quotient of at least 66 bits with a sticky lowest bit rounds as the exact one would.
    let shift = 66 + b.bits() as i64 - a.bits() as i64;
    let (dividend, divisor) =
        if shift >= 0 { (a << shift as u64, b) } else { (a, b << shift.unsigned_abs()) };
    let mut quotient = &dividend / &divisor;
    if &quotient * &divisor != dividend {
        quotient = (quotient << 1u32) | num_bigint::BigUint::from(1u32);
    } else {
        quotient <<= 1u32;
    }
    let sign = if negative { Sign::Minus } else { Sign::Plus };
    let value = scaled_to_f64(&BigInt::from_biguint(sign, quotient), -shift - 1);
    if value.is_infinite() {
        return Raise::overflow("integer division result too large for a float");
    }
    Ok(value)
}

/// Compares an integer with a float exactly; `None` with NaN.
pub fn compare_int(n: IntRef<'_>, x: f64) -> Option<Ordering> {
    if x.is_nan() {
        return None;
    }
    if x.is_infinite() {
        return Some(if x > 0.0 { Ordering::Less } else { Ordering::Greater });
    }
    let floor = libm::floor(x);
    let floor_int = to_int(floor).ok()?;
    let order = n.compare(floor_int.as_ref());
    // Equal to the floor of something that is no integer means below it.
    Some(if order == Ordering::Equal && floor < x { Ordering::Less } else { order })
}

/// `x.hex()`.
pub fn hex(x: f64) -> String {
    if !x.is_finite() {
        return repr(x);
    }
    let sign = if x.is_sign_negative() { "-" } else { "" };
    if x == 0.0 {
        return format!("{sign}0x0.0p+0");
    }
    let bits = x.to_bits();
    let fraction = bits & ((1 << 52) - 1);
    let (lead, exponent) = match (bits >> 52) & 0x7ff {
        0 => (0, -1022),
        raw => (1, raw as i32 - 1023),
    };
    format!("{sign}0x{lead}.{fraction:013x}p{exponent:+}")
}

/// `float.fromhex(text)`.
pub fn from_hex(text: &str) -> Result<f64> {
    let bad = || Raise::Value("invalid hexadecimal floating-point string".into());
    let trimmed = text.trim_matches(is_c_space);
    let (negative, body) = match trimmed.strip_prefix('-') {
        Some(body) => (true, body),
        None => (false, trimmed.strip_prefix('+').unwrap_or(trimmed)),
    };
    let body = body.to_ascii_lowercase();
    let signed = |x: f64| if negative { -x } else { x };
    match body.as_str() {
        "inf" | "infinity" => return Ok(signed(f64::INFINITY)),
        "nan" => return Ok(signed(f64::NAN)),
        _ => {}
    }
    let body = body.strip_prefix("0x").unwrap_or(&body);
    let (mantissa, exponent) = match body.split_once('p') {
        Some((mantissa, exponent)) => (mantissa, parse_exponent(exponent).ok_or_else(bad)?),
        None => (body, 0),
    };
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let digits = format!("{whole}{fraction}");
    if digits.is_empty() || !digits.bytes().all(|b| b.is_ascii_hexdigit()) {
        return Err(bad());
    }
    let number = BigInt::parse_bytes(digits.as_bytes(), 16).ok_or_else(bad)?;
    let value = scaled_to_f64(&number, exponent.saturating_sub(4 * fraction.len() as i64));
    if value.is_infinite() {
        return Raise::overflow("hexadecimal value too large to represent as a float");
    }
    Ok(signed(value))
}

/// A decimal exponent; one out of all reach saturates.
fn parse_exponent(text: &str) -> Option<i64> {
    const FAR: i64 = 1 << 40;
    let (negative, digits) = match text.strip_prefix('-') {
        Some(digits) => (true, digits),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    };
    if digits.is_empty() || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let value = digits.parse().unwrap_or(FAR).min(FAR);
    Some(if negative { -value } else { value })
}
