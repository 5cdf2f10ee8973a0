//! `io.StringIO` and `io.BytesIO`, and `io.UnsupportedOperation`.
//!
//! A stream in memory is shared by the threads that hold it: reading moves its position, so every
//! operation is declared to the explorer as a write. A StringIO keeps lines as they are written;
//! `newline` other than the default only translates the initial value.

mod bytes_io;

use std::sync::Arc;

use super::numbers::arguments::{again, class_arg, index_arg, keywords, optional, wrong_receiver};
use crate::access::{STRUCTURE, Touch};
use crate::frame::Cont;
use crate::heap::make_mut;
use crate::machine::{Machine, R};
use crate::native::{ANY, Args, NativeDef, function, method};
use crate::native_object::NativeObject;
use crate::object::Kind;
use crate::symbols::{class, sym};
use crate::value::{Ref, Value};

/// Methods by class.
pub(crate) const METHODS: &[(Ref, &[NativeDef])] =
    &[(class::STRING_IO, STRING_METHODS), (class::BYTES_IO, bytes_io::METHODS)];

const STRING_METHODS: &[NativeDef] = &[
    function("__new__", 1, ANY, string_new).kw(),
    method("read", 1, 2, read),
    method("readline", 1, 2, read_line),
    method("readlines", 1, 2, read_lines),
    method("write", 2, 2, write),
    method("writelines", 2, 2, write_lines),
    method("seek", 2, 3, seek),
    method("tell", 1, 1, tell),
    method("truncate", 1, 2, truncate),
    method("getvalue", 1, 1, get_value),
    method("close", 1, 1, close),
    method("flush", 1, 1, |m, args, _| text(m, args).map(|_| Value::None)),
    method("isatty", 1, 1, |m, args, _| text(m, args).map(|_| Value::Bool(false))),
    method("readable", 1, 1, |m, args, _| text(m, args).map(|_| Value::Bool(true))),
    method("writable", 1, 1, |m, args, _| text(m, args).map(|_| Value::Bool(true))),
    method("seekable", 1, 1, |m, args, _| text(m, args).map(|_| Value::Bool(true))),
    method("fileno", 1, 1, |m, _, _| unsupported(m, "fileno")),
    method("detach", 1, 1, |m, _, _| unsupported(m, "detach")),
    method("__iter__", 1, 1, enter),
    method("__enter__", 1, 1, enter),
    method("__exit__", 1, ANY, close),
    method("__next__", 1, 1, next),
];

/// The names that the module `_io` has besides its classes.
pub(crate) fn constants(m: &mut Machine) -> Vec<(&'static str, Value)> {
    // Attributes that are the same for every StringIO.
    for name in ["encoding", "errors", "newlines"] {
        let name = m.intern(name);
        m.set_class_attr(class::STRING_IO, name, Value::None);
    }
    let name = m.intern("line_buffering");
    m.set_class_attr(class::STRING_IO, name, Value::Bool(false));
    let mut all = vec![("DEFAULT_BUFFER_SIZE", Value::Int(8192))];
    // It derives from built-in classes and is made of nothing of the program's: it cannot fail.
    if let Ok(cls) = make_unsupported(m) {
        all.push((UNSUPPORTED, cls.into()));
    }
    all
}

const UNSUPPORTED: &str = "UnsupportedOperation";

fn make_unsupported(m: &mut Machine) -> R<Ref> {
    let namespace = m.alloc(Kind::Dict(Arc::default()));
    let module = m.str("io");
    m.dict_set_simple(namespace, sym::MODULE.into(), module)?;
    m.new_class(UNSUPPORTED, vec![class::OS_ERROR, class::VALUE_ERROR], namespace, class::TYPE)
}

/// Raises `io.UnsupportedOperation`.
pub(super) fn unsupported<T>(m: &mut Machine, what: &str) -> R<T> {
    let name = m.intern(UNSUPPORTED);
    let found = match m.loaded_module("_io").map(|module| m.get(module)) {
        Some(Kind::Module(_, dict)) => m.dict_get_symbol(*dict, name),
        _ => None,
    };
    m.raise(found.and_then(Value::as_ref).unwrap_or(class::OS_ERROR), what)
}

/// A number of characters or bytes to read; `None`: all.
fn size_arg(m: &mut Machine, args: Args, cont: Cont, v: Value) -> R<Option<usize>> {
    let Some(v) = optional(v) else { return Ok(None) };
    if m.as_int(v).is_none() && m.special(v, sym::INDEX).is_none() {
        let kind = m.type_name(v);
        return m.type_error(&format!("argument should be integer or None, not '{kind}'"));
    }
    Ok(usize::try_from(index_arg(m, args, cont, v)?).ok())
}

