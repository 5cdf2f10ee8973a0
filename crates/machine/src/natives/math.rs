//! The module `math`. The functions themselves are in `text::mathfn`, `text::mathint` and
//! `text::int`; here are their arguments, and the sums and products over iterables.

use timeslice_compiler::BinOp;

use super::numbers::arguments::{again, float_arg, int_arg, keywords, optional, python_method};
use crate::frame::Cont;
use crate::machine::{Machine, R};
use crate::native::{ANY, Args, NativeDef, function};
use crate::object::Kind;
use crate::ops::MAX_INT_BITS;
use crate::symbols::sym;
use crate::text::mathfn::{self, LogBase};
use crate::text::{Int, float, int, mathint, sum};
use crate::value::{Ref, Value};

macro_rules! unary {
    ($name:literal) => {
        function($name, 1, 1, |m, args, cont| unary(m, args, cont, $name))
    };
}

macro_rules! binary {
    ($name:literal) => {
        function($name, 2, 2, |m, args, cont| binary(m, args, cont, $name))
    };
}

/// Functions of the module.
pub(crate) const FUNCTIONS: &[NativeDef] = &[
    unary!("acos"),
    unary!("acosh"),
    unary!("asin"),
    unary!("asinh"),
    unary!("atan"),
    unary!("atanh"),
    unary!("cbrt"),
    unary!("cos"),
    unary!("cosh"),
    unary!("degrees"),
    unary!("erf"),
    unary!("erfc"),
    unary!("exp"),
    unary!("exp2"),
    unary!("expm1"),
    unary!("fabs"),
    unary!("gamma"),
    unary!("lgamma"),
    unary!("log1p"),
    unary!("radians"),
    unary!("sin"),
    unary!("sinh"),
    unary!("sqrt"),
    unary!("tan"),
    unary!("tanh"),
    unary!("ulp"),
    binary!("atan2"),
    binary!("copysign"),
    binary!("fmod"),
    binary!("pow"),
    binary!("remainder"),
    function("log", 1, 2, log),
    function("log2", 1, 1, |m, args, cont| {
        logarithm(m, args, cont, LogBase::Two, m.arg(args, 0)).map(Value::Float)
    }),
    function("log10", 1, 1, |m, args, cont| {
        logarithm(m, args, cont, LogBase::Ten, m.arg(args, 0)).map(Value::Float)
    }),
    function("floor", 1, 1, |m, args, cont| whole(m, args, cont, sym::FLOOR, mathfn::floor)),
    function("ceil", 1, 1, |m, args, cont| whole(m, args, cont, sym::CEIL, mathfn::ceil)),
    function("trunc", 1, 1, trunc),
    function("fma", 3, 3, fma),
    function("frexp", 1, 1, frexp),
    function("ldexp", 2, 2, ldexp),
    function("modf", 1, 1, modf),
    function("nextafter", 0, ANY, next_after).kw(),
    function("isfinite", 1, 1, |m, args, cont| question(m, args, cont, f64::is_finite)),
    function("isinf", 1, 1, |m, args, cont| question(m, args, cont, f64::is_infinite)),
    function("isnan", 1, 1, |m, args, cont| question(m, args, cont, f64::is_nan)),
    function("isclose", 0, ANY, is_close).kw(),
    function("hypot", 0, ANY, hypot),
    function("dist", 2, 2, dist),
    function("fsum", 1, 1, fsum),
    function("prod", 0, ANY, prod).kw(),
    function("sumprod", 2, 2, sum_of_products),
    function("gcd", 0, ANY, |m, args, cont| {
        fold_ints(m, args, cont, 0, |a, b| Ok(int::gcd(a.as_ref(), b.as_ref())))
    }),
    function("lcm", 0, ANY, |m, args, cont| fold_ints(m, args, cont, 1, lcm)),
    function("isqrt", 1, 1, isqrt),
    function("factorial", 1, 1, factorial),
    function("comb", 2, 2, comb),
    function("perm", 1, 2, perm),
];

/// The module's constants.
pub(crate) fn constants(_: &mut Machine) -> Vec<(&'static str, Value)> {
    use std::f64::consts::{E, PI, TAU};
    vec![
        ("pi", Value::Float(PI)),
        ("e", Value::Float(E)),
        ("tau", Value::Float(TAU)),
        ("inf", Value::Float(f64::INFINITY)),
        ("nan", Value::Float(f64::NAN)),
    ]
}

