//! `float`.

use timeslice_compiler::{BinOp, CmpOp};

use super::arguments::{bytes_of, class_arg};
use super::{
    FLOAT, absolute, comparison, convert_again, div_mod, float_to_int, formatted, hashed, negated,
    new_args, operator, plain, power, receiver, rounded, shown, truth,
};
use crate::frame::Cont;
use crate::machine::{Machine, R};
use crate::native::{Args, NativeDef, NativeFn, function, method};
use crate::symbols::{class, sym};
use crate::text::{Raise, float, mathfn, strrepr};
use crate::value::Value;

const fn op(name: &'static str, f: NativeFn) -> NativeDef {
    method(name, 2, 2, f)
}

/// Methods of `float`.
pub(super) const METHODS: &[NativeDef] = &[
    function("__new__", 1, 2, float_new),
    function("fromhex", 2, 2, fromhex),
    function("__getformat__", 1, 1, get_format),
    method("hex", 1, 1, hex),
    method("as_integer_ratio", 1, 1, as_integer_ratio),
    method("is_integer", 1, 1, is_integer),
    method("conjugate", 1, 1, plain::<FLOAT>),
    method("__float__", 1, 1, plain::<FLOAT>),
    method("__pos__", 1, 1, plain::<FLOAT>),
    method("__int__", 1, 1, to_int),
    method("__trunc__", 1, 1, to_int),
    method("__floor__", 1, 1, floor),
    method("__ceil__", 1, 1, ceil),
    method("__neg__", 1, 1, negated::<FLOAT>),
    method("__abs__", 1, 1, absolute::<FLOAT>),
    method("__bool__", 1, 1, truth::<FLOAT>),
    method("__hash__", 1, 1, hashed::<FLOAT>),
    method("__repr__", 1, 1, shown::<FLOAT>),
    method("__format__", 2, 2, formatted::<FLOAT>),
    method("__round__", 1, 2, rounded::<FLOAT>),
    method("__getnewargs__", 1, 1, new_args::<FLOAT>),
    op("__divmod__", div_mod::<FLOAT, false>),
    op("__rdivmod__", div_mod::<FLOAT, true>),
    method("__pow__", 2, 3, power::<FLOAT, false>),
    method("__rpow__", 2, 3, power::<FLOAT, true>),
    op("__add__", operator::<{ BinOp::Add as usize }, FLOAT, false>),
    op("__radd__", operator::<{ BinOp::Add as usize }, FLOAT, true>),
    op("__sub__", operator::<{ BinOp::Sub as usize }, FLOAT, false>),
    op("__rsub__", operator::<{ BinOp::Sub as usize }, FLOAT, true>),
    op("__mul__", operator::<{ BinOp::Mul as usize }, FLOAT, false>),
    op("__rmul__", operator::<{ BinOp::Mul as usize }, FLOAT, true>),
    op("__truediv__", operator::<{ BinOp::Div as usize }, FLOAT, false>),
    op("__rtruediv__", operator::<{ BinOp::Div as usize }, FLOAT, true>),
    op("__floordiv__", operator::<{ BinOp::FloorDiv as usize }, FLOAT, false>),
    op("__rfloordiv__", operator::<{ BinOp::FloorDiv as usize }, FLOAT, true>),
    op("__mod__", operator::<{ BinOp::Mod as usize }, FLOAT, false>),
    op("__rmod__", operator::<{ BinOp::Mod as usize }, FLOAT, true>),
    op("__eq__", comparison::<{ CmpOp::Eq as usize }, FLOAT>),
    op("__ne__", comparison::<{ CmpOp::Ne as usize }, FLOAT>),
    op("__lt__", comparison::<{ CmpOp::Lt as usize }, FLOAT>),
    op("__le__", comparison::<{ CmpOp::Le as usize }, FLOAT>),
    op("__gt__", comparison::<{ CmpOp::Gt as usize }, FLOAT>),
    op("__ge__", comparison::<{ CmpOp::Ge as usize }, FLOAT>),
];

fn this(m: &mut Machine, args: Args) -> R<f64> {
    let v = receiver::<FLOAT>(m, args)?;
    super::to_float(m, v)
}

fn float_new(m: &mut Machine, args: Args, cont: Cont) -> R {
    let cls = class_arg(m, args, class::FLOAT)?;
    let v = m.arg(args, 1);
    let x = if v.is_null() { 0.0 } else { float_of(m, args, cont, v)? };
    Ok(m.wrap_in(cls, Value::Float(x)))
}

/// `float(v)`.
fn float_of(m: &mut Machine, args: Args, cont: Cont, v: Value) -> R<f64> {
    if let Some(x) = convert_again(m, args, cont, v, &[sym::FLOAT])? {
        return Ok(x);
    }
    if let Value::Float(x) = m.unwrap(v) {
        return Ok(x);
    }
    if let Some(n) = m.as_int(v) {
        return m.checked(float::from_int(n.as_ref()));
    }
    if let Some(t) = m.text(v).cloned() {
        return m.checked(float::parse(t.as_str()));
    }
    if let Some(bytes) = bytes_of(m, v) {
        let text = String::from_utf8_lossy(&bytes);
        return match float::parse(&text) {
            Err(Raise::Value(_)) => {
                let shown = strrepr::repr_bytes(&bytes);
                m.value_error(&format!("could not convert string to float: {shown}"))
            }
            result => m.checked(result),
        };
    }
    if let Some(x) = convert_again(m, args, cont, v, &[sym::INDEX])? {
        return Ok(x);
    }
    let kind = m.type_name(v);
    m.type_error(&format!("float() argument must be a string or a real number, not '{kind}'"))
}

fn fromhex(m: &mut Machine, args: Args, cont: Cont) -> R {
    let cls = class_arg(m, args, class::FLOAT)?;
    let Some(t) = m.text(m.arg(args, 1)).cloned() else {
        return m.type_error("bad argument type for built-in operation");
    };
    let x = Value::Float(m.checked(float::from_hex(t.as_str()))?);
    if cls == class::FLOAT {
        return Ok(x);
    }
    m.tail_call(args, cls.into(), &[x], cont)
}

fn get_format(m: &mut Machine, args: Args, _: Cont) -> R {
    match m.text(m.arg(args, 0)).map(|t| t.as_str().to_owned()).as_deref() {
        Some("double" | "float") => Ok(m.str("IEEE, little-endian")),
        _ => m.value_error("__getformat__() argument 1 must be 'double' or 'float'"),
    }
}

fn hex(m: &mut Machine, args: Args, _: Cont) -> R {
    let x = this(m, args)?;
    Ok(m.string(float::hex(x)))
}

fn as_integer_ratio(m: &mut Machine, args: Args, _: Cont) -> R {
    let x = this(m, args)?;
    let (n, d) = m.checked(float::as_integer_ratio(x))?;
    let pair = vec![m.int(n), m.int(d)];
    Ok(m.tuple(pair))
}

fn is_integer(m: &mut Machine, args: Args, _: Cont) -> R {
    let x = this(m, args)?;
    Ok(Value::Bool(float::is_integer(x)))
}

fn to_int(m: &mut Machine, args: Args, _: Cont) -> R {
    float_to_int(m, args, float::to_int)
}

fn floor(m: &mut Machine, args: Args, _: Cont) -> R {
    float_to_int(m, args, mathfn::floor)
}

fn ceil(m: &mut Machine, args: Args, _: Cont) -> R {
    float_to_int(m, args, mathfn::ceil)
}
