//! `int`: text to number and back, and the operators with Python's sign rules and errors.
//!
//! What can grow without bound takes a bound in bits from the caller and raises
//! `MemoryError` beyond it, before any of the work is done.

use num_bigint::{BigInt, BigUint, Sign};
use num_integer::Integer;
use num_traits::{One, Signed, Zero};

use super::float::{Power, from_int, is_c_space, pow as float_pow, to_ascii_digits};
use super::strrepr::repr as repr_str;
use super::{Int, IntRef, Raise, Result};

/// `sys.get_int_max_str_digits()`: decimal text longer than this is refused, both ways.
pub const MAX_STR_DIGITS: usize = 4300;

/// `int(text, base)`.
pub fn parse(text: &str, base: i64) -> Result<Int> {
    if base != 0 && !(2..=36).contains(&base) {
        return Raise::value("int() base must be >= 2 and <= 36, or 0");
    }
    let plain = to_ascii_digits(text);
    match parse_plain(plain.trim_matches(is_c_space), base as u32) {
        Some((_, digits, radix)) if digits.len() > MAX_STR_DIGITS && !radix.is_power_of_two() => {
            Raise::value(format!(
                "Exceeds the limit ({MAX_STR_DIGITS} digits) for integer string conversion: \
                 value has {} digits; use sys.set_int_max_str_digits() to increase the limit",
                digits.len()
            ))
        }
        Some((negative, digits, radix)) => Ok(from_digits(negative, &digits, radix)),
        None => Raise::value(format!(
            "invalid literal for int() with base {base}: {}",
            // CPython shows the first 200 characters of the literal's repr.
            repr_str(text).chars().take(200).collect::<String>()
        )),
    }
}

/// Sign, digits without underscores, and base of a well-formed literal.
fn parse_plain(text: &str, base: u32) -> Option<(bool, String, u32)> {
    let (negative, body) = match text.strip_prefix('-') {
        Some(body) => (true, body),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    };
    let prefixed = match body.as_bytes() {
        [b'0', b'x' | b'X', ..] => Some(16),
        [b'0', b'o' | b'O', ..] => Some(8),
        [b'0', b'b' | b'B', ..] => Some(2),
        _ => None,
    };
    let (radix, body) = match prefixed {
        // One underscore may follow the prefix.
        Some(radix) if base == radix || base == 0 => {
            (radix, body[2..].strip_prefix('_').unwrap_or(&body[2..]))
        }
        _ if base == 0 => (10, body),
        _ => (base, body),
    };
    if body.is_empty() || body.starts_with('_') || body.ends_with('_') || body.contains("__") {
        return None;
    }
    let digits = body.replace('_', "");
    if !digits.chars().all(|c| c.is_digit(radix)) {
        return None;
    }
    // As in source code, a decimal literal does not start with zero unless it is zero.
    let octal_like = base == 0 && prefixed.is_none() && digits.starts_with('0');
    if octal_like && digits.bytes().any(|b| b != b'0') {
        return None;
    }
    Some((negative, digits, radix))
}

fn from_digits(negative: bool, digits: &str, radix: u32) -> Int {
    if let Ok(small) = i64::from_str_radix(digits, radix) {
        return Int::Small(if negative { -small } else { small });
    }
    // The digits were checked, so they parse.
    let magnitude = BigUint::parse_bytes(digits.as_bytes(), radix).unwrap_or_default();
    let sign = if negative { Sign::Minus } else { Sign::Plus };
    BigInt::from_biguint(sign, magnitude).into()
}

/// `str(n)`.
pub fn to_decimal(n: IntRef<'_>) -> Result<String> {
    match n {
        IntRef::Small(n) => Ok(n.to_string()),
        IntRef::Big(n) => {
            // A digit takes 3.32 bits: what is far too long is refused before it is converted.
            let surely_longer = n.bits() / 4 > MAX_STR_DIGITS as u64;
            let text = if surely_longer { String::new() } else { n.to_string() };
            if surely_longer || text.trim_start_matches('-').len() > MAX_STR_DIGITS {
                return Raise::value(format!(
                    "Exceeds the limit ({MAX_STR_DIGITS} digits) for integer string conversion; \
                     use sys.set_int_max_str_digits() to increase the limit"
                ));
            }
            Ok(text)
        }
    }
}

