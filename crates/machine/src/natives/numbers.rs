//! `int`, `bool`, `float` and `complex`, and the builtins that work on numbers.
//!
//! The operators of instructions never come here: the interpreter computes them itself. These
//! methods are for programs that name them, and for subclasses that inherit them.

pub(crate) mod arguments;
mod complex;
mod float;
mod int;

use timeslice_compiler::{BinOp, CmpOp};

use self::arguments::{again, index_arg, int_arg, keywords, python_method, wrong_receiver};
use crate::frame::Cont;
use crate::machine::{Machine, R};
use crate::native::{ANY, Args, NativeDef, function};
use crate::object::Kind;
use crate::symbols::{class, sym};
use crate::text::sum::FloatSum;
use crate::text::{Int, float as floats, hash, int as ints};
use crate::value::{Ref, Value};

/// Methods by class.
pub(crate) const METHODS: &[(Ref, &[NativeDef])] = &[
    (class::INT, int::METHODS),
    (class::BOOL, int::BOOL_METHODS),
    (class::FLOAT, float::METHODS),
    (class::COMPLEX, complex::METHODS),
];

/// Functions of the module `builtins`.
pub(crate) const BUILTINS: &[NativeDef] = &[
    function("abs", 1, 1, builtin_abs),
    function("divmod", 2, 2, builtin_divmod),
    function("pow", 0, ANY, builtin_pow).kw(),
    function("round", 0, ANY, builtin_round).kw(),
    function("hex", 1, 1, builtin_hex),
    function("oct", 1, 1, builtin_oct),
    function("bin", 1, 1, builtin_bin),
    function("chr", 1, 1, builtin_chr),
    function("ord", 1, 1, builtin_ord),
];

/// A class of numbers, for the methods they share.
const INT: u8 = 0;
const FLOAT: u8 = 1;
const COMPLEX: u8 = 2;
const BOOL: u8 = 3;

const OWNERS: [&str; 4] = ["int", "float", "complex", "bool"];

/// The operand as class `KIND` sees it: its own and narrower numbers; `None` for others.
fn operand<const KIND: u8>(m: &Machine, v: Value) -> Option<Value> {
    let v = m.unwrap(v);
    match v {
        Value::Bool(b) if KIND != BOOL => Some(Value::Int(i64::from(b))),
        Value::Bool(_) | Value::Int(_) => Some(v),
        Value::Float(_) => (KIND == FLOAT || KIND == COMPLEX).then_some(v),
        Value::Obj(r) => match m.get(r) {
            Kind::BigInt(_) => Some(v),
            Kind::Complex(..) => (KIND == COMPLEX).then_some(v),
            _ => None,
        },
        _ => None,
    }
}

/// The receiver of a method of class `KIND`.
fn receiver<const KIND: u8>(m: &mut Machine, args: Args) -> R {
    let owner = [class::INT, class::FLOAT, class::COMPLEX, class::BOOL][usize::from(KIND)];
    let v = m.arg(args, 0);
    let cls = m.class_of(v);
    match operand::<KIND>(m, v) {
        Some(n) if m.is_subclass(cls, owner) => Ok(n),
        _ => wrong_receiver(m, args, OWNERS[usize::from(KIND)]),
    }
}

/// `__add__`, `__radd__` and their kin.
fn operator<const OP: usize, const KIND: u8, const REFLECTED: bool>(
    m: &mut Machine,
    args: Args,
    _: Cont,
) -> R {
    let a = receiver::<KIND>(m, args)?;
    let Some(b) = operand::<KIND>(m, m.arg(args, 1)) else { return Ok(Value::NotImplemented) };
    let (a, b) = if REFLECTED { (b, a) } else { (a, b) };
    Ok(m.builtin_binary(BinOp::ALL[OP], false, a, b)?.unwrap_or(Value::NotImplemented))
}

