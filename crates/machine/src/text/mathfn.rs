//! The `math` module's functions on floats, with Python's domain and range errors.
//!
//! As in `Modules/mathmodule.c`: a NaN out of no NaN is a domain error, an infinity out of
//! finite arguments a range error where the function can overflow and a domain error at a
//! pole. [`UNARY`] and [`BINARY`] list the plain ones by name.

use std::f64::consts::PI;

use super::float::{div, from_int, to_int};
use super::{Int, IntRef, Raise, Result, accurate};

/// A function of one float.
pub type Unary = fn(f64) -> Result<f64>;

/// A function of two floats.
pub type Binary = fn(f64, f64) -> Result<f64>;

/// The functions of one float that give a float. For `log`, `log2` and `log10` of an integer
/// see [`log_int`].
pub static UNARY: [(&str, Unary); 29] = [
    ("acos", |x| smooth(x, libm::acos(x))),
    ("acosh", acosh),
    ("asin", |x| smooth(x, libm::asin(x))),
    ("asinh", |x| smooth(x, libm::asinh(x))),
    ("atan", |x| smooth(x, libm::atan(x))),
    ("atanh", |x| smooth(x, libm::atanh(x))),
    ("cbrt", |x| smooth(x, libm::cbrt(x))),
    ("cos", |x| smooth(x, accurate::cos(x))),
    ("cosh", |x| steep(x, libm::cosh(x))),
    ("degrees", |x| Ok(x * (180.0 / PI))),
    ("erf", |x| smooth(x, libm::erf(x))),
    ("erfc", |x| smooth(x, libm::erfc(x))),
    ("exp", |x| steep(x, accurate::exp(x))),
    ("exp2", |x| steep(x, libm::exp2(x))),
    ("expm1", |x| steep(x, libm::expm1(x))),
    ("fabs", |x| Ok(x.abs())),
    ("gamma", gamma),
    ("lgamma", lgamma),
    ("log", |x| smooth(x, accurate::log(x))),
    ("log10", |x| smooth(x, accurate::log10(x))),
    ("log1p", |x| smooth(x, libm::log1p(x))),
    ("log2", |x| smooth(x, libm::log2(x))),
    ("radians", |x| Ok(x * (PI / 180.0))),
    ("sin", |x| smooth(x, accurate::sin(x))),
    ("sinh", |x| steep(x, libm::sinh(x))),
    ("sqrt", |x| smooth(x, libm::sqrt(x))),
    ("tan", |x| smooth(x, accurate::tan(x))),
    ("tanh", |x| smooth(x, libm::tanh(x))),
    ("ulp", |x| Ok(ulp(x))),
];

/// The functions of two floats that give a float.
pub static BINARY: [(&str, Binary); 5] = [
    ("atan2", |y, x| Ok(libm::atan2(y, x))),
    ("copysign", |x, y| Ok(x.copysign(y))),
    ("fmod", fmod),
    ("pow", pow),
    ("remainder", remainder),
];

/// One of [`UNARY`] by name.
pub fn unary(name: &str) -> Option<Unary> {
    let place = UNARY.binary_search_by_key(&name, |&(known, _)| known).ok()?;
    Some(UNARY[place].1)
}

/// One of [`BINARY`] by name.
pub fn binary(name: &str) -> Option<Binary> {
    let place = BINARY.binary_search_by_key(&name, |&(known, _)| known).ok()?;
    Some(BINARY[place].1)
}

fn domain_error<T>() -> Result<T> {
    Raise::value("math domain error")
}

fn range_error<T>() -> Result<T> {
    Raise::overflow("math range error")
}

/// The result of a function that is infinite only at poles.
fn smooth(x: f64, result: f64) -> Result<f64> {
    let from_nothing = result.is_nan() && !x.is_nan();
    if from_nothing || result.is_infinite() && x.is_finite() {
        return domain_error();
    }
    Ok(result)
}

/// The result of a function that grows beyond all floats.
fn steep(x: f64, result: f64) -> Result<f64> {
    if result.is_infinite() && x.is_finite() {
        return range_error();
    }
    smooth(x, result)
}

