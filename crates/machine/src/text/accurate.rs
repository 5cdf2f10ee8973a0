//! `exp`, `log`, `pow`, `sin`, `cos`, `hypot` to the last bit in all but a few cases of a
//! billion.
//!
//! `libm` alone is off by one in the last place in up to one call of ten. That is harmless
//! until the number is printed: the C libraries under CPython are right nearly always, so
//! `2 ** -0.5` would show another last digit than the learner's own Python. The work is done
//! in pairs of doubles (about 100 bits) with nothing but IEEE addition, multiplication,
//! division and square root, so every platform computes the same bits.

/// An unevaluated sum of two doubles, the second below half a unit in the last place of the
/// first.
#[derive(Clone, Copy)]
struct Pair {
    hi: f64,
    lo: f64,
}

const LN_2: Pair = Pair { hi: std::f64::consts::LN_2, lo: 2.319_046_813_846_299_6e-17 };
const LN_10: Pair = Pair { hi: std::f64::consts::LN_10, lo: -2.170_756_223_382_249_4e-16 };
/// Half of pi in three parts, the first short enough that its multiples in [`reduce`] are exact.
const HALF_PI: [f64; 3] =
    [1.570_796_326_734_125_6, 6.077_100_506_303_966e-11, 2.022_266_248_795_950_6e-21];

/// `e ** x`.
pub fn exp(x: f64) -> f64 {
    if !x.is_finite() || x.abs() > 800.0 {
        return libm::exp(x);
    }
    let (value, scale) = exp_pair(Pair::from(x));
    scaled(value, scale)
}

/// The natural logarithm.
pub fn log(x: f64) -> f64 {
    if x <= 0.0 || !x.is_finite() {
        return libm::log(x);
    }
    log_pair(x).hi
}

/// The logarithm to base ten.
pub fn log10(x: f64) -> f64 {
    if x <= 0.0 || !x.is_finite() {
        return libm::log10(x);
    }
    log_pair(x).div(LN_10).hi
}

/// `x ** y` with C's special cases.
pub fn pow(x: f64, y: f64) -> f64 {
    if x == 0.0 || y == 0.0 || x == 1.0 || !x.is_finite() || !y.is_finite() {
        return libm::pow(x, y);
    }
    if x < 0.0 && libm::floor(y) != y {
        return f64::NAN;
    }
    let odd = libm::fmod(y, 2.0) != 0.0;
    let sign = if x < 0.0 && odd { -1.0 } else { 1.0 };
    let exponent = log_pair(x.abs()).times(y);
    if exponent.hi.is_nan() || exponent.hi.abs() > 800.0 {
        // Far outside the range either way, or the product left it.
        return libm::pow(x, y);
    }
    let (value, scale) = exp_pair(exponent);
    sign * scaled(value, scale)
}

/// The sine.
pub fn sin(x: f64) -> f64 {
    match reduce(x) {
        Some((quarter, rest)) => turn(quarter, rest),
        None => libm::sin(x),
    }
}

/// The cosine.
pub fn cos(x: f64) -> f64 {
    match reduce(x) {
        Some((quarter, rest)) => turn(quarter + 1, rest),
        None => libm::cos(x),
    }
}

/// The tangent.
pub fn tan(x: f64) -> f64 {
    match reduce(x) {
        Some((_, rest)) if rest.hi == 0.0 => libm::tan(x),
        Some((quarter, rest)) if quarter & 1 == 0 => sin_pair(rest).div(cos_pair(rest)).hi,
        Some((_, rest)) => -cos_pair(rest).div(sin_pair(rest)).hi,
        None => libm::tan(x),
    }
}

/// The length of a vector.
pub fn hypot(coordinates: &[f64]) -> f64 {
    if coordinates.iter().any(|x| x.is_infinite()) {
        return f64::INFINITY;
    }
    let largest = coordinates.iter().fold(0.0_f64, |most, x| most.max(x.abs()));
    if coordinates.iter().any(|x| x.is_nan()) {
        return f64::NAN;
    }
    if largest == 0.0 {
        return 0.0;
    }
    // Scaled so that no square leaves the range.
    let (_, exponent) = libm::frexp(largest);
    let mut sum = Pair::from(0.0);
    for &x in coordinates {
        let x = libm::scalbn(x, -exponent);
        sum = sum.plus(product(x, x));
    }
    let root = libm::sqrt(sum.hi);
    let rest = sum.plus(product(root, -root));
    scaled(quick_sum(root, rest.hi / (2.0 * root)), exponent)
}

impl Pair {
    fn plus(self, other: Pair) -> Pair {
        let high = sum(self.hi, other.hi);
        let low = sum(self.lo, other.lo);
        let high = quick_sum(high.hi, high.lo + low.hi);
        quick_sum(high.hi, high.lo + low.lo)
    }

    fn times(self, factor: f64) -> Pair {
        let high = product(self.hi, factor);
        quick_sum(high.hi, high.lo + self.lo * factor)
    }

    fn mul(self, other: Pair) -> Pair {
        let high = product(self.hi, other.hi);
        quick_sum(high.hi, high.lo + (self.hi * other.lo + self.lo * other.hi))
    }

    fn div(self, other: Pair) -> Pair {
        let first = self.hi / other.hi;
        let rest = self.plus(other.times(-first));
        let second = rest.hi / other.hi;
        let rest = rest.plus(other.times(-second));
        let quotient = quick_sum(first, second);
        quotient.plus(Pair::from(rest.hi / other.hi))
    }
}

impl From<f64> for Pair {
    fn from(hi: f64) -> Pair {
        Pair { hi, lo: 0.0 }
    }
}