/// `__pow__` and `__rpow__`, which take a modulus.
fn power<const KIND: u8, const REFLECTED: bool>(m: &mut Machine, args: Args, cont: Cont) -> R {
    let modulus = m.arg(args, 2);
    if modulus.is_null() || modulus.is_none() {
        return operator::<{ BinOp::Pow as usize }, KIND, REFLECTED>(m, args, cont);
    }
    let a = receiver::<KIND>(m, args)?;
    let b = m.arg(args, 1);
    if KIND == COMPLEX {
        return m.value_error("complex modulo");
    }
    if KIND == FLOAT {
        return m.type_error("pow() 3rd argument not allowed unless all arguments are integers");
    }
    let (a, b) = if REFLECTED { (b, a) } else { (a, b) };
    match (m.as_int(a), m.as_int(b), m.as_int(modulus)) {
        (Some(a), Some(b), Some(c)) => {
            let n = m.checked(ints::pow_mod(a.as_ref(), b.as_ref(), c.as_ref()))?;
            Ok(m.int(n))
        }
        _ => Ok(Value::NotImplemented),
    }
}

/// `__lt__` and its kin.
fn comparison<const OP: usize, const KIND: u8>(m: &mut Machine, args: Args, _: Cont) -> R {
    let a = receiver::<KIND>(m, args)?;
    let Some(b) = operand::<KIND>(m, m.arg(args, 1)) else { return Ok(Value::NotImplemented) };
    let op = CmpOp::ALL[OP];
    if KIND == COMPLEX && !matches!(op, CmpOp::Eq | CmpOp::Ne) {
        return Ok(Value::NotImplemented);
    }
    Ok(m.builtin_compare(op, a, b)?.map_or(Value::NotImplemented, Value::Bool))
}

/// `__divmod__` and `__rdivmod__`.
fn div_mod<const KIND: u8, const REFLECTED: bool>(m: &mut Machine, args: Args, _: Cont) -> R {
    let a = receiver::<KIND>(m, args)?;
    let Some(b) = operand::<KIND>(m, m.arg(args, 1)) else { return Ok(Value::NotImplemented) };
    let (a, b) = if REFLECTED { (b, a) } else { (a, b) };
    Ok(number_divmod(m, a, b)?.unwrap_or(Value::NotImplemented))
}

/// `divmod` of two real numbers; `None` for other values.
fn number_divmod(m: &mut Machine, a: Value, b: Value) -> R<Option<Value>> {
    let (Some(a), Some(b)) = (operand::<FLOAT>(m, a), operand::<FLOAT>(m, b)) else {
        return Ok(None);
    };
    let pair = match (m.as_int(a), m.as_int(b)) {
        (Some(x), Some(y)) => {
            let (q, r) = m.checked(ints::div_mod(x.as_ref(), y.as_ref()))?;
            [m.int(q), m.int(r)]
        }
        _ => {
            let (x, y) = (to_float(m, a)?, to_float(m, b)?);
            let (q, r) = m.checked(floats::div_mod(x, y))?;
            [Value::Float(q), Value::Float(r)]
        }
    };
    Ok(Some(m.tuple(pair.to_vec())))
}

/// A real number as a float; zero for what is none.
fn to_float(m: &mut Machine, v: Value) -> R<f64> {
    match (v, m.as_int(v)) {
        (Value::Float(x), _) => Ok(x),
        (_, Some(n)) => m.checked(floats::from_int(n.as_ref())),
        _ => Ok(0.0),
    }
}

/// `__bool__`.
fn truth<const KIND: u8>(m: &mut Machine, args: Args, _: Cont) -> R {
    let v = receiver::<KIND>(m, args)?;
    Ok(Value::Bool(m.truth(v).unwrap_or(true)))
}

/// `__hash__`.
fn hashed<const KIND: u8>(m: &mut Machine, args: Args, _: Cont) -> R {
    let v = receiver::<KIND>(m, args)?;
    Ok(Value::Int(match v {
        Value::Float(x) => hash::float(x).unwrap_or(0),
        Value::Obj(r) => match m.get(r) {
            Kind::Complex(re, im) => {
                hash::complex(hash::float(*re).unwrap_or(0), hash::float(*im).unwrap_or(0))
            }
            _ => m.as_int(v).map_or(0, |n| hash::int(n.as_ref())),
        },
        _ => m.as_int(v).map_or(0, |n| hash::int(n.as_ref())),
    }))
}

/// `__repr__`.
fn shown<const KIND: u8>(m: &mut Machine, args: Args, _: Cont) -> R {
    let v = receiver::<KIND>(m, args)?;
    if let Some(n) = m.as_int(v)
        && KIND != BOOL
    {
        let text = m.checked(ints::to_decimal(n.as_ref()))?;
        return Ok(m.string(text));
    }
    let text = m.repr_builtin(v).unwrap_or_default();
    Ok(m.string(text))
}

