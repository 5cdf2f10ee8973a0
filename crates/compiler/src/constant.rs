//! Constants: telling them apart, and computing with them before the program runs.
//!
//! What is folded, and up to which size, is what CPython's Python/ast_opt.c (3.13) folds, so that
//! tracebacks name the same places; an operation that would raise is left for the run.

use std::sync::Arc;

use num_bigint::{BigInt, Sign};
use ruff_python_ast::{Expr, Number, Operator, UnaryOp};

use crate::bytecode::Const;

/// A constant as a key: `1`, `1.0` and `True` differ, and so do `0.0` and `-0.0`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) enum ConstKey {
    None,
    Ellipsis,
    Bool(bool),
    Int(i64),
    BigInt(BigInt),
    Float(u64),
    Complex(u64, u64),
    Str(Arc<str>),
    Bytes(Arc<[u8]>),
    Tuple(Vec<ConstKey>),
    FrozenSet(Vec<ConstKey>),
}

/// The key of `constant`; code objects have none.
pub(crate) fn key(constant: &Const) -> Option<ConstKey> {
    let all = |items: &[Const]| items.iter().map(key).collect::<Option<Vec<_>>>();
    Some(match constant {
        Const::None => ConstKey::None,
        Const::Ellipsis => ConstKey::Ellipsis,
        Const::Bool(b) => ConstKey::Bool(*b),
        Const::Int(i) => ConstKey::Int(*i),
        Const::BigInt(i) => ConstKey::BigInt(i.clone()),
        Const::Float(f) => ConstKey::Float(f.to_bits()),
        Const::Complex(re, im) => ConstKey::Complex(re.to_bits(), im.to_bits()),
        Const::Str(s) => ConstKey::Str(s.clone()),
        Const::Bytes(b) => ConstKey::Bytes(b.clone()),
        Const::Tuple(items) => ConstKey::Tuple(all(items)?),
        Const::FrozenSet(items) => ConstKey::FrozenSet(all(items)?),
        Const::Code(_) => return None,
    })
}

/// Whether `bool(constant)`.
pub(crate) fn truth(constant: &Const) -> bool {
    match constant {
        Const::None => false,
        Const::Ellipsis | Const::Code(_) => true,
        Const::Bool(b) => *b,
        Const::Int(i) => *i != 0,
        Const::BigInt(i) => i.sign() != Sign::NoSign,
        Const::Float(f) => *f != 0.0,
        Const::Complex(re, im) => *re != 0.0 || *im != 0.0,
        Const::Str(s) => !s.is_empty(),
        Const::Bytes(b) => !b.is_empty(),
        Const::Tuple(items) | Const::FrozenSet(items) => !items.is_empty(),
    }
}

/// An integer in its shortest form.
pub(crate) fn int(value: BigInt) -> Const {
    match i64::try_from(&value) {
        Ok(small) => Const::Int(small),
        Err(_) => Const::BigInt(value),
    }
}

fn big(constant: &Const) -> Option<BigInt> {
    match constant {
        Const::Bool(b) => Some(BigInt::from(*b as i64)),
        Const::Int(i) => Some(BigInt::from(*i)),
        Const::BigInt(i) => Some(i.clone()),
        _ => None,
    }
}

/// A number literal.
pub(crate) fn number(number: &Number) -> Const {
    match number {
        Number::Int(value) => match value.as_u64() {
            Some(small) => int(BigInt::from(small)),
            None => int(big_literal(&value.to_string())),
        },
        Number::Float(f) => Const::Float(*f),
        Number::Complex { real, imag } => Const::Complex(*real, *imag),
    }
}

/// A literal too long for 64 bits, with its prefix and without underscores.
fn big_literal(text: &str) -> BigInt {
    let digits: Vec<u8> = text.bytes().filter(|b| *b != b'_').collect();
    let (digits, radix) = match digits.get(..2) {
        Some(b"0x" | b"0X") => (&digits[2..], 16),
        Some(b"0o" | b"0O") => (&digits[2..], 8),
        Some(b"0b" | b"0B") => (&digits[2..], 2),
        _ => (&digits[..], 10),
    };
    BigInt::parse_bytes(digits, radix).unwrap_or_default()
}

/// The value of `expression` if it is constant.
pub(crate) fn fold(expression: &Expr) -> Option<Const> {
    match expression {
        Expr::NumberLiteral(e) => Some(number(&e.value)),
        Expr::StringLiteral(e) => Some(Const::Str(e.value.to_str().into())),
        Expr::BytesLiteral(e) => Some(Const::Bytes(e.value.bytes().collect())),
        Expr::BooleanLiteral(e) => Some(Const::Bool(e.value)),
        Expr::NoneLiteral(_) => Some(Const::None),
        Expr::EllipsisLiteral(_) => Some(Const::Ellipsis),
        Expr::Name(e) if e.id.as_str() == "__debug__" && e.ctx.is_load() => Some(Const::Bool(true)),
        Expr::Tuple(e) if e.ctx.is_load() => tuple(&e.elts).map(Const::Tuple),
        Expr::UnaryOp(e) => unary(e.op, &fold(&e.operand)?),
        Expr::BinOp(_) => fold_chain(expression),
        Expr::Subscript(e) if e.ctx.is_load() => subscript(&fold(&e.value)?, &fold(&e.slice)?),
        _ => None,
    }
}