/// `libm` forgets that it is undefined far below one.
fn acosh(x: f64) -> Result<f64> {
    if x < 1.0 {
        return domain_error();
    }
    smooth(x, libm::acosh(x))
}

/// `math.log(n)`, `math.log2(n)` or `math.log10(n)` of an integer of any size.
pub fn log_int(name: LogBase, n: IntRef<'_>) -> Result<f64> {
    if n.is_negative() || n.is_zero() {
        return domain_error();
    }
    if let Ok(x) = from_int(n) {
        return name.log(x);
    }
    // n = x * 2**exponent with x near one.
    let exponent = n.bit_length();
    let x = super::float::scaled_to_f64(&n.to_big(), -(exponent as i64));
    Ok(name.log(x)? + name.log(2.0)? * exponent as f64)
}

/// Which logarithm.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LogBase {
    /// `math.log`
    E,
    /// `math.log2`
    Two,
    /// `math.log10`
    Ten,
}

impl LogBase {
    fn log(self, x: f64) -> Result<f64> {
        let result = match self {
            LogBase::E => accurate::log(x),
            LogBase::Two => libm::log2(x),
            LogBase::Ten => accurate::log10(x),
        };
        smooth(x, result)
    }
}

/// `math.log(x, base)` from the logarithms of both.
pub fn log_ratio(log_x: f64, log_base: f64) -> Result<f64> {
    div(log_x, log_base)
}

/// `math.pow(x, y)`.
pub fn pow(x: f64, y: f64) -> Result<f64> {
    let result = accurate::pow(x, y);
    if result.is_finite() || !x.is_finite() || !y.is_finite() {
        return Ok(result);
    }
    if result.is_nan() || x == 0.0 {
        return domain_error();
    }
    range_error()
}

/// `math.fmod(x, y)`: the remainder has the sign of `x`.
pub fn fmod(x: f64, y: f64) -> Result<f64> {
    of_two(x, y, libm::fmod(x, y))
}

/// `math.remainder(x, y)`: from the nearest multiple, ties to the even one.
pub fn remainder(x: f64, y: f64) -> Result<f64> {
    of_two(x, y, libm::remainder(x, y))
}

fn of_two(x: f64, y: f64, result: f64) -> Result<f64> {
    if result.is_nan() && !x.is_nan() && !y.is_nan() {
        return domain_error();
    }
    Ok(result)
}

/// `math.fma(x, y, z)`.
pub fn fma(x: f64, y: f64, z: f64) -> Result<f64> {
    let result = libm::fma(x, y, z);
    if result.is_nan() && !x.is_nan() && !y.is_nan() && !z.is_nan() {
        return Raise::value("invalid operation in fma");
    }
    if result.is_infinite() && x.is_finite() && y.is_finite() && z.is_finite() {
        return Raise::overflow("overflow in fma");
    }
    Ok(result)
}

/// `math.hypot(*coordinates)`.
pub fn hypot(coordinates: &[f64]) -> f64 {
    accurate::hypot(coordinates)
}

/// `math.dist(p, q)`.
pub fn dist(p: &[f64], q: &[f64]) -> Result<f64> {
    if p.len() != q.len() {
        return Raise::value("both points must have the same number of dimensions");
    }
    let differences: Vec<f64> = p.iter().zip(q).map(|(a, b)| a - b).collect();
    Ok(accurate::hypot(&differences))
}

/// `math.floor(x)`.
pub fn floor(x: f64) -> Result<Int> {
    to_int(libm::floor(x))
}

/// `math.ceil(x)`.
pub fn ceil(x: f64) -> Result<Int> {
    to_int(libm::ceil(x))
}

/// `math.trunc(x)`.
pub fn trunc(x: f64) -> Result<Int> {
    to_int(x)
}

/// `math.isclose(a, b, rel_tol=…, abs_tol=…)`; the defaults are `1e-9` and `0.0`.
pub fn is_close(a: f64, b: f64, relative: f64, absolute: f64) -> Result<bool> {
    if relative < 0.0 || absolute < 0.0 {
        return Raise::value("tolerances must be non-negative");
    }
    if a == b {
        return Ok(true);
    }
    if a.is_infinite() || b.is_infinite() {
        return Ok(false);
    }
    let difference = (b - a).abs();
    Ok(difference <= (relative * b).abs()
        || difference <= (relative * a).abs()
        || difference <= absolute)
}

