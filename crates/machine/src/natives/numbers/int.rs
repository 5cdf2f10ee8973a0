//! `int` and `bool`.

use std::borrow::Cow;

use num_bigint::{BigInt, BigUint, Sign};
use timeslice_compiler::{BinOp, CmpOp};

use super::arguments::{again, bytes_of, class_arg, index_arg, int_arg, keywords, python_method};
use super::{
    BOOL, INT, absolute, comparison, convert_again, div_mod, formatted, hashed, negated, new_args,
    operator, plain, power, receiver, rounded, shown, size_arg, truth,
};
use crate::frame::Cont;
use crate::machine::{Machine, R};
use crate::native::{ANY, Args, NativeDef, function, method};
use crate::object::Kind;
use crate::symbols::{class, sym};
use crate::text::{Int, Raise, float, int, strrepr};
use crate::value::Value;

const fn op(name: &'static str, f: crate::native::NativeFn) -> NativeDef {
    method(name, 2, 2, f)
}

/// Methods of `int`.
pub(super) const METHODS: &[NativeDef] = &[
    function("__new__", 1, ANY, int_new).kw(),
    method("bit_length", 1, 1, bit_length),
    method("bit_count", 1, 1, bit_count),
    method("to_bytes", 1, ANY, to_bytes).kw(),
    function("from_bytes", 1, ANY, from_bytes).kw(),
    method("as_integer_ratio", 1, 1, as_integer_ratio),
    method("is_integer", 1, 1, is_integer),
    method("conjugate", 1, 1, plain::<INT>),
    method("__int__", 1, 1, plain::<INT>),
    method("__index__", 1, 1, plain::<INT>),
    method("__trunc__", 1, 1, plain::<INT>),
    method("__floor__", 1, 1, plain::<INT>),
    method("__ceil__", 1, 1, plain::<INT>),
    method("__pos__", 1, 1, plain::<INT>),
    method("__float__", 1, 1, to_float),
    method("__neg__", 1, 1, negated::<INT>),
    method("__abs__", 1, 1, absolute::<INT>),
    method("__invert__", 1, 1, invert),
    method("__bool__", 1, 1, truth::<INT>),
    method("__hash__", 1, 1, hashed::<INT>),
    method("__repr__", 1, 1, shown::<INT>),
    method("__format__", 2, 2, formatted::<INT>),
    method("__round__", 1, 2, rounded::<INT>),
    method("__getnewargs__", 1, 1, new_args::<INT>),
    method("__sizeof__", 1, 1, size_of),
    op("__divmod__", div_mod::<INT, false>),
    op("__rdivmod__", div_mod::<INT, true>),
    method("__pow__", 2, 3, power::<INT, false>),
    method("__rpow__", 2, 3, power::<INT, true>),
    op("__add__", operator::<{ BinOp::Add as usize }, INT, false>),
    op("__radd__", operator::<{ BinOp::Add as usize }, INT, true>),
    op("__sub__", operator::<{ BinOp::Sub as usize }, INT, false>),
    op("__rsub__", operator::<{ BinOp::Sub as usize }, INT, true>),
    op("__mul__", operator::<{ BinOp::Mul as usize }, INT, false>),
    op("__rmul__", operator::<{ BinOp::Mul as usize }, INT, true>),
    op("__truediv__", operator::<{ BinOp::Div as usize }, INT, false>),
    op("__rtruediv__", operator::<{ BinOp::Div as usize }, INT, true>),
    op("__floordiv__", operator::<{ BinOp::FloorDiv as usize }, INT, false>),
    op("__rfloordiv__", operator::<{ BinOp::FloorDiv as usize }, INT, true>),
    op("__mod__", operator::<{ BinOp::Mod as usize }, INT, false>),
    op("__rmod__", operator::<{ BinOp::Mod as usize }, INT, true>),
    op("__lshift__", operator::<{ BinOp::LShift as usize }, INT, false>),
    op("__rlshift__", operator::<{ BinOp::LShift as usize }, INT, true>),
    op("__rshift__", operator::<{ BinOp::RShift as usize }, INT, false>),
    op("__rrshift__", operator::<{ BinOp::RShift as usize }, INT, true>),
    op("__and__", operator::<{ BinOp::And as usize }, INT, false>),
    op("__rand__", operator::<{ BinOp::And as usize }, INT, true>),
    op("__or__", operator::<{ BinOp::Or as usize }, INT, false>),
    op("__ror__", operator::<{ BinOp::Or as usize }, INT, true>),
    op("__xor__", operator::<{ BinOp::Xor as usize }, INT, false>),
    op("__rxor__", operator::<{ BinOp::Xor as usize }, INT, true>),
    op("__eq__", comparison::<{ CmpOp::Eq as usize }, INT>),
    op("__ne__", comparison::<{ CmpOp::Ne as usize }, INT>),
    op("__lt__", comparison::<{ CmpOp::Lt as usize }, INT>),
    op("__le__", comparison::<{ CmpOp::Le as usize }, INT>),
    op("__gt__", comparison::<{ CmpOp::Gt as usize }, INT>),
    op("__ge__", comparison::<{ CmpOp::Ge as usize }, INT>),
];