/// `__format__`.
fn formatted<const KIND: u8>(m: &mut Machine, args: Args, cont: Cont) -> R {
    receiver::<KIND>(m, args)?;
    let (v, spec) = (m.arg(args, 0), m.arg(args, 1));
    let Some(spec) = m.text(spec).map(|t| t.as_str().to_owned()) else {
        let kind = m.type_name(spec);
        return m.type_error(&format!("__format__() argument must be str, not {kind}"));
    };
    if spec.is_empty() {
        return arguments::tail_text(m, args, v, crate::frame::StrMethod::Str, cont);
    }
    let text = m.format_builtin(v, &spec)?.unwrap_or_default();
    Ok(m.string(text))
}

/// `__pos__`, `conjugate`, `__int__` of an int and `__float__` of a float: the plain number.
fn plain<const KIND: u8>(m: &mut Machine, args: Args, _: Cont) -> R {
    receiver::<KIND>(m, args)
}

/// `__neg__`.
fn negated<const KIND: u8>(m: &mut Machine, args: Args, _: Cont) -> R {
    let v = receiver::<KIND>(m, args)?;
    if let Value::Float(x) = v {
        return Ok(Value::Float(-x));
    }
    if let Value::Obj(r) = v
        && let Kind::Complex(re, im) = *m.get(r)
    {
        return Ok(m.alloc(Kind::Complex(-re, -im)));
    }
    let zero = Value::Int(0);
    Ok(m.builtin_binary(BinOp::Sub, false, zero, v)?.unwrap_or(Value::NotImplemented))
}

/// `__abs__`.
fn absolute<const KIND: u8>(m: &mut Machine, args: Args, _: Cont) -> R {
    let v = receiver::<KIND>(m, args)?;
    builtin_abs_of(m, v).unwrap_or(Ok(Value::NotImplemented))
}

/// The magnitude of a built-in number; `None` for other values.
fn builtin_abs_of(m: &mut Machine, v: Value) -> Option<R> {
    let v = operand::<COMPLEX>(m, v)?;
    Some(match v {
        Value::Float(x) => Ok(Value::Float(x.abs())),
        Value::Obj(r) if matches!(m.get(r), Kind::Complex(..)) => {
            let Kind::Complex(re, im) = *m.get(r) else { return None };
            let length = crate::text::accurate::hypot(&[re, im]);
            if length.is_infinite() && re.is_finite() && im.is_finite() {
                m.raise(class::OVERFLOW_ERROR, "absolute value too large")
            } else {
                Ok(Value::Float(length))
            }
        }
        _ => {
            let n = m.as_int(v)?;
            if n.as_ref().is_negative() {
                let n = Int::from(-n.into_big());
                Ok(m.int(n))
            } else {
                Ok(v)
            }
        }
    })
}

/// The item of `__getnewargs__` as a tuple of one.
fn new_args<const KIND: u8>(m: &mut Machine, args: Args, _: Cont) -> R {
    let v = receiver::<KIND>(m, args)?;
    Ok(m.tuple(vec![v]))
}

fn builtin_abs(m: &mut Machine, args: Args, cont: Cont) -> R {
    let v = m.arg(args, 0);
    if !python_method(m, v, sym::ABS)
        && let Some(result) = builtin_abs_of(m, v)
    {
        return result;
    }
    if m.special(v, sym::ABS).is_some() {
        return m.tail_special(args, v, sym::ABS, &[], cont);
    }
    let kind = m.type_name(v);
    m.type_error(&format!("bad operand type for abs(): '{kind}'"))
}

/// Whether the operators of `v` may be written in Python.
fn is_instance(m: &Machine, v: Value) -> bool {
    matches!(v, Value::Obj(r) if matches!(m.get(r), Kind::Instance(..) | Kind::Class(_)))
}

fn builtin_divmod(m: &mut Machine, args: Args, cont: Cont) -> R {
    let (a, b) = (m.arg(args, 0), m.arg(args, 1));
    if !is_instance(m, a)
        && !is_instance(m, b)
        && let Some(pair) = number_divmod(m, a, b)?
    {
        return Ok(pair);
    }
    m.tail_library(args, "_divmod", &[a, b], cont)
}