fn unary(m: &mut Machine, args: Args, cont: Cont, name: &str) -> R {
    let x = float_arg(m, args, cont, m.arg(args, 0))?;
    match mathfn::unary(name) {
        Some(f) => Ok(Value::Float(m.checked(f(x))?)),
        None => Ok(Value::NotImplemented),
    }
}

fn binary(m: &mut Machine, args: Args, cont: Cont, name: &str) -> R {
    let x = float_arg(m, args, cont, m.arg(args, 0))?;
    let y = float_arg(m, args, cont, m.arg(args, 1))?;
    match mathfn::binary(name) {
        Some(f) => Ok(Value::Float(m.checked(f(x, y))?)),
        None => Ok(Value::NotImplemented),
    }
}

fn logarithm(m: &mut Machine, args: Args, cont: Cont, base: LogBase, v: Value) -> R<f64> {
    if let Some(n) = m.as_int(v) {
        return m.checked(mathfn::log_int(base, n.as_ref()));
    }
    let x = float_arg(m, args, cont, v)?;
    let name = match base {
        LogBase::E => "log",
        LogBase::Two => "log2",
        LogBase::Ten => "log10",
    };
    match mathfn::unary(name) {
        Some(f) => m.checked(f(x)),
        None => Ok(x),
    }
}

fn log(m: &mut Machine, args: Args, cont: Cont) -> R {
    let x = logarithm(m, args, cont, LogBase::E, m.arg(args, 0))?;
    match m.arg(args, 1) {
        Value::Null => Ok(Value::Float(x)),
        base => {
            let base = logarithm(m, args, cont, LogBase::E, base)?;
            Ok(Value::Float(m.checked(mathfn::log_ratio(x, base))?))
        }
    }
}

/// `floor` and `ceil`.
fn whole(
    m: &mut Machine,
    args: Args,
    cont: Cont,
    name: Ref,
    round: fn(f64) -> crate::text::Result<Int>,
) -> R {
    let v = m.arg(args, 0);
    if python_method(m, v, name) {
        return m.tail_special(args, v, name, &[], cont);
    }
    if let Some(n) = m.as_int(v) {
        return Ok(m.int(n));
    }
    let x = float_arg(m, args, cont, v)?;
    let n = m.checked(round(x))?;
    Ok(m.int(n))
}

fn trunc(m: &mut Machine, args: Args, cont: Cont) -> R {
    let v = m.arg(args, 0);
    if python_method(m, v, sym::TRUNC) {
        return m.tail_special(args, v, sym::TRUNC, &[], cont);
    }
    if let Some(n) = m.as_int(v) {
        return Ok(m.int(n));
    }
    let Value::Float(x) = m.unwrap(v) else {
        let kind = m.type_name(v);
        return m.type_error(&format!("type {kind} doesn't define __trunc__ method"));
    };
    let n = m.checked(mathfn::trunc(x))?;
    Ok(m.int(n))
}

fn fma(m: &mut Machine, args: Args, cont: Cont) -> R {
    let x = float_arg(m, args, cont, m.arg(args, 0))?;
    let y = float_arg(m, args, cont, m.arg(args, 1))?;
    let z = float_arg(m, args, cont, m.arg(args, 2))?;
    Ok(Value::Float(m.checked(mathfn::fma(x, y, z))?))
}

fn frexp(m: &mut Machine, args: Args, cont: Cont) -> R {
    let x = float_arg(m, args, cont, m.arg(args, 0))?;
    let (mantissa, exponent) = mathfn::frexp(x);
    Ok(m.tuple(vec![Value::Float(mantissa), Value::Int(i64::from(exponent))]))
}

fn ldexp(m: &mut Machine, args: Args, cont: Cont) -> R {
    let x = float_arg(m, args, cont, m.arg(args, 0))?;
    let Some(exponent) = m.as_int(m.arg(args, 1)) else {
        return m.type_error("Expected an int as second argument to ldexp.");
    };
    Ok(Value::Float(m.checked(mathfn::ldexp(x, exponent.as_ref()))?))
}

fn modf(m: &mut Machine, args: Args, cont: Cont) -> R {
    let x = float_arg(m, args, cont, m.arg(args, 0))?;
    let (fraction, whole) = mathfn::modf(x);
    Ok(m.tuple(vec![Value::Float(fraction), Value::Float(whole)]))
}