/// The values of `elts` if all are constant.
pub(crate) fn tuple(elts: &[Expr]) -> Option<Vec<Const>> {
    elts.iter().map(fold).collect()
}

/// A chain of binary operations, from its leftmost operand on (it may be very long).
fn fold_chain(expression: &Expr) -> Option<Const> {
    let mut chain = Vec::new();
    let mut at = expression;
    while let Expr::BinOp(e) = at {
        chain.push((e.op, &*e.right));
        at = &e.left;
    }
    let mut value = fold(at)?;
    for (op, right) in chain.into_iter().rev() {
        value = binary(op, &value, &fold(right)?)?;
    }
    Some(value)
}

fn unary(op: UnaryOp, operand: &Const) -> Option<Const> {
    match (op, operand) {
        (UnaryOp::Not, _) => Some(Const::Bool(!truth(operand))),
        (UnaryOp::Invert, _) => big(operand).map(|i| int(!i)),
        (UnaryOp::USub, Const::Float(f)) => Some(Const::Float(-f)),
        (UnaryOp::UAdd, Const::Float(f)) => Some(Const::Float(*f)),
        (UnaryOp::USub, Const::Complex(re, im)) => Some(Const::Complex(-re, -im)),
        (UnaryOp::UAdd, Const::Complex(re, im)) => Some(Const::Complex(*re, *im)),
        (UnaryOp::USub, _) => big(operand).map(|i| int(-i)),
        (UnaryOp::UAdd, _) => big(operand).map(int),
    }
}

/// Limits of Python/ast_opt.c.
const MAX_INT_BITS: u64 = 128;
const MAX_COLLECTION_ITEMS: usize = 256;
const MAX_STRING_CHARACTERS: usize = 4096;
const MAX_TOTAL_ITEMS: usize = 1024;

pub(crate) fn binary(op: Operator, left: &Const, right: &Const) -> Option<Const> {
    if let (Const::Bool(a), Const::Bool(b)) = (left, right) {
        let folded = match op {
            Operator::BitAnd => Some(a & b),
            Operator::BitOr => Some(a | b),
            Operator::BitXor => Some(a ^ b),
            _ => None,
        };
        if let Some(folded) = folded {
            return Some(Const::Bool(folded));
        }
    }
    if let (Some(a), Some(b)) = (big(left), big(right)) {
        return integers(op, &a, &b);
    }
    if let (Some(a), Some(b)) = (float(left), float(right)) {
        return floats(op, a, b);
    }
    match (op, left, right) {
        (Operator::Add | Operator::Sub, _, _) if is_number(left) && is_number(right) => {
            complexes(op, left, right)
        }
        (Operator::Add, Const::Str(a), Const::Str(b)) => Some(Const::Str(format!("{a}{b}").into())),
        (Operator::Add, Const::Bytes(a), Const::Bytes(b)) => {
            Some(Const::Bytes(a.iter().chain(b.iter()).copied().collect()))
        }
        (Operator::Add, Const::Tuple(a), Const::Tuple(b)) => {
            Some(Const::Tuple(a.iter().chain(b).cloned().collect()))
        }
        (Operator::Mult, sequence, count) | (Operator::Mult, count, sequence)
            if big(count).is_some() =>
        {
            repeat(sequence, usize::try_from(big(count)?).unwrap_or(0))
        }
        _ => None,
    }
}

fn is_number(constant: &Const) -> bool {
    matches!(
        constant,
        Const::Bool(_) | Const::Int(_) | Const::BigInt(_) | Const::Float(_) | Const::Complex(..)
    )
}

fn repeat(sequence: &Const, count: usize) -> Option<Const> {
    match sequence {
        Const::Str(s) if s.chars().count().checked_mul(count)? <= MAX_STRING_CHARACTERS => {
            Some(Const::Str(s.repeat(count).into()))
        }
        Const::Bytes(b) if b.len().checked_mul(count)? <= MAX_STRING_CHARACTERS => {
            Some(Const::Bytes(b.repeat(count).into()))
        }
        Const::Tuple(t)
            if t.len().checked_mul(count)? <= MAX_COLLECTION_ITEMS
                && items(t).checked_mul(count)? <= MAX_TOTAL_ITEMS =>
        {
            let mut repeated = Vec::with_capacity(t.len() * count);
            for _ in 0..count {
                repeated.extend(t.iter().cloned());
            }
            Some(Const::Tuple(repeated))
        }
        _ => None,
    }
}