/// `math.modf(x)`: fraction and whole, both with the sign of `x`.
pub fn modf(x: f64) -> (f64, f64) {
    if x.is_infinite() {
        return (0.0_f64.copysign(x), x);
    }
    libm::modf(x)
}

/// `math.frexp(x)`: a mantissa from 0.5 to 1 and a power of two.
pub fn frexp(x: f64) -> (f64, i32) {
    if x == 0.0 || !x.is_finite() {
        return (x, 0);
    }
    libm::frexp(x)
}

/// `math.ldexp(x, exponent)`.
pub fn ldexp(x: f64, exponent: IntRef<'_>) -> Result<f64> {
    if x == 0.0 || !x.is_finite() {
        return Ok(x);
    }
    // Beyond this every number is out of range, or nothing.
    const FAR: i64 = 5000;
    let exponent = match exponent.to_i64() {
        Some(exponent) => exponent.clamp(-FAR, FAR),
        None if exponent.is_negative() => -FAR,
        None => FAR,
    };
    let result = libm::ldexp(x, exponent as i32);
    if result.is_infinite() {
        return range_error();
    }
    Ok(result)
}

/// `math.nextafter(x, y, steps=…)`; one step is the default.
pub fn next_after(x: f64, y: f64, steps: IntRef<'_>) -> Result<f64> {
    if steps.is_negative() {
        return Raise::value("steps must be a non-negative integer");
    }
    if steps.is_zero() {
        return Ok(x);
    }
    if x.is_nan() {
        return Ok(x);
    }
    if y.is_nan() {
        return Ok(y);
    }
    // Floats in order are integers in order, counted from zero.
    let order = |x: f64| {
        let magnitude = (x.to_bits() & !(1 << 63)) as i64;
        if x.is_sign_negative() { -magnitude } else { magnitude }
    };
    let (from, to) = (order(x), order(y));
    let steps = match steps.to_i64() {
        Some(steps) if from.abs_diff(to) > steps as u64 => steps,
        _ => return Ok(y),
    };
    let reached = if to > from { from + steps } else { from - steps };
    let value = f64::from_bits(reached.unsigned_abs());
    // A step onto zero keeps the side it came from.
    let negative = reached < 0 || reached == 0 && from < 0;
    Ok(if negative { -value } else { value })
}

/// `math.ulp(x)`: the distance to the next float away from zero.
pub fn ulp(x: f64) -> f64 {
    if x.is_nan() {
        return x;
    }
    let x = x.abs();
    if x.is_infinite() {
        return x;
    }
    let next = f64::from_bits(x.to_bits() + 1);
    if next.is_infinite() { x - f64::from_bits(x.to_bits() - 1) } else { next - x }
}

/// `math.gamma(x)`.
pub fn gamma(x: f64) -> Result<f64> {
    if x == f64::NEG_INFINITY || x == 0.0 {
        return domain_error();
    }
    if !x.is_finite() {
        return Ok(x);
    }
    if x == libm::floor(x) {
        if x < 0.0 {
            return domain_error();
        }
        // Exact as long as the factorial is a float.
        if x <= 23.0 {
            return Ok((1..x as u64).map(|n| n as f64).product());
        }
    }
    // Below this the result is nothing, and its sign the parity's.
    if x < -200.0 {
        let even = libm::fmod(libm::floor(x), 2.0) == 0.0;
        return Ok(if even { 0.0 } else { -0.0 });
    }
    steep(x, libm::tgamma(x))
}

/// `math.lgamma(x)`: the logarithm of the gamma function's magnitude.
pub fn lgamma(x: f64) -> Result<f64> {
    if x.is_nan() {
        return Ok(x);
    }
    if x.is_infinite() {
        return Ok(f64::INFINITY);
    }
    if x == libm::floor(x) && x <= 2.0 {
        return if x <= 0.0 { domain_error() } else { Ok(0.0) };
    }
    steep(x, libm::lgamma(x))
}
