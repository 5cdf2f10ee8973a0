//! `complex`.

use timeslice_compiler::{BinOp, CmpOp};

use super::arguments::{class_arg, keywords};
use super::{
    COMPLEX, absolute, comparison, convert_again, formatted, hashed, negated, operator, plain,
    power, receiver, shown, truth,
};
use crate::frame::Cont;
use crate::machine::{Machine, R};
use crate::native::{ANY, Args, NativeDef, NativeFn, function, method};
use crate::object::Kind;
use crate::symbols::{class, sym};
use crate::text::float;
use crate::text::unicode::{decimal_value, is_space};
use crate::value::Value;

const fn op(name: &'static str, f: NativeFn) -> NativeDef {
    method(name, 2, 2, f)
}

/// Methods of `complex`.
pub(super) const METHODS: &[NativeDef] = &[
    function("__new__", 1, ANY, complex_new).kw(),
    method("conjugate", 1, 1, conjugate),
    method("__complex__", 1, 1, plain::<COMPLEX>),
    method("__pos__", 1, 1, plain::<COMPLEX>),
    method("__neg__", 1, 1, negated::<COMPLEX>),
    method("__abs__", 1, 1, absolute::<COMPLEX>),
    method("__bool__", 1, 1, truth::<COMPLEX>),
    method("__hash__", 1, 1, hashed::<COMPLEX>),
    method("__repr__", 1, 1, shown::<COMPLEX>),
    method("__format__", 2, 2, formatted::<COMPLEX>),
    method("__getnewargs__", 1, 1, new_args),
    method("__pow__", 2, 3, power::<COMPLEX, false>),
    method("__rpow__", 2, 3, power::<COMPLEX, true>),
    op("__add__", operator::<{ BinOp::Add as usize }, COMPLEX, false>),
    op("__radd__", operator::<{ BinOp::Add as usize }, COMPLEX, true>),
    op("__sub__", operator::<{ BinOp::Sub as usize }, COMPLEX, false>),
    op("__rsub__", operator::<{ BinOp::Sub as usize }, COMPLEX, true>),
    op("__mul__", operator::<{ BinOp::Mul as usize }, COMPLEX, false>),
    op("__rmul__", operator::<{ BinOp::Mul as usize }, COMPLEX, true>),
    op("__truediv__", operator::<{ BinOp::Div as usize }, COMPLEX, false>),
    op("__rtruediv__", operator::<{ BinOp::Div as usize }, COMPLEX, true>),
    op("__eq__", comparison::<{ CmpOp::Eq as usize }, COMPLEX>),
    op("__ne__", comparison::<{ CmpOp::Ne as usize }, COMPLEX>),
    op("__lt__", comparison::<{ CmpOp::Lt as usize }, COMPLEX>),
    op("__le__", comparison::<{ CmpOp::Le as usize }, COMPLEX>),
    op("__gt__", comparison::<{ CmpOp::Gt as usize }, COMPLEX>),
    op("__ge__", comparison::<{ CmpOp::Ge as usize }, COMPLEX>),
];

/// The parts of a built-in number, and whether it is complex.
fn parts(m: &mut Machine, v: Value) -> R<Option<(f64, f64, bool)>> {
    match m.unwrap(v) {
        Value::Float(x) => return Ok(Some((x, 0.0, false))),
        Value::Obj(r) => {
            if let Kind::Complex(re, im) = *m.get(r) {
                return Ok(Some((re, im, true)));
            }
        }
        _ => {}
    }
    match m.as_int(v) {
        Some(n) => Ok(Some((m.checked(float::from_int(n.as_ref()))?, 0.0, false))),
        None => Ok(None),
    }
}

fn this(m: &mut Machine, args: Args) -> R<(f64, f64)> {
    let v = receiver::<COMPLEX>(m, args)?;
    Ok(parts(m, v)?.map_or((0.0, 0.0), |(re, im, _)| (re, im)))
}

fn conjugate(m: &mut Machine, args: Args, _: Cont) -> R {
    let (re, im) = this(m, args)?;
    Ok(m.alloc(Kind::Complex(re, -im)))
}