fn builtin_pow(m: &mut Machine, args: Args, cont: Cont) -> R {
    let [a, b, modulus] = keywords(m, args, "pow", 0, ["base", "exp", "mod"], 3, 2)?;
    let modulus = if modulus.is_null() { Value::None } else { modulus };
    let instances = [a, b, modulus].iter().any(|v| is_instance(m, *v));
    if !instances && operand::<COMPLEX>(m, a).is_some() && operand::<COMPLEX>(m, b).is_some() {
        if modulus.is_none() {
            if let Some(v) = m.builtin_binary(BinOp::Pow, false, a, b)? {
                return Ok(v);
            }
        } else if let (Some(x), Some(y), Some(z)) = (m.as_int(a), m.as_int(b), m.as_int(modulus)) {
            let n = m.checked(ints::pow_mod(x.as_ref(), y.as_ref(), z.as_ref()))?;
            return Ok(m.int(n));
        } else if operand::<FLOAT>(m, a).is_none() || operand::<FLOAT>(m, b).is_none() {
            return m.value_error("complex modulo");
        } else if operand::<FLOAT>(m, modulus).is_some() {
            return m
                .type_error("pow() 3rd argument not allowed unless all arguments are integers");
        }
    }
    m.tail_library(args, "_pow", &[a, b, modulus], cont)
}

fn builtin_round(m: &mut Machine, args: Args, cont: Cont) -> R {
    let [v, places] = keywords(m, args, "round", 0, ["number", "ndigits"], 2, 1)?;
    let places = if places.is_null() { Value::None } else { places };
    if !is_instance(m, v) && !is_instance(m, places) && operand::<FLOAT>(m, v).is_some() {
        return round_number(m, args, cont, v, places);
    }
    m.tail_library(args, "_round", &[v, places], cont)
}

/// `round` of a built-in real number.
fn round_number(m: &mut Machine, args: Args, cont: Cont, v: Value, places: Value) -> R {
    if let Some(n) = m.as_int(v) {
        if places.is_none() {
            return Ok(m.int(n));
        }
        let places = int_arg(m, args, cont, places)?;
        let rounded = ints::round_to(n.as_ref(), places.as_ref());
        return Ok(m.int(rounded));
    }
    let x = to_float(m, m.unwrap(v))?;
    if places.is_none() {
        let n = m.checked(floats::round_to_int(x))?;
        return Ok(m.int(n));
    }
    let places = match int_arg(m, args, cont, places)? {
        Int::Small(n) => n,
        Int::Big(b) if b.sign() == num_bigint::Sign::Minus => i64::MIN,
        Int::Big(_) => i64::MAX,
    };
    Ok(Value::Float(m.checked(floats::round_to(x, places))?))
}

/// `__round__`.
fn rounded<const KIND: u8>(m: &mut Machine, args: Args, cont: Cont) -> R {
    let v = receiver::<KIND>(m, args)?;
    let places = m.arg(args, 1);
    round_number(m, args, cont, v, if places.is_null() { Value::None } else { places })
}

fn prefixed(m: &mut Machine, args: Args, cont: Cont, radix: u32) -> R {
    let n = int_arg(m, args, cont, m.arg(args, 0))?;
    let text = ints::with_prefix(n.as_ref(), radix);
    Ok(m.string(text))
}

fn builtin_hex(m: &mut Machine, args: Args, cont: Cont) -> R {
    prefixed(m, args, cont, 16)
}

fn builtin_oct(m: &mut Machine, args: Args, cont: Cont) -> R {
    prefixed(m, args, cont, 8)
}

fn builtin_bin(m: &mut Machine, args: Args, cont: Cont) -> R {
    prefixed(m, args, cont, 2)
}

fn builtin_chr(m: &mut Machine, args: Args, cont: Cont) -> R {
    let code = match int_arg(m, args, cont, m.arg(args, 0))? {
        Int::Small(n) => u32::try_from(n).ok(),
        Int::Big(_) => None,
    };
    match code {
        Some(0xD800..=0xDFFF) => m.value_error("lone surrogates are not supported in Timeslice"),
        Some(code) => match char::from_u32(code) {
            Some(c) => Ok(m.string(c.to_string())),
            None => m.value_error("chr() arg not in range(0x110000)"),
        },
        None => m.value_error("chr() arg not in range(0x110000)"),
    }
}