fn next_after(m: &mut Machine, args: Args, cont: Cont) -> R {
    let [x, y, steps] = keywords(m, args, "nextafter", 0, ["/x", "/y", "steps"], 2, 2)?;
    let x = float_arg(m, args, cont, x)?;
    let y = float_arg(m, args, cont, y)?;
    let steps = match optional(steps) {
        None => Int::Small(1),
        Some(v) => int_arg(m, args, cont, v)?,
    };
    Ok(Value::Float(m.checked(mathfn::next_after(x, y, steps.as_ref()))?))
}

fn question(m: &mut Machine, args: Args, cont: Cont, ask: fn(f64) -> bool) -> R {
    let x = float_arg(m, args, cont, m.arg(args, 0))?;
    Ok(Value::Bool(ask(x)))
}

fn is_close(m: &mut Machine, args: Args, cont: Cont) -> R {
    let names = ["a", "b", "rel_tol", "abs_tol"];
    let [a, b, relative, absolute] = keywords(m, args, "isclose", 0, names, 2, 2)?;
    let a = float_arg(m, args, cont, a)?;
    let b = float_arg(m, args, cont, b)?;
    let mut tolerance = |v: Value, default: f64| match v {
        Value::Null => Ok(default),
        v => float_arg(m, args, cont, v),
    };
    let relative = tolerance(relative, 1e-9)?;
    let absolute = tolerance(absolute, 0.0)?;
    Ok(Value::Bool(m.checked(mathfn::is_close(a, b, relative, absolute))?))
}

fn hypot(m: &mut Machine, args: Args, cont: Cont) -> R {
    let mut coordinates = Vec::with_capacity(args.n);
    for v in m.args_from(args, 0) {
        coordinates.push(float_arg(m, args, cont, v)?);
    }
    Ok(Value::Float(mathfn::hypot(&coordinates)))
}

/// The items of an iterable argument, through the library where Python makes them.
fn items_arg(m: &mut Machine, args: Args, cont: Cont, v: Value) -> R<Vec<Value>> {
    match m.iterate_builtin(v)? {
        Some(items) => Ok(items),
        None => again(m, args, cont, &[sym::ITER]),
    }
}

/// Items as floats; an item whose number comes from Python is asked by the library.
fn floats_arg(m: &mut Machine, args: Args, cont: Cont, v: Value) -> R<Vec<f64>> {
    let mut floats = Vec::new();
    for item in items_arg(m, args, cont, v)? {
        if python_method(m, item, sym::FLOAT) || python_method(m, item, sym::INDEX) {
            // The list itself is made anew with plain numbers.
            return again(m, args, cont, &[sym::ITER, sym::FLOAT]);
        }
        floats.push(float_arg(m, args, cont, item)?);
    }
    Ok(floats)
}

fn dist(m: &mut Machine, args: Args, cont: Cont) -> R {
    let p = floats_arg(m, args, cont, m.arg(args, 0))?;
    let q = floats_arg(m, args, cont, m.arg(args, 1))?;
    Ok(Value::Float(m.checked(mathfn::dist(&p, &q))?))
}

fn fsum(m: &mut Machine, args: Args, cont: Cont) -> R {
    let items = floats_arg(m, args, cont, m.arg(args, 0))?;
    Ok(Value::Float(m.checked(sum::fsum(items))?))
}

fn is_number(m: &Machine, v: Value) -> bool {
    match v {
        Value::Int(_) | Value::Float(_) | Value::Bool(_) => true,
        Value::Obj(r) => matches!(m.get(r), Kind::BigInt(_) | Kind::Complex(..)),
        _ => false,
    }
}

fn prod(m: &mut Machine, args: Args, cont: Cont) -> R {
    let [source, start] = keywords(m, args, "prod", 0, ["/iterable", "start"], 1, 1)?;
    let start = if start.is_null() { Value::Int(1) } else { start };
    let items = items_arg(m, args, cont, source)?;
    if !is_number(m, start) || items.iter().any(|v| !is_number(m, *v)) {
        let items = m.list(items);
        return m.tail_library(args, "_prod", &[items, start], cont);
    }
    let mut total = start;
    for item in items {
        total = m.builtin_binary(BinOp::Mul, false, total, item)?.unwrap_or(Value::NotImplemented);
    }
    Ok(total)
}

