//! `io.BytesIO`.

use std::sync::Arc;

use super::{size_arg, unsupported, whence_arg};
use crate::access::{STRUCTURE, Touch};
use crate::frame::Cont;
use crate::heap::make_mut;
use crate::machine::{Machine, R};
use crate::native::{ANY, Args, NativeDef, function, method};
use crate::native_object::NativeObject;
use crate::natives::numbers::arguments::{
    again, bytes_of, class_arg, index_arg, keywords, optional, wrong_receiver,
};
use crate::object::Kind;
use crate::symbols::{class, sym};
use crate::value::{Ref, Value};

/// Methods of `BytesIO`.
pub(super) const METHODS: &[NativeDef] = &[
    function("__new__", 1, ANY, bytes_new).kw(),
    method("read", 1, 2, read),
    method("read1", 1, 2, read),
    method("readinto", 2, 2, read_into),
    method("readinto1", 2, 2, read_into),
    method("readline", 1, 2, read_line),
    method("readlines", 1, 2, read_lines),
    method("write", 2, 2, write),
    method("writelines", 2, 2, write_lines),
    method("seek", 2, 3, seek),
    method("tell", 1, 1, tell),
    method("truncate", 1, 2, truncate),
    method("getvalue", 1, 1, get_value),
    method("close", 1, 1, close),
    method("flush", 1, 1, |m, args, _| data(m, args).map(|_| Value::None)),
    method("isatty", 1, 1, |m, args, _| data(m, args).map(|_| Value::Bool(false))),
    method("readable", 1, 1, |m, args, _| data(m, args).map(|_| Value::Bool(true))),
    method("writable", 1, 1, |m, args, _| data(m, args).map(|_| Value::Bool(true))),
    method("seekable", 1, 1, |m, args, _| data(m, args).map(|_| Value::Bool(true))),
    method("fileno", 1, 1, |m, _, _| unsupported(m, "fileno")),
    method("detach", 1, 1, |m, _, _| unsupported(m, "detach")),
    method("__iter__", 1, 1, |m, args, _| Ok(m.arg(args, 0))),
    method("__enter__", 1, 1, enter),
    method("__exit__", 1, ANY, close),
    method("__next__", 1, 1, next),
];

/// The object of a BytesIO receiver.
fn this(m: &mut Machine, args: Args) -> R<Ref> {
    if let Value::Obj(r) = m.unwrap(m.arg(args, 0))
        && let Kind::Other(data) = m.get(r)
        && matches!(**data, NativeObject::BytesIo(_))
    {
        m.access(r, STRUCTURE, Touch::Write)?;
        return Ok(r);
    }
    wrong_receiver(m, args, "BytesIO")
}

/// The bytes and the position of an open BytesIO, to change them.
fn data(m: &mut Machine, args: Args) -> R<&mut (Vec<u8>, usize)> {
    let r = this(m, args)?;
    let open =
        matches!(m.get(r), Kind::Other(data) if matches!(**data, NativeObject::BytesIo(Some(_))));
    if !open {
        return m.value_error("I/O operation on closed file.");
    }
    match m.get_mut(r) {
        Kind::Other(data) => match make_mut(data) {
            NativeObject::BytesIo(Some(state)) => Ok(state),
            _ => unreachable!("checked above"),
        },
        _ => unreachable!("checked above"),
    }
}

fn bytes_new(m: &mut Machine, args: Args, _: Cont) -> R {
    let cls = class_arg(m, args, class::BYTES_IO)?;
    let [initial] = if cls == class::BYTES_IO {
        keywords(m, args, "BytesIO", 1, ["initial_bytes"], 1, 0)?
    } else {
        [m.arg(args, 1)]
    };
    let bytes = match optional(initial) {
        None => Vec::new(),
        Some(v) => match bytes_of(m, v) {
            Some(bytes) => bytes,
            None if cls != class::BYTES_IO => Vec::new(),
            None => return not_bytes(m, v),
        },
    };
    m.reserve(bytes.len() as u64)?;
    let v = m.alloc(Kind::Other(Arc::new(NativeObject::BytesIo(Some((bytes, 0))))));
    Ok(m.wrap_in(cls, v))
}

fn not_bytes<T>(m: &mut Machine, v: Value) -> R<T> {
    let kind = m.type_name(v);
    m.type_error(&format!("a bytes-like object is required, not '{kind}'"))
}

/// The next `size` bytes, or all, and moves on.
fn take((bytes, at): &mut (Vec<u8>, usize), size: Option<usize>) -> Vec<u8> {
    let rest = bytes.get(*at..).unwrap_or_default();
    let part = rest[..size.unwrap_or(rest.len()).min(rest.len())].to_vec();
    *at += part.len();
    part
}

fn take_line(state: &mut (Vec<u8>, usize), size: Option<usize>) -> Vec<u8> {
    let rest = state.0.get(state.1..).unwrap_or_default();
    let end = rest.iter().position(|b| *b == b'\n').map_or(rest.len(), |i| i + 1);
    take(state, Some(size.unwrap_or(end).min(end)))
}

fn read(m: &mut Machine, args: Args, cont: Cont) -> R {
    let size = size_arg(m, args, cont, m.arg(args, 1))?;
    let part = take(data(m, args)?, size);
    Ok(m.alloc(Kind::Bytes(part.into())))
}