fn builtin_ord(m: &mut Machine, args: Args, _: Cont) -> R {
    let v = m.arg(args, 0);
    let (code, len) = if let Some(t) = m.text(v) {
        (t.as_str().chars().next().map_or(0, u32::from), t.chars())
    } else if let Some(b) = arguments::bytes_of(m, v) {
        (b.first().map_or(0, |b| u32::from(*b)), b.len())
    } else {
        let kind = m.type_name(v);
        return m.type_error(&format!("ord() expected string of length 1, but {kind} found"));
    };
    if len != 1 {
        return m
            .type_error(&format!("ord() expected a character, but string of length {len} found"));
    }
    Ok(Value::Int(i64::from(code)))
}

/// `sum(items, start)` of built-in values, with the compensated sum that floats get since 3.12
/// (`builtin_sum_impl`, bltinmodule.c of 3.13); `None`: the library has to add them.
pub(crate) fn sum_fast(m: &mut Machine, items: &[Value], start: Value) -> R<Option<Value>> {
    let mut total = start;
    let mut rest = items.iter().copied().peekable();
    if matches!(total, Value::Int(_)) {
        let mut sum = match total {
            Value::Int(n) => i128::from(n),
            _ => 0,
        };
        // 2^63 items of 64 bits fit 128 bits.
        while let Some(v) = rest.peek() {
            match v {
                Value::Int(n) => sum += i128::from(*n),
                Value::Bool(b) => sum += i128::from(*b),
                _ => break,
            }
            rest.next();
        }
        total = m.int(Int::from(sum));
    }
    let Some(mut total) = add_until_float(m, total, &mut rest)? else { return Ok(None) };
    if let Value::Float(x) = total {
        let mut sum = FloatSum::new(x);
        while let Some(v) = rest.peek() {
            match v {
                Value::Float(x) => sum.add(*x),
                Value::Int(n) => sum.add_int(*n),
                Value::Bool(b) => sum.add_int(i64::from(*b)),
                _ => break,
            }
            rest.next();
        }
        total = Value::Float(sum.total());
    }
    for v in rest {
        if is_instance(m, v) || is_instance(m, total) {
            return Ok(None);
        }
        match m.builtin_binary(BinOp::Add, false, total, v)? {
            Some(v) => total = v,
            None => return Ok(None),
        }
    }
    Ok(Some(total))
}

/// Adds large ints, up to the first float, which makes the total one; `None` where Python or
/// another kind of value is met.
fn add_until_float(
    m: &mut Machine,
    mut total: Value,
    rest: &mut std::iter::Peekable<impl Iterator<Item = Value>>,
) -> R<Option<Value>> {
    if matches!(total, Value::Obj(r) if matches!(m.get(r), Kind::Str(_) | Kind::Bytes(_) | Kind::ByteArray(_)))
    {
        return Ok(None);
    }
    while m.as_int(total).is_some() {
        let Some(v) = rest.peek().copied() else { break };
        if is_instance(m, v) || is_instance(m, total) || operand::<COMPLEX>(m, v).is_none() {
            return Ok(None);
        }
        match m.builtin_binary(BinOp::Add, false, total, v)? {
            Some(v) => total = v,
            None => return Ok(None),
        }
        rest.next();
    }
    Ok(Some(total))
}

/// An index for a number of bytes or bits: not negative, and within the machine's memory.
fn size_arg(m: &mut Machine, args: Args, cont: Cont, v: Value, what: &str) -> R<usize> {
    let n = index_arg(m, args, cont, v)?;
    let Ok(n) = usize::try_from(n) else {
        return m.value_error(&format!("{what} must be non-negative"));
    };
    m.reserve(n as u64)?;
    Ok(n)
}

/// `__int__`, `__trunc__`, `__floor__` and `__ceil__` of a float, and whatever rounds to an int.
fn float_to_int(m: &mut Machine, args: Args, round: fn(f64) -> crate::text::Result<Int>) -> R {
    let v = receiver::<FLOAT>(m, args)?;
    let x = to_float(m, v)?;
    let n = m.checked(round(x))?;
    Ok(m.int(n))
}

/// `int()`, `float()` or `complex()` of something whose number comes from Python.
fn convert_again<T>(
    m: &mut Machine,
    args: Args,
    cont: Cont,
    v: Value,
    names: &[Ref],
) -> R<Option<T>> {
    let python = names.iter().any(|n| python_method(m, v, *n));
    if python { again(m, args, cont, names).map(Some) } else { Ok(None) }
}