/// The magnitude's digits in base 2, 8 or 16, lowercase, without a prefix.
pub fn magnitude_digits(n: IntRef<'_>, radix: u32) -> String {
    match n {
        IntRef::Small(n) => {
            let n = n.unsigned_abs();
            match radix {
                2 => format!("{n:b}"),
                8 => format!("{n:o}"),
                16 => format!("{n:x}"),
                _ => n.to_string(),
            }
        }
        IntRef::Big(n) => n.magnitude().to_str_radix(radix),
    }
}

/// Digits with zeros before them up to a width; `format!` itself stops at 65,535.
pub(super) fn zero_filled(digits: &str, width: usize) -> String {
    let mut out = "0".repeat(width.saturating_sub(digits.len()));
    out.push_str(digits);
    out
}

/// `bin(n)`, `oct(n)` or `hex(n)`, by the base.
pub fn with_prefix(n: IntRef<'_>, radix: u32) -> String {
    let sign = if n.is_negative() { "-" } else { "" };
    let prefix = match radix {
        2 => "0b",
        8 => "0o",
        _ => "0x",
    };
    format!("{sign}{prefix}{}", magnitude_digits(n, radix))
}

/// `a // b`.
pub fn floor_div(a: IntRef<'_>, b: IntRef<'_>) -> Result<Int> {
    if b.is_zero() {
        return Raise::zero_division("integer division or modulo by zero");
    }
    Ok(div_mod_nonzero(a, b).0)
}

/// `a % b`: the result takes the sign of `b`.
pub fn modulo(a: IntRef<'_>, b: IntRef<'_>) -> Result<Int> {
    if b.is_zero() {
        return Raise::zero_division("integer modulo by zero");
    }
    Ok(div_mod_nonzero(a, b).1)
}

/// `divmod(a, b)`.
pub fn div_mod(a: IntRef<'_>, b: IntRef<'_>) -> Result<(Int, Int)> {
    if b.is_zero() {
        return Raise::zero_division("integer division or modulo by zero");
    }
    Ok(div_mod_nonzero(a, b))
}

fn div_mod_nonzero(a: IntRef<'_>, b: IntRef<'_>) -> (Int, Int) {
    if let (IntRef::Small(a), IntRef::Small(b)) = (a, b) {
        // Wide, because the smallest number by -1 leaves 64 bits.
        let (quotient, rest) = i128::from(a).div_mod_floor(&i128::from(b));
        return (quotient.into(), rest.into());
    }
    let (quotient, rest) = a.to_big().div_mod_floor(&b.to_big());
    (quotient.into(), rest.into())
}

/// `a << b`, at most `max_bits` long.
pub fn shift_left(a: IntRef<'_>, b: IntRef<'_>, max_bits: u64) -> Result<Int> {
    if b.is_negative() {
        return Raise::value("negative shift count");
    }
    if a.is_zero() {
        return Ok(Int::Small(0));
    }
    let Some(count) = b.to_i64() else {
        return Raise::overflow("too many digits in integer");
    };
    let bits = a.bit_length().saturating_add(count as u64);
    if bits > max_bits {
        return Err(Raise::Memory);
    }
    match a {
        IntRef::Small(n) if bits < 64 => Ok(Int::Small(n << count)),
        _ => Ok((a.to_big() << count as u64).into()),
    }
}

/// `a >> b`: rounds towards minus infinity.
pub fn shift_right(a: IntRef<'_>, b: IntRef<'_>) -> Result<Int> {
    if b.is_negative() {
        return Raise::value("negative shift count");
    }
    let count = b.to_i64().map_or(u64::MAX, |count| count as u64);
    if count >= a.bit_length() {
        return Ok(Int::Small(if a.is_negative() { -1 } else { 0 }));
    }
    match a {
        IntRef::Small(n) => Ok(Int::Small(n >> count)),
        IntRef::Big(n) => Ok((n >> count).into()),
    }
}

/// What `a ** b` gives.
#[derive(Clone, Debug, PartialEq)]
pub enum IntPower {
    /// With an exponent of zero or more.
    Int(Int),
    /// With a negative one.
    Float(f64),
}