/// The exact sum (Knuth).
fn sum(a: f64, b: f64) -> Pair {
    let hi = a + b;
    let back = hi - a;
    let lo = (a - (hi - back)) + (b - back);
    Pair { hi, lo }
}

/// The exact sum where `a` is the larger (Dekker).
fn quick_sum(a: f64, b: f64) -> Pair {
    let hi = a + b;
    Pair { hi, lo: b - (hi - a) }
}

/// The exact product (Dekker and Veltkamp), without a fused multiply-add, which wasm lacks.
fn product(a: f64, b: f64) -> Pair {
    let hi = a * b;
    let (a_hi, a_lo) = split(a);
    let (b_hi, b_lo) = split(b);
    let lo = ((a_hi * b_hi - hi) + a_hi * b_lo + a_lo * b_hi) + a_lo * b_lo;
    Pair { hi, lo }
}

fn split(a: f64) -> (f64, f64) {
    const SPLITTER: f64 = 134_217_729.0; // 2**27 + 1
    let wide = SPLITTER * a;
    let hi = wide - (wide - a);
    (hi, a - hi)
}

/// `value × 2^scale` for a positive value.
fn scaled(value: Pair, scale: i32) -> f64 {
    let result = libm::scalbn(value.hi, scale);
    if result >= f64::MIN_POSITIVE || value.lo == 0.0 {
        return result;
    }
    // A subnormal is rounded once more. With the last bit set where anything was cut off
    // (round to odd), twice rounded is the same as once.
    let bits = value.hi.to_bits();
    let odd = match (bits & 1, value.lo > 0.0) {
        (1, _) => bits,
        (_, true) => bits + 1,
        (_, false) => bits - 1,
    };
    libm::scalbn(f64::from_bits(odd), scale)
}

/// The logarithm of a positive finite number.
fn log_pair(x: f64) -> Pair {
    let (mut mantissa, mut exponent) = libm::frexp(x);
    if mantissa < std::f64::consts::FRAC_1_SQRT_2 {
        mantissa *= 2.0;
        exponent -= 1;
    }
    // log(m) = 2 atanh((m - 1) / (m + 1)), an odd power series; both differences are exact
    // or have an exact remainder.
    let argument = Pair::from(mantissa - 1.0).div(sum(mantissa, 1.0));
    let square = argument.mul(argument);
    let mut series = Pair::from(0.0);
    // The argument is below 0.172: 22 terms leave less than 2**-110.
    for odd in (1..=43).rev().step_by(2) {
        let coefficient = Pair::from(1.0).div(Pair::from(f64::from(odd)));
        series = series.mul(square).plus(coefficient);
    }
    let log_mantissa = series.mul(argument).times(2.0);
    LN_2.times(f64::from(exponent)).plus(log_mantissa)
}

/// `e ** x` as a number near one and a power of two.
fn exp_pair(x: Pair) -> (Pair, i32) {
    const HALVINGS: i32 = 6;
    let scale = libm::rint(x.hi / LN_2.hi);
    let rest = x.plus(LN_2.times(-scale));
    let small = Pair { hi: libm::scalbn(rest.hi, -HALVINGS), lo: libm::scalbn(rest.lo, -HALVINGS) };
    // e**s - 1 by Taylor's series; s is below 0.0055, so 13 terms leave less than 2**-120.
    let mut minus_one = Pair::from(0.0);
    for term in (1..=13).rev() {
        let inner = minus_one.plus(Pair::from(1.0)).mul(small);
        minus_one = inner.div(Pair::from(f64::from(term)));
    }
    // (1 + m)**2 - 1 = m (2 + m), once for each halving.
    for _ in 0..HALVINGS {
        minus_one = minus_one.mul(minus_one.plus(Pair::from(2.0)));
    }
    (minus_one.plus(Pair::from(1.0)), scale as i32)
}

/// The quarter turns in an angle and what is left of it; `None` for an angle that is not
/// finite or so large that reduction needs more digits of pi, and for a signed zero.
fn reduce(x: f64) -> Option<(i64, Pair)> {
    const LARGEST: f64 = 1_000_000.0;
    if x == 0.0 || x.is_nan() || x.abs() > LARGEST {
        return None;
    }
    let quarters = libm::rint(x / std::f64::consts::FRAC_PI_2);
    let rest = sum(x, -quarters * HALF_PI[0])
        .plus(product(HALF_PI[1], -quarters))
        .plus(product(HALF_PI[2], -quarters));
    Some((quarters as i64, rest))
}

/// The sine of an angle of so many quarter turns and a rest.
fn turn(quarter: i64, rest: Pair) -> f64 {
    match quarter & 3 {
        0 => sin_pair(rest).hi,
        1 => cos_pair(rest).hi,
        2 => -sin_pair(rest).hi,
        _ => -cos_pair(rest).hi,
    }
}

fn sin_pair(x: Pair) -> Pair {
    if x.hi == 0.0 {
        return x;
    }
    alternating(x, 27).mul(x)
}

fn cos_pair(x: Pair) -> Pair {
    alternating(x, 26)
}

/// `1 - x²/(n(n-1)) (1 - …)` from the innermost factorial out: the series of cosine, and of
/// sine divided by its argument. The argument is below 0.79, so the last term is below
/// 2**-95 of the first.
fn alternating(x: Pair, last: i32) -> Pair {
    let square = x.mul(x);
    let mut value = Pair::from(1.0);
    for n in (2..=last).rev().filter(|n| (last - n) % 2 == 0) {
        let term = square.mul(value).div(Pair::from(f64::from(n * (n - 1))));
        value = Pair::from(1.0).plus(Pair { hi: -term.hi, lo: -term.lo });
    }
    value
}
