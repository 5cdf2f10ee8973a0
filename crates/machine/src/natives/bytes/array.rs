//! `bytearray`: what changes it.

use std::sync::Arc;

use super::{byte_arg, position_arg, source_bytes};
use crate::access::{STRUCTURE, Touch};
use crate::frame::Cont;
use crate::heap::make_mut;
use crate::machine::{Machine, R};
use crate::native::{ANY, Args, NativeDef, function, method};
use crate::natives::numbers::arguments::{
    again, bytes_of, class_arg, int_arg, python_method, wrong_receiver,
};
use crate::object::Kind;
use crate::symbols::{class, sym};
use crate::text::Int;
use crate::value::{Ref, Value};

/// Methods of `bytearray` alone.
pub(super) const METHODS: &[NativeDef] = &[
    function("__new__", 1, ANY, array_new).kw(),
    method("__setitem__", 3, 3, set_item),
    method("__delitem__", 2, 2, delete_item),
    method("__iadd__", 2, 2, add_in_place),
    method("__imul__", 2, 2, multiply_in_place),
    method("__alloc__", 1, 1, allocated),
    method("__sizeof__", 1, 1, size_of),
    method("__reduce__", 1, 1, reduce),
    method("append", 2, 2, append),
    method("extend", 2, 2, extend),
    method("insert", 3, 3, insert),
    method("pop", 1, 2, pop),
    method("remove", 2, 2, remove),
    method("reverse", 1, 1, reverse),
    method("clear", 1, 1, clear),
    method("copy", 1, 1, copy),
];

/// The receiver's object.
fn this(m: &mut Machine, args: Args) -> R<Ref> {
    match m.unwrap(m.arg(args, 0)) {
        Value::Obj(r) if matches!(m.get(r), Kind::ByteArray(_)) => Ok(r),
        _ => wrong_receiver(m, args, "bytearray"),
    }
}

fn data(m: &Machine, r: Ref) -> &[u8] {
    match m.get(r) {
        Kind::ByteArray(b) => b,
        _ => &[],
    }
}

/// The bytes, to change them; declared to the explorer.
fn change(m: &mut Machine, r: Ref, edit: impl FnOnce(&mut Vec<u8>)) -> R<()> {
    m.access(r, STRUCTURE, Touch::Write)?;
    let mut grown = 0;
    if let Kind::ByteArray(b) = m.get_mut(r) {
        let b = make_mut(b);
        let before = b.capacity();
        edit(b);
        grown = b.capacity().saturating_sub(before);
    }
    m.p.heap.grow(grown as u64);
    Ok(())
}

fn array_new(m: &mut Machine, args: Args, cont: Cont) -> R {
    let cls = class_arg(m, args, class::BYTEARRAY)?;
    let bytes = source_bytes(m, args, cont, "bytearray")?;
    let v = m.alloc(Kind::ByteArray(Arc::new(bytes)));
    Ok(m.wrap_in(cls, v))
}

/// An index into the array; `None`: Python is needed. Slices are the caller's.
fn index(m: &mut Machine, r: Ref, key: Value) -> R<Option<usize>> {
    if python_method(m, key, sym::INDEX) && m.as_int(key).is_none() {
        return Ok(None);
    }
    let i = match m.as_int(key) {
        Some(Int::Small(i)) => i,
        Some(Int::Big(_)) => {
            return m.raise(class::INDEX_ERROR, "cannot fit 'int' into an index-sized integer");
        }
        None => {
            let kind = m.type_name(key);
            return m
                .type_error(&format!("bytearray indices must be integers or slices, not {kind}"));
        }
    };
    match m.index_in(i, data(m, r).len()) {
        Some(i) => Ok(Some(i)),
        None => m.raise(class::INDEX_ERROR, "bytearray index out of range"),
    }
}

fn slice(m: &Machine, key: Value) -> Option<Ref> {
    match key {
        Value::Obj(s) if matches!(m.get(s), Kind::Slice(_)) => Some(s),
        _ => None,
    }
}