/// Methods of `bool`.
pub(super) const BOOL_METHODS: &[NativeDef] = &[
    function("__new__", 1, 2, bool_new),
    method("__repr__", 1, 1, shown::<BOOL>),
    method("__invert__", 1, 1, invert),
    op("__and__", operator::<{ BinOp::And as usize }, BOOL, false>),
    op("__rand__", operator::<{ BinOp::And as usize }, BOOL, true>),
    op("__or__", operator::<{ BinOp::Or as usize }, BOOL, false>),
    op("__ror__", operator::<{ BinOp::Or as usize }, BOOL, true>),
    op("__xor__", operator::<{ BinOp::Xor as usize }, BOOL, false>),
    op("__rxor__", operator::<{ BinOp::Xor as usize }, BOOL, true>),
];

/// The receiver as an int.
fn this(m: &mut Machine, args: Args) -> R<Int> {
    let v = receiver::<INT>(m, args)?;
    Ok(m.as_int(v).unwrap_or(Int::Small(0)))
}

fn int_new(m: &mut Machine, args: Args, cont: Cont) -> R {
    let cls = class_arg(m, args, class::INT)?;
    if args.n > 3 {
        let given = args.n - 1;
        return m.type_error(&format!("int expected at most 2 arguments, got {given}"));
    }
    let [v, base] = keywords(m, args, "int", 1, ["/x", "base"], 2, 0)?;
    let n = if v.is_null() {
        if !base.is_null() {
            return m.type_error("int() missing string argument");
        }
        Int::Small(0)
    } else if base.is_null() {
        int_of(m, args, cont, v)?
    } else {
        let base = match int_arg(m, args, cont, base)? {
            Int::Small(n) => n,
            Int::Big(_) => -1,
        };
        if m.text(v).is_none() && bytes_of(m, v).is_none() {
            return m.type_error("int() can't convert non-string with explicit base");
        }
        parse(m, v, base)?
    };
    let n = m.int(n);
    Ok(m.wrap_in(cls, n))
}

/// `int(v)`.
fn int_of(m: &mut Machine, args: Args, cont: Cont, v: Value) -> R<Int> {
    if let Some(n) = convert_again(m, args, cont, v, &[sym::INT, sym::INDEX, sym::TRUNC])? {
        return Ok(n);
    }
    if let Some(n) = m.as_int(v) {
        return Ok(n);
    }
    if let Value::Float(x) = m.unwrap(v) {
        return m.checked(float::to_int(x));
    }
    if m.text(v).is_some() || bytes_of(m, v).is_some() {
        return parse(m, v, 10);
    }
    let kind = m.type_name(v);
    m.type_error(&format!(
        "int() argument must be a string, a bytes-like object or a real number, not '{kind}'"
    ))
}

/// The int that a str or bytes-like value writes.
fn parse(m: &mut Machine, v: Value, base: i64) -> R<Int> {
    if let Some(t) = m.text(v).cloned() {
        return m.checked(int::parse(t.as_str(), base));
    }
    let bytes = bytes_of(m, v).unwrap_or_default();
    // What is not ASCII is as wrong as any other letter.
    let text = String::from_utf8_lossy(&bytes);
    match int::parse(&text, base) {
        Err(Raise::Value(message)) if message.starts_with("invalid literal") => {
            let shown = strrepr::repr_bytes(&bytes);
            m.value_error(&format!("invalid literal for int() with base {base}: {shown}"))
        }
        result => m.checked(result),
    }
}

fn bool_new(m: &mut Machine, args: Args, cont: Cont) -> R {
    class_arg(m, args, class::BOOL)?;
    let v = m.arg(args, 1);
    match m.truth(v) {
        Some(b) => Ok(Value::Bool(b)),
        None => m.tail_library(args, "_truth", &[v], cont),
    }
}

fn bit_length(m: &mut Machine, args: Args, _: Cont) -> R {
    let n = this(m, args)?;
    Ok(Value::Int(n.as_ref().bit_length() as i64))
}

fn bit_count(m: &mut Machine, args: Args, _: Cont) -> R {
    let n = this(m, args)?;
    Ok(Value::Int(int::bit_count(n.as_ref()) as i64))
}

fn as_integer_ratio(m: &mut Machine, args: Args, _: Cont) -> R {
    let v = receiver::<INT>(m, args)?;
    Ok(m.tuple(vec![v, Value::Int(1)]))
}

fn is_integer(m: &mut Machine, args: Args, _: Cont) -> R {
    this(m, args)?;
    Ok(Value::Bool(true))
}