/// Items of a tuple and of the tuples in it.
fn items(tuple: &[Const]) -> usize {
    let inner = |c: &Const| match c {
        Const::Tuple(t) | Const::FrozenSet(t) => items(t),
        _ => 0,
    };
    tuple.len() + tuple.iter().map(inner).sum::<usize>()
}

fn integers(op: Operator, a: &BigInt, b: &BigInt) -> Option<Const> {
    let zero = b.sign() == Sign::NoSign;
    Some(match op {
        Operator::Add => int(a + b),
        Operator::Sub => int(a - b),
        Operator::Mult if a.bits() + b.bits() <= MAX_INT_BITS => int(a * b),
        Operator::Div if !zero => {
            // Exact only where both fit a float; longer ones are divided at run time.
            let exact = |i: &BigInt| i64::try_from(i).ok().filter(|i| i.unsigned_abs() <= 1 << 53);
            Const::Float(exact(a)? as f64 / exact(b)? as f64)
        }
        Operator::FloorDiv if !zero => int(floor_div(a, b)),
        Operator::Mod if !zero => int(a - floor_div(a, b) * b),
        Operator::Pow => {
            let exponent = u32::try_from(b).ok()?;
            if a.bits().checked_mul(u64::from(exponent))? > MAX_INT_BITS {
                return None;
            }
            int(a.pow(exponent))
        }
        Operator::LShift => {
            let shift = u64::try_from(b).ok()?;
            if a.sign() != Sign::NoSign && a.bits().checked_add(shift)? > MAX_INT_BITS {
                return None;
            }
            if a.sign() == Sign::NoSign { Const::Int(0) } else { int(a << shift) }
        }
        Operator::RShift => int(a >> u64::try_from(b).ok()?),
        Operator::BitAnd => int(a & b),
        Operator::BitOr => int(a | b),
        Operator::BitXor => int(a ^ b),
        _ => return None,
    })
}

fn floor_div(a: &BigInt, b: &BigInt) -> BigInt {
    let quotient = a / b;
    let exact = &quotient * b == *a;
    if !exact && (a.sign() == Sign::Minus) != (b.sign() == Sign::Minus) {
        quotient - 1
    } else {
        quotient
    }
}

fn float(constant: &Const) -> Option<f64> {
    match constant {
        Const::Float(f) => Some(*f),
        Const::Bool(b) => Some(f64::from(u8::from(*b))),
        // Longer integers may round or overflow: left for the run.
        Const::Int(i) if i.unsigned_abs() <= 1 << 53 => Some(*i as f64),
        _ => None,
    }
}

fn floats(op: Operator, a: f64, b: f64) -> Option<Const> {
    let value = match op {
        Operator::Add => a + b,
        Operator::Sub => a - b,
        Operator::Mult => a * b,
        Operator::Div if b != 0.0 => a / b,
        Operator::Mod if b != 0.0 => float_mod(a, b),
        Operator::FloorDiv if b != 0.0 => float_floor_div(a, b),
        // Powers are left for the run, which has one `pow` for all hosts.
        _ => return None,
    };
    Some(Const::Float(value))
}

/// `float_rem` in CPython's Objects/floatobject.c.
fn float_mod(a: f64, b: f64) -> f64 {
    let rest = a % b;
    if rest == 0.0 {
        0.0_f64.copysign(b)
    } else if (b < 0.0) != (rest < 0.0) {
        rest + b
    } else {
        rest
    }
}

/// `_float_div_mod` in CPython's Objects/floatobject.c.
fn float_floor_div(a: f64, b: f64) -> f64 {
    let rest = a % b;
    let mut quotient = (a - rest) / b;
    if rest != 0.0 && (b < 0.0) != (rest < 0.0) {
        quotient -= 1.0;
    }
    if quotient == 0.0 {
        return 0.0_f64.copysign(a / b);
    }
    let floor = quotient.floor();
    if quotient - floor > 0.5 { floor + 1.0 } else { floor }
}

fn complexes(op: Operator, left: &Const, right: &Const) -> Option<Const> {
    let parts = |c: &Const| match c {
        Const::Complex(re, im) => Some((*re, *im)),
        _ => float(c).map(|re| (re, 0.0)),
    };
    let ((a, b), (c, d)) = (parts(left)?, parts(right)?);
    Some(match op {
        Operator::Add => Const::Complex(a + c, b + d),
        _ => Const::Complex(a - c, b - d),
    })
}

fn subscript(value: &Const, index: &Const) -> Option<Const> {
    let Const::Int(index) = index else { return None };
    let at = |len: usize| {
        let len = i64::try_from(len).ok()?;
        let index = if *index < 0 { index + len } else { *index };
        (0..len).contains(&index).then_some(index as usize)
    };
    match value {
        Const::Tuple(items) => Some(items[at(items.len())?].clone()),
        Const::Str(s) => {
            let c = s.chars().nth(at(s.chars().count())?)?;
            Some(Const::Str(c.to_string().into()))
        }
        Const::Bytes(b) => Some(Const::Int(i64::from(b[at(b.len())?]))),
        _ => None,
    }
}