/// `array[key] = value`; false: Python is needed.
pub(crate) fn set_items(m: &mut Machine, r: Ref, key: Value, value: Value) -> R<bool> {
    let Some(s) = slice(m, key) else {
        let Some(i) = index(m, r, key)? else { return Ok(false) };
        let byte = match m.as_int(value) {
            Some(Int::Small(n @ 0..=255)) => n as u8,
            Some(_) => return m.value_error("byte must be in range(0, 256)"),
            None if python_method(m, value, sym::INDEX) => return Ok(false),
            None => {
                let kind = m.type_name(value);
                return m
                    .type_error(&format!("'{kind}' object cannot be interpreted as an integer"));
            }
        };
        m.access(r, i as u64, Touch::Write)?;
        m.access(r, STRUCTURE, Touch::Read)?;
        if let Kind::ByteArray(b) = m.get_mut(r) {
            make_mut(b)[i] = byte;
        }
        return Ok(true);
    };
    const WRONG: &str = "can assign only bytes, buffers, or iterables of ints in range(0, 256)";
    let new = match bytes_of(m, value) {
        Some(bytes) => bytes,
        None => {
            let refused = m.as_int(value).is_some() || m.text(value).is_some();
            if refused || !crate::natives::strings::is_iterable(m, value) {
                return m.type_error(WRONG);
            }
            let Some(items) = m.iterate_builtin(value)? else { return Ok(false) };
            let mut bytes = Vec::with_capacity(items.len());
            for item in items {
                match m.as_int(item) {
                    Some(Int::Small(n @ 0..=255)) => bytes.push(n as u8),
                    Some(_) => return m.value_error("byte must be in range(0, 256)"),
                    None => {
                        let kind = m.type_name(item);
                        return m.type_error(&format!(
                            "'{kind}' object cannot be interpreted as an integer"
                        ));
                    }
                }
            }
            bytes
        }
    };
    let at = m.slice_indices(s, data(m, r).len())?;
    if at.step != 1 && new.len() != at.count {
        return m.value_error(&format!(
            "attempt to assign bytes of size {} to extended slice of size {}",
            new.len(),
            at.count
        ));
    }
    m.reserve(new.len() as u64)?;
    change(m, r, |b| {
        if at.step == 1 {
            let start = at.start as usize;
            b.splice(start..start + at.count, new);
        } else {
            for (i, byte) in at.iter().zip(new) {
                b[i] = byte;
            }
        }
    })?;
    Ok(true)
}

/// `del array[key]`; false: Python is needed.
pub(crate) fn delete_items(m: &mut Machine, r: Ref, key: Value) -> R<bool> {
    let Some(s) = slice(m, key) else {
        let Some(i) = index(m, r, key)? else { return Ok(false) };
        change(m, r, |b| {
            b.remove(i);
        })?;
        return Ok(true);
    };
    let at = m.slice_indices(s, data(m, r).len())?;
    let mut gone: Vec<usize> = at.iter().collect();
    gone.sort_unstable();
    change(m, r, |b| {
        let mut gone = gone.into_iter().peekable();
        let mut i = 0;
        b.retain(|_| {
            let keep = gone.next_if_eq(&i).is_none();
            i += 1;
            keep
        });
    })?;
    Ok(true)
}

fn set_item(m: &mut Machine, args: Args, cont: Cont) -> R {
    let r = this(m, args)?;
    if set_items(m, r, m.arg(args, 1), m.arg(args, 2))? {
        return Ok(Value::None);
    }
    again(m, args, cont, &[sym::INDEX, sym::ITER])
}

fn delete_item(m: &mut Machine, args: Args, cont: Cont) -> R {
    let r = this(m, args)?;
    if delete_items(m, r, m.arg(args, 1))? {
        return Ok(Value::None);
    }
    again(m, args, cont, &[sym::INDEX])
}

fn add_in_place(m: &mut Machine, args: Args, _: Cont) -> R {
    let r = this(m, args)?;
    let other = m.arg(args, 1);
    let Some(more) = bytes_of(m, other) else {
        let kind = m.type_name(other);
        return m.type_error(&format!("can't concat {kind} to bytearray"));
    };
    m.reserve(more.len() as u64)?;
    change(m, r, |b| b.extend(more))?;
    Ok(m.arg(args, 0))
}

fn multiply_in_place(m: &mut Machine, args: Args, cont: Cont) -> R {
    let r = this(m, args)?;
    let Int::Small(n) = int_arg(m, args, cont, m.arg(args, 1))? else {
        return m.raise(class::OVERFLOW_ERROR, "cannot fit 'int' into an index-sized integer");
    };
    let n = usize::try_from(n).unwrap_or(0);
    m.reserve(data(m, r).len().saturating_mul(n) as u64)?;
    change(m, r, |b| *b = b.repeat(n))?;
    Ok(m.arg(args, 0))
}