fn new_args(m: &mut Machine, args: Args, _: Cont) -> R {
    let (re, im) = this(m, args)?;
    Ok(m.tuple(vec![Value::Float(re), Value::Float(im)]))
}

/// `complex_new_impl` of complexobject.c (3.13).
fn complex_new(m: &mut Machine, args: Args, cont: Cont) -> R {
    let cls = class_arg(m, args, class::COMPLEX)?;
    let [real, imag] = keywords(m, args, "complex", 1, ["real", "imag"], 2, 0)?;
    if let Some(t) = (!real.is_null()).then(|| m.text(real).cloned()).flatten() {
        if !imag.is_null() {
            return m.type_error("complex() can't take second arg if first is a string");
        }
        let Some((re, im)) = parse(t.as_str()) else {
            return m.value_error("complex() arg is a malformed string");
        };
        let v = m.alloc(Kind::Complex(re, im));
        return Ok(m.wrap_in(cls, v));
    }
    if !imag.is_null() && m.text(imag).is_some() {
        return m.type_error("complex() second arg can't be a string");
    }
    let (re, im, first_complex) =
        part(m, args, cont, real, &[sym::COMPLEX, sym::FLOAT, sym::INDEX], "first")?;
    let (c, d, second_complex) = part(m, args, cont, imag, &[sym::FLOAT, sym::INDEX], "second")?;
    // real + imag * 1j, part by part, so that signed zeros stay.
    let re = if second_complex { re - d } else { re };
    let im = match (imag.is_null(), first_complex) {
        (true, _) => im,
        (false, true) => im + c,
        (false, false) => c,
    };
    let v = m.alloc(Kind::Complex(re, im));
    Ok(m.wrap_in(cls, v))
}

fn part(
    m: &mut Machine,
    args: Args,
    cont: Cont,
    v: Value,
    names: &[crate::value::Ref],
    which: &str,
) -> R<(f64, f64, bool)> {
    if v.is_null() {
        return Ok((0.0, 0.0, false));
    }
    if let Some(parts) = convert_again(m, args, cont, v, names)? {
        return Ok(parts);
    }
    if let Some(parts) = parts(m, v)? {
        return Ok(parts);
    }
    let kind = m.type_name(v);
    let wanted = if which == "first" { "a string or a number" } else { "a number" };
    m.type_error(&format!("complex() {which} argument must be {wanted}, not '{kind}'"))
}

/// `complex(text)`: a real part, an imaginary part or both, perhaps in parentheses.
fn parse(text: &str) -> Option<(f64, f64)> {
    // Digits of other scripts are digits here too (`_PyUnicode_TransformDecimalAndSpaceToASCII`).
    let plain: String = text
        .chars()
        .map(|c| match decimal_value(c) {
            Some(d) => char::from_digit(d, 10).unwrap_or(c),
            None if is_space(c) => ' ',
            None => c,
        })
        .collect();
    let mut text = plain.trim_matches(' ');
    if let Some(inner) = text.strip_prefix('(') {
        text = inner.strip_suffix(')')?.trim_matches(' ');
    }
    let imaginary = text.strip_suffix(['j', 'J']);
    let Some(body) = imaginary else { return number(text).map(|re| (re, 0.0)) };
    // The sign that begins the imaginary part is the last one that belongs to no exponent.
    let split = body
        .char_indices()
        .filter(|(i, c)| matches!(c, '+' | '-') && !(*i > 0 && body[..*i].ends_with(['e', 'E'])))
        .map(|(i, _)| i)
        .next_back();
    let (re, im) = match split {
        Some(i) if i > 0 => (number(&body[..i])?, &body[i..]),
        _ => (0.0, body),
    };
    let im = match im {
        "" | "+" => 1.0,
        "-" => -1.0,
        im => number(im)?,
    };
    Some((re, im))
}

fn number(text: &str) -> Option<f64> {
    if text.is_empty() || text.contains(' ') {
        return None;
    }
    float::parse(text).ok()
}