fn read_into(m: &mut Machine, args: Args, _: Cont) -> R {
    let target = m.arg(args, 1);
    let room = match m.unwrap(target) {
        Value::Obj(r) => match m.get(r) {
            Kind::ByteArray(b) => Some((r, b.len())),
            _ => None,
        },
        _ => None,
    };
    let Some((r, room)) = room else {
        let kind = m.type_name(target);
        return m.type_error(&format!(
            "readinto() argument must be read-write bytes-like object, not {kind}"
        ));
    };
    m.access(r, STRUCTURE, Touch::Write)?;
    let part = take(data(m, args)?, Some(room));
    if let Kind::ByteArray(b) = m.get_mut(r) {
        make_mut(b)[..part.len()].copy_from_slice(&part);
    }
    Ok(Value::Int(part.len() as i64))
}

fn read_line(m: &mut Machine, args: Args, cont: Cont) -> R {
    let size = size_arg(m, args, cont, m.arg(args, 1))?;
    let line = take_line(data(m, args)?, size);
    Ok(m.alloc(Kind::Bytes(line.into())))
}

fn read_lines(m: &mut Machine, args: Args, cont: Cont) -> R {
    let hint = size_arg(m, args, cont, m.arg(args, 1))?.filter(|n| *n > 0);
    let state = data(m, args)?;
    let (mut lines, mut total) = (Vec::new(), 0);
    loop {
        let line = take_line(state, None);
        if line.is_empty() {
            break;
        }
        total += line.len();
        lines.push(line);
        if hint.is_some_and(|hint| total >= hint) {
            break;
        }
    }
    let lines = lines.into_iter().map(|line| m.alloc(Kind::Bytes(line.into()))).collect();
    Ok(m.list(lines))
}

/// Puts `new` where the position is, over what is there.
fn put(m: &mut Machine, args: Args, new: &[u8]) -> R<()> {
    let at = data(m, args)?.1;
    m.reserve((new.len() + at) as u64)?;
    m.p.heap.grow(new.len() as u64);
    let (bytes, at) = data(m, args)?;
    if new.is_empty() {
        return Ok(());
    }
    let end = *at + new.len();
    if bytes.len() < end {
        bytes.resize(end, 0);
    }
    bytes[*at..end].copy_from_slice(new);
    *at = end;
    Ok(())
}

fn write(m: &mut Machine, args: Args, _: Cont) -> R {
    data(m, args)?;
    let v = m.arg(args, 1);
    let Some(new) = bytes_of(m, v) else { return not_bytes(m, v) };
    put(m, args, &new)?;
    Ok(Value::Int(new.len() as i64))
}

fn write_lines(m: &mut Machine, args: Args, cont: Cont) -> R {
    data(m, args)?;
    let Some(items) = m.iterate_builtin(m.arg(args, 1))? else {
        return again(m, args, cont, &[sym::ITER]);
    };
    for item in items {
        let Some(new) = bytes_of(m, item) else { return not_bytes(m, item) };
        put(m, args, &new)?;
    }
    Ok(Value::None)
}

fn seek(m: &mut Machine, args: Args, cont: Cont) -> R {
    let to = index_arg(m, args, cont, m.arg(args, 1))?;
    let whence = whence_arg(m, args, cont)?;
    let (bytes, at) = data(m, args)?;
    let from = match whence {
        0 if to < 0 => return m.value_error(&format!("negative seek value {to}")),
        0 => 0,
        1 => *at as i64,
        2 => bytes.len() as i64,
        _ => return m.value_error(&format!("invalid whence ({whence}, should be 0, 1 or 2)")),
    };
    *at = usize::try_from(from.saturating_add(to)).unwrap_or(0);
    Ok(Value::Int(*at as i64))
}

fn tell(m: &mut Machine, args: Args, _: Cont) -> R {
    Ok(Value::Int(data(m, args)?.1 as i64))
}

fn truncate(m: &mut Machine, args: Args, cont: Cont) -> R {
    let here = data(m, args)?.1;
    let size = match optional(m.arg(args, 1)) {
        None => here,
        Some(v) => {
            size_arg(m, args, cont, v)?;
            let n = index_arg(m, args, cont, v)?;
            match usize::try_from(n) {
                Ok(n) => n,
                Err(_) => return m.value_error(&format!("negative size value {n}")),
            }
        }
    };
    data(m, args)?.0.truncate(size);
    Ok(Value::Int(size as i64))
}

fn get_value(m: &mut Machine, args: Args, _: Cont) -> R {
    let bytes = data(m, args)?.0.clone();
    Ok(m.alloc(Kind::Bytes(bytes.into())))
}

fn close(m: &mut Machine, args: Args, _: Cont) -> R {
    let r = this(m, args)?;
    if let Kind::Other(data) = m.get_mut(r) {
        *data = Arc::new(NativeObject::BytesIo(None));
    }
    Ok(Value::None)
}

fn enter(m: &mut Machine, args: Args, _: Cont) -> R {
    data(m, args)?;
    Ok(m.arg(args, 0))
}

fn next(m: &mut Machine, args: Args, _: Cont) -> R {
    let line = take_line(data(m, args)?, None);
    if line.is_empty() {
        return m.stop_iteration();
    }
    Ok(m.alloc(Kind::Bytes(line.into())))
}