/// One byte more than there are, as CPython keeps a NUL at the end.
fn allocated(m: &mut Machine, args: Args, _: Cont) -> R {
    let r = this(m, args)?;
    let len = data(m, r).len();
    Ok(Value::Int(if len == 0 { 0 } else { len as i64 + 1 }))
}

fn size_of(m: &mut Machine, args: Args, cont: Cont) -> R {
    let Value::Int(n) = allocated(m, args, cont)? else { return Ok(Value::Int(56)) };
    Ok(Value::Int(56 + n))
}

fn reduce(m: &mut Machine, args: Args, _: Cont) -> R {
    let r = this(m, args)?;
    let cls = m.class_of(m.arg(args, 0));
    let bytes = m.alloc(Kind::Bytes(data(m, r).into()));
    let values = m.tuple(vec![bytes]);
    Ok(m.tuple(vec![cls.into(), values, Value::None]))
}

fn append(m: &mut Machine, args: Args, cont: Cont) -> R {
    let r = this(m, args)?;
    let byte = byte_arg(m, args, cont, m.arg(args, 1))?;
    change(m, r, |b| b.push(byte))?;
    Ok(Value::None)
}

fn extend(m: &mut Machine, args: Args, cont: Cont) -> R {
    let r = this(m, args)?;
    let source = m.arg(args, 1);
    let more = match bytes_of(m, source) {
        Some(bytes) => bytes,
        None => {
            if m.text(source).is_some_and(|t| t.chars() > 0) {
                return m.type_error("expected iterable of integers; got: 'str'");
            }
            if !crate::natives::strings::is_iterable(m, source) {
                let kind = m.type_name(source);
                return m.type_error(&format!("can't extend bytearray with {kind}"));
            }
            let Some(items) = m.iterate_builtin(source)? else {
                return again(m, args, cont, &[sym::ITER]);
            };
            let mut bytes = Vec::with_capacity(items.len());
            for item in items {
                bytes.push(byte_arg(m, args, cont, item)?);
            }
            bytes
        }
    };
    m.reserve(more.len() as u64)?;
    change(m, r, |b| b.extend(more))?;
    Ok(Value::None)
}

fn insert(m: &mut Machine, args: Args, cont: Cont) -> R {
    let r = this(m, args)?;
    let len = data(m, r).len();
    let at = position_arg(m, args, cont, m.arg(args, 1), len)?.clamp(0, len as i64) as usize;
    let byte = byte_arg(m, args, cont, m.arg(args, 2))?;
    change(m, r, |b| b.insert(at, byte))?;
    Ok(Value::None)
}

fn pop(m: &mut Machine, args: Args, cont: Cont) -> R {
    let r = this(m, args)?;
    let len = data(m, r).len();
    let at = match m.arg(args, 1) {
        Value::Null => len as i64 - 1,
        v => position_arg(m, args, cont, v, len)?,
    };
    if len == 0 {
        return m.raise(class::INDEX_ERROR, "pop from empty bytearray");
    }
    let Some(at) = usize::try_from(at).ok().filter(|at| *at < len) else {
        return m.raise(class::INDEX_ERROR, "pop index out of range");
    };
    let byte = data(m, r)[at];
    change(m, r, |b| {
        b.remove(at);
    })?;
    Ok(Value::Int(i64::from(byte)))
}

fn remove(m: &mut Machine, args: Args, cont: Cont) -> R {
    let r = this(m, args)?;
    let byte = byte_arg(m, args, cont, m.arg(args, 1))?;
    let Some(at) = data(m, r).iter().position(|b| *b == byte) else {
        return m.value_error("value not found in bytearray");
    };
    change(m, r, |b| {
        b.remove(at);
    })?;
    Ok(Value::None)
}

fn reverse(m: &mut Machine, args: Args, _: Cont) -> R {
    let r = this(m, args)?;
    change(m, r, |b| b.reverse())?;
    Ok(Value::None)
}

fn clear(m: &mut Machine, args: Args, _: Cont) -> R {
    let r = this(m, args)?;
    change(m, r, Vec::clear)?;
    Ok(Value::None)
}

fn copy(m: &mut Machine, args: Args, _: Cont) -> R {
    let r = this(m, args)?;
    m.access(r, STRUCTURE, Touch::Read)?;
    let bytes = data(m, r).to_vec();
    m.reserve(bytes.len() as u64)?;
    Ok(m.alloc(Kind::ByteArray(Arc::new(bytes))))
}