fn to_float(m: &mut Machine, args: Args, _: Cont) -> R {
    let n = this(m, args)?;
    Ok(Value::Float(m.checked(float::from_int(n.as_ref()))?))
}

fn invert(m: &mut Machine, args: Args, _: Cont) -> R {
    let n = this(m, args)?;
    Ok(match n {
        Int::Small(n) => Value::Int(!n),
        Int::Big(b) => m.big(-b - 1),
    })
}

/// The size CPython reports: a header and digits of 30 bits.
fn size_of(m: &mut Machine, args: Args, _: Cont) -> R {
    let n = this(m, args)?;
    let digits = n.as_ref().bit_length().div_ceil(30).max(1);
    Ok(Value::Int(24 + 4 * digits as i64))
}

/// Whether the bytes come with the least significant one first.
fn little_endian(m: &mut Machine, function: &str, order: Value) -> R<bool> {
    if order.is_null() {
        return Ok(false);
    }
    match m.text(order).map(|t| t.as_str().to_owned()).as_deref() {
        Some("little") => Ok(true),
        Some("big") => Ok(false),
        Some(_) => m.value_error("byteorder must be either 'little' or 'big'"),
        None => {
            let kind = m.type_name(order);
            m.type_error(&format!("{function}() argument 'byteorder' must be str, not {kind}"))
        }
    }
}

fn to_bytes(m: &mut Machine, args: Args, cont: Cont) -> R {
    let n = this(m, args)?;
    let names = ["length", "byteorder", "signed"];
    let [length, order, signed] = keywords(m, args, "to_bytes", 1, names, 2, 0)?;
    let little = little_endian(m, "to_bytes", order)?;
    let length =
        if length.is_null() { 1 } else { size_arg(m, args, cont, length, "length argument")? };
    let signed = m.truth(signed).unwrap_or(true);
    let n = n.into_big();
    if n.sign() == Sign::Minus && !signed {
        return m.raise(class::OVERFLOW_ERROR, "can't convert negative int to unsigned");
    }
    let fill = if n.sign() == Sign::Minus { 0xff } else { 0 };
    let mut bytes = if n.sign() == Sign::NoSign {
        Vec::new()
    } else if signed {
        n.to_signed_bytes_le()
    } else {
        n.magnitude().to_bytes_le()
    };
    // -1 is no byte at all in a length of zero, as in `_PyLong_AsByteArray`.
    let needed = if fill == 0xff && bytes == [0xff] { 0 } else { bytes.len() };
    if needed > length {
        return m.raise(class::OVERFLOW_ERROR, "int too big to convert");
    }
    bytes.resize(length, fill);
    if !little {
        bytes.reverse();
    }
    Ok(m.alloc(Kind::Bytes(bytes.into())))
}

fn from_bytes(m: &mut Machine, args: Args, cont: Cont) -> R {
    let cls = class_arg(m, args, class::INT)?;
    let names = ["bytes", "byteorder", "signed"];
    let [source, order, signed] = keywords(m, args, "from_bytes", 1, names, 2, 1)?;
    let little = little_endian(m, "from_bytes", order)?;
    let signed = m.truth(signed).unwrap_or(true);
    let bytes: Cow<'_, [u8]> = match bytes_of(m, source) {
        Some(bytes) => bytes.into(),
        None => match byte_items(m, args, cont, source)? {
            Some(bytes) => bytes.into(),
            None => return again(m, args, cont, &[sym::BYTES, sym::ITER]),
        },
    };
    let mut bytes = bytes.into_owned();
    if !little {
        bytes.reverse();
    }
    let n = if signed {
        BigInt::from_signed_bytes_le(&bytes)
    } else {
        BigInt::from(BigUint::from_bytes_le(&bytes))
    };
    let n = m.big(n);
    if cls == class::INT {
        return Ok(n);
    }
    // A subclass is called with the number, so that its `__new__` and `__init__` run.
    m.tail_call(args, cls.into(), &[n], cont)
}

/// The bytes of an iterable of ints; `None`: Python is needed.
fn byte_items(m: &mut Machine, args: Args, cont: Cont, source: Value) -> R<Option<Vec<u8>>> {
    let iterable = m.special(source, sym::ITER).is_some();
    if m.text(source).is_some() || !iterable && !python_method(m, source, sym::BYTES) {
        let kind = m.type_name(source);
        return m.type_error(&format!("cannot convert '{kind}' object to bytes"));
    }
    let Some(items) = m.iterate_builtin(source)? else { return Ok(None) };
    let mut bytes = Vec::with_capacity(items.len());
    for item in items {
        match u8::try_from(index_arg(m, args, cont, item)?) {
            Ok(b) => bytes.push(b),
            Err(_) => return m.value_error("bytes must be in range(0, 256)"),
        }
    }
    Ok(Some(bytes))
}