/// The object of a StringIO receiver.
fn this(m: &mut Machine, args: Args) -> R<Ref> {
    if let Value::Obj(r) = m.unwrap(m.arg(args, 0))
        && let Kind::Other(data) = m.get(r)
        && matches!(**data, NativeObject::StringIo(_))
    {
        m.access(r, STRUCTURE, Touch::Write)?;
        return Ok(r);
    }
    wrong_receiver(m, args, "StringIO")
}

/// The text and the position of an open StringIO, to change them.
fn text(m: &mut Machine, args: Args) -> R<&mut (String, usize)> {
    let r = this(m, args)?;
    let open =
        matches!(m.get(r), Kind::Other(data) if matches!(**data, NativeObject::StringIo(Some(_))));
    if !open {
        return m.value_error("I/O operation on closed file");
    }
    match m.get_mut(r) {
        Kind::Other(data) => match make_mut(data) {
            NativeObject::StringIo(Some(state)) => Ok(state),
            _ => unreachable!("checked above"),
        },
        _ => unreachable!("checked above"),
    }
}

/// Byte offset of character `n`; the end where there are fewer.
fn offset(text: &str, n: usize) -> usize {
    if text.is_ascii() {
        return n.min(text.len());
    }
    text.char_indices().nth(n).map_or(text.len(), |(i, _)| i)
}

fn length(text: &str) -> usize {
    if text.is_ascii() { text.len() } else { text.chars().count() }
}

fn string_new(m: &mut Machine, args: Args, _: Cont) -> R {
    let cls = class_arg(m, args, class::STRING_IO)?;
    // The `__init__` of a subclass may have arguments of its own.
    let [initial, newline] = if cls == class::STRING_IO {
        keywords(m, args, "StringIO", 1, ["initial_value", "newline"], 2, 0)?
    } else {
        [m.arg(args, 1), m.arg(args, 2)]
    };
    let newline = match optional(newline) {
        None => newline.is_none().then_some("universal".to_owned()),
        Some(v) => match m.text(v).map(|t| t.as_str().to_owned()) {
            Some(text) if ["", "\n", "\r", "\r\n"].contains(&text.as_str()) => Some(text),
            Some(text) => {
                let shown = crate::text::strrepr::repr(&text);
                return m.value_error(&format!("illegal newline value: {shown}"));
            }
            None => {
                let kind = m.type_name(v);
                return m.type_error(&format!("newline must be str or None, not {kind}"));
            }
        },
    };
    let mut text = match optional(initial) {
        None => String::new(),
        Some(v) => match m.text(v) {
            Some(t) => t.as_str().to_owned(),
            None if cls != class::STRING_IO => String::new(),
            None => {
                let kind = m.type_name(v);
                return m.type_error(&format!("initial_value must be str or None, not {kind}"));
            }
        },
    };
    m.reserve(text.len() as u64)?;
    match newline.as_deref() {
        Some("universal") => text = text.replace("\r\n", "\n").replace('\r', "\n"),
        Some(end @ ("\r" | "\r\n")) => text = text.replace('\n', end),
        _ => {}
    }
    let v = m.alloc(Kind::Other(Arc::new(NativeObject::StringIo(Some((text, 0))))));
    Ok(m.wrap_in(cls, v))
}

fn read(m: &mut Machine, args: Args, cont: Cont) -> R {
    let size = size_arg(m, args, cont, m.arg(args, 1))?;
    let (text, at) = text(m, args)?;
    let start = offset(text, *at);
    let rest = &text[start..];
    let part = rest[..size.map_or(rest.len(), |n| offset(rest, n))].to_owned();
    *at += length(&part);
    Ok(m.string(part))
}

/// The next line, at most `size` characters of it, and moves on.
fn take_line((text, at): &mut (String, usize), size: Option<usize>) -> String {
    let rest = &text[offset(text, *at)..];
    let end = rest.find('\n').map_or(rest.len(), |i| i + 1);
    let line = &rest[..end];
    let line = line[..size.map_or(line.len(), |n| offset(line, n))].to_owned();
    *at += length(&line);
    line
}

fn read_line(m: &mut Machine, args: Args, cont: Cont) -> R {
    let size = size_arg(m, args, cont, m.arg(args, 1))?;
    let line = take_line(text(m, args)?, size);
    Ok(m.string(line))
}