/// `a ** b`, at most about `max_bits` long.
pub fn pow(a: IntRef<'_>, b: IntRef<'_>, max_bits: u64) -> Result<IntPower> {
    if b.is_negative() {
        return match float_pow(from_int(a)?, from_int(b)?)? {
            Power::Float(value) => Ok(IntPower::Float(value)),
            // An integer's power is complex only by a fractional exponent.
            Power::Complex(real, _) => Ok(IntPower::Float(real)),
        };
    }
    let odd = match b {
        IntRef::Small(b) => b & 1 == 1,
        IntRef::Big(b) => b.is_odd(),
    };
    let value = match (a.to_i64(), b.to_i64()) {
        (_, Some(0)) | (Some(1), _) => Int::Small(1),
        (Some(0), _) => Int::Small(0),
        (Some(-1), _) => Int::Small(if odd { -1 } else { 1 }),
        (small, Some(exponent)) => {
            let bits = a.bit_length().saturating_sub(1);
            if bits.max(1).saturating_mul(exponent as u64) > max_bits {
                return Err(Raise::Memory);
            }
            let exponent = u32::try_from(exponent).map_err(|_| Raise::Memory)?;
            match small.and_then(|base| base.checked_pow(exponent)) {
                Some(value) => Int::Small(value),
                None => num_traits::Pow::pow(a.to_big(), exponent).into(),
            }
        }
        (_, None) => return Err(Raise::Memory),
    };
    Ok(IntPower::Int(value))
}

/// `pow(a, b, modulus)`: the result takes the sign of the modulus.
pub fn pow_mod(a: IntRef<'_>, b: IntRef<'_>, modulus: IntRef<'_>) -> Result<Int> {
    if modulus.is_zero() {
        return Raise::value("pow() 3rd argument cannot be 0");
    }
    let signed = modulus.to_big();
    let modulus = signed.abs();
    if modulus.is_one() {
        return Ok(Int::Small(0));
    }
    let (mut base, mut exponent) = (a.to_big().mod_floor(&modulus), b.to_big());
    if exponent.is_negative() {
        base = inverse(&base, &modulus)?;
        exponent = -exponent;
    }
    let value = base.modpow(&exponent, &modulus);
    Ok(if signed.is_negative() && !value.is_zero() {
        (value - modulus).into()
    } else {
        value.into()
    })
}

fn inverse(base: &BigInt, modulus: &BigInt) -> Result<BigInt> {
    let found = base.extended_gcd(modulus);
    if !found.gcd.is_one() {
        return Raise::value("base is not invertible for the given modulus");
    }
    Ok(found.x.mod_floor(modulus))
}

/// `math.isqrt(n)`.
pub fn isqrt(n: IntRef<'_>) -> Result<Int> {
    if n.is_negative() {
        return Raise::value("isqrt() argument must be nonnegative");
    }
    Ok(match n {
        IntRef::Small(n) => Int::Small(n.isqrt()),
        IntRef::Big(n) => n.sqrt().into(),
    })
}

/// `n.bit_count()`: the ones in the magnitude.
pub fn bit_count(n: IntRef<'_>) -> u64 {
    match n {
        IntRef::Small(n) => u64::from(n.unsigned_abs().count_ones()),
        IntRef::Big(n) => n.magnitude().count_ones(),
    }
}

/// `math.gcd(a, b)`.
pub fn gcd(a: IntRef<'_>, b: IntRef<'_>) -> Int {
    match (a, b) {
        (IntRef::Small(a), IntRef::Small(b)) => {
            i128::from(a.unsigned_abs().gcd(&b.unsigned_abs())).into()
        }
        _ => a.to_big().gcd(&b.to_big()).into(),
    }
}

/// `math.lcm(a, b)`.
pub fn lcm(a: IntRef<'_>, b: IntRef<'_>) -> Int {
    a.to_big().lcm(&b.to_big()).abs().into()
}

/// `round(n, places)`: with a negative number of places to a multiple of a power of ten, ties
/// to the even multiple.
pub fn round_to(n: IntRef<'_>, places: IntRef<'_>) -> Int {
    if !places.is_negative() {
        return n.to_int();
    }
    // More than all its digits are dropped: nothing is left.
    let digits_at_most = n.bit_length() / 3 + 1;
    let Some(dropped) = places.to_i64().map(i64::unsigned_abs) else {
        return Int::Small(0);
    };
    if dropped > digits_at_most {
        return Int::Small(0);
    }
    let unit = num_traits::Pow::pow(BigInt::from(10), dropped);
    let (quotient, rest) = n.to_big().div_mod_floor(&unit);
    let up = match (rest * 2i32).cmp(&unit) {
        std::cmp::Ordering::Less => false,
        std::cmp::Ordering::Equal => quotient.is_odd(),
        std::cmp::Ordering::Greater => true,
    };
    ((quotient + i32::from(up)) * unit).into()
}