/// Exact for ints; for floats the exact sum of the exact products, rounded once, which is what
/// CPython's triple-length arithmetic comes to; anything else by the library.
fn sum_of_products(m: &mut Machine, args: Args, cont: Cont) -> R {
    let p = items_arg(m, args, cont, m.arg(args, 0))?;
    let q = items_arg(m, args, cont, m.arg(args, 1))?;
    if p.len() != q.len() {
        return m.value_error("Inputs are not the same length");
    }
    let all = || p.iter().chain(&q).copied();
    if all().all(|v| m.as_int(v).is_some() && is_number(m, v)) {
        let mut total = Value::Int(0);
        for (a, b) in p.into_iter().zip(q) {
            let Some(ab) = m.builtin_binary(BinOp::Mul, false, a, b)? else { continue };
            total = m.builtin_binary(BinOp::Add, false, total, ab)?.unwrap_or(total);
        }
        return Ok(total);
    }
    let number = |v: Value| match v {
        Value::Float(x) => Some(x),
        Value::Int(n) => float::from_int(crate::text::IntRef::Small(n)).ok(),
        Value::Bool(b) => Some(f64::from(u8::from(b))),
        _ => None,
    };
    let pairs: Option<Vec<(f64, f64)>> =
        p.iter().zip(&q).map(|(a, b)| Some((number(*a)?, number(*b)?))).collect();
    let Some(pairs) = pairs else {
        let (p, q) = (m.list(p), m.list(q));
        return m.tail_library(args, "_sumprod", &[p, q], cont);
    };
    let mut parts = Vec::with_capacity(pairs.len() * 2);
    for (a, b) in &pairs {
        let high = a * b;
        parts.push(high);
        parts.push(libm::fma(*a, *b, -high));
    }
    let plain = pairs.iter().map(|(a, b)| a * b).sum::<f64>();
    let exact = if plain.is_finite() { sum::fsum(parts).unwrap_or(plain) } else { plain };
    Ok(Value::Float(exact))
}

fn fold_ints(
    m: &mut Machine,
    args: Args,
    cont: Cont,
    start: i64,
    fold: fn(&Int, &Int) -> crate::text::Result<Int>,
) -> R {
    let mut total = Int::Small(start);
    for v in m.args_from(args, 0) {
        let n = int_arg(m, args, cont, v)?;
        total = m.checked(fold(&total, &n))?;
    }
    Ok(m.int(total))
}

fn lcm(a: &Int, b: &Int) -> crate::text::Result<Int> {
    if a.as_ref().bit_length() + b.as_ref().bit_length() > MAX_INT_BITS {
        return Err(crate::text::Raise::Memory);
    }
    Ok(int::lcm(a.as_ref(), b.as_ref()))
}

fn isqrt(m: &mut Machine, args: Args, cont: Cont) -> R {
    let n = int_arg(m, args, cont, m.arg(args, 0))?;
    let root = m.checked(int::isqrt(n.as_ref()))?;
    Ok(m.int(root))
}

fn factorial(m: &mut Machine, args: Args, cont: Cont) -> R {
    let n = int_arg(m, args, cont, m.arg(args, 0))?;
    let n = m.checked(mathint::factorial(n.as_ref(), MAX_INT_BITS))?;
    Ok(m.int(n))
}

fn comb(m: &mut Machine, args: Args, cont: Cont) -> R {
    let n = int_arg(m, args, cont, m.arg(args, 0))?;
    let k = int_arg(m, args, cont, m.arg(args, 1))?;
    let n = m.checked(mathint::comb(n.as_ref(), k.as_ref(), MAX_INT_BITS))?;
    Ok(m.int(n))
}

fn perm(m: &mut Machine, args: Args, cont: Cont) -> R {
    let n = int_arg(m, args, cont, m.arg(args, 0))?;
    let n = match optional(m.arg(args, 1)) {
        None => m.checked(mathint::factorial(n.as_ref(), MAX_INT_BITS))?,
        Some(k) => {
            let k = int_arg(m, args, cont, k)?;
            m.checked(mathint::perm(n.as_ref(), k.as_ref(), MAX_INT_BITS))?
        }
    };
    Ok(m.int(n))
}