fn read_lines(m: &mut Machine, args: Args, cont: Cont) -> R {
    let hint = size_arg(m, args, cont, m.arg(args, 1))?.filter(|n| *n > 0);
    let state = text(m, args)?;
    let (mut lines, mut total) = (Vec::new(), 0);
    loop {
        let line = take_line(state, None);
        if line.is_empty() {
            break;
        }
        total += length(&line);
        lines.push(line);
        if hint.is_some_and(|hint| total > hint) {
            break;
        }
    }
    let lines = lines.into_iter().map(|line| m.string(line)).collect();
    Ok(m.list(lines))
}

/// Puts `new` where the position is, over what is there.
fn put(m: &mut Machine, args: Args, new: &str) -> R<()> {
    let at = text(m, args)?.1;
    m.reserve((new.len() + at) as u64)?;
    m.p.heap.grow(new.len() as u64);
    let (text, at) = text(m, args)?;
    let len = length(text);
    if *at > len {
        text.extend(std::iter::repeat_n('\0', *at - len));
    }
    let written = length(new);
    if *at >= len {
        text.push_str(new);
    } else {
        let range = offset(text, *at)..offset(text, *at + written);
        text.replace_range(range, new);
    }
    *at += written;
    Ok(())
}

fn write(m: &mut Machine, args: Args, _: Cont) -> R {
    let v = m.arg(args, 1);
    let Some(new) = m.text(v).cloned() else {
        let kind = m.type_name(v);
        return m.type_error(&format!("string argument expected, got '{kind}'"));
    };
    put(m, args, new.as_str())?;
    Ok(Value::Int(new.chars() as i64))
}

fn write_lines(m: &mut Machine, args: Args, cont: Cont) -> R {
    text(m, args)?;
    let Some(items) = m.iterate_builtin(m.arg(args, 1))? else {
        return again(m, args, cont, &[sym::ITER]);
    };
    for item in items {
        let Some(new) = m.text(item).cloned() else {
            let kind = m.type_name(item);
            return m.type_error(&format!("string argument expected, got '{kind}'"));
        };
        put(m, args, new.as_str())?;
    }
    Ok(Value::None)
}

fn whence_arg(m: &mut Machine, args: Args, cont: Cont) -> R<i64> {
    match m.arg(args, 2) {
        Value::Null => Ok(0),
        v => index_arg(m, args, cont, v),
    }
}

fn seek(m: &mut Machine, args: Args, cont: Cont) -> R {
    let to = index_arg(m, args, cont, m.arg(args, 1))?;
    let whence = whence_arg(m, args, cont)?;
    text(m, args)?;
    if !(0..=2).contains(&whence) {
        return m.value_error(&format!("Invalid whence ({whence}, should be 0, 1 or 2)"));
    }
    if whence == 0 && to < 0 {
        return m.value_error(&format!("Negative seek position {to}"));
    }
    if whence != 0 && to != 0 {
        return m.raise(class::OS_ERROR, "Can't do nonzero cur-relative seeks");
    }
    let (text, at) = text(m, args)?;
    match whence {
        0 => *at = usize::try_from(to).unwrap_or(0),
        2 => *at = length(text),
        _ => {}
    }
    Ok(Value::Int(*at as i64))
}

fn tell(m: &mut Machine, args: Args, _: Cont) -> R {
    Ok(Value::Int(text(m, args)?.1 as i64))
}

fn truncate(m: &mut Machine, args: Args, cont: Cont) -> R {
    let here = text(m, args)?.1;
    let size = match optional(m.arg(args, 1)) {
        None => here,
        Some(v) => {
            size_arg(m, args, cont, v)?;
            let n = index_arg(m, args, cont, v)?;
            match usize::try_from(n) {
                Ok(n) => n,
                Err(_) => return m.value_error(&format!("Negative size value {n}")),
            }
        }
    };
    let (text, _) = text(m, args)?;
    let end = offset(text, size);
    text.truncate(end);
    Ok(Value::Int(size as i64))
}

fn get_value(m: &mut Machine, args: Args, _: Cont) -> R {
    let text = text(m, args)?.0.clone();
    Ok(m.string(text))
}

fn close(m: &mut Machine, args: Args, _: Cont) -> R {
    let r = this(m, args)?;
    if let Kind::Other(data) = m.get_mut(r) {
        *data = Arc::new(NativeObject::StringIo(None));
    }
    Ok(Value::None)
}

fn enter(m: &mut Machine, args: Args, _: Cont) -> R {
    text(m, args)?;
    Ok(m.arg(args, 0))
}

fn next(m: &mut Machine, args: Args, _: Cont) -> R {
    let line = take_line(text(m, args)?, None);
    if line.is_empty() {
        return m.stop_iteration();
    }
    Ok(m.string(line))
}
