//! The program's own streams: `sys.stdin`, `sys.stdout`, `sys.stderr`, as text and as bytes.
//!
//! A stream's number is its descriptor; [`BYTES`] added means its `buffer`.

use super::numbers::arguments::{bytes_of, optional};
use crate::access::{STRUCTURE, Touch};
use crate::frame::Cont;
use crate::machine::{Machine, R};
use crate::native::{ANY, Args, NativeDef, method};
use crate::native_object::NativeObject;
use crate::object::Kind;
use crate::symbols::class;
use crate::value::{Ref, Value};

/// Added to a stream's number: bytes instead of text.
pub(crate) const BYTES: u8 = 4;

/// Methods of the streams.
pub(crate) const METHODS: &[(Ref, &[NativeDef])] =
    &[(class::TEXT_IO, STREAM), (class::STREAM_READER, STREAM), (class::STREAM_WRITER, STREAM)];

const STREAM: &[NativeDef] = &[
    method("write", 2, 2, write),
    method("writelines", 2, 2, write_lines),
    method("flush", 1, 1, nothing),
    method("isatty", 1, 1, |_, _, _| Ok(Value::Bool(false))),
    method("fileno", 1, 1, |m, args, _| Ok(Value::Int(i64::from(number(m, args) & !BYTES)))),
    method("read", 1, 2, read),
    method("read1", 1, 2, read),
    method("readline", 1, 2, read_line),
    method("readlines", 1, 2, read_lines),
    method("reconfigure", 1, 1, nothing).kw(),
    method("close", 1, 1, nothing),
    method("writable", 1, 1, |m, args, _| Ok(Value::Bool(number(m, args) & !BYTES != 0))),
    method("readable", 1, 1, |m, args, _| Ok(Value::Bool(number(m, args) & !BYTES == 0))),
    method("seekable", 1, 1, |_, _, _| Ok(Value::Bool(false))),
    method("__iter__", 1, 1, |m, args, _| Ok(m.arg(args, 0))),
    method("__next__", 1, 1, next),
    method("__enter__", 1, 1, |m, args, _| Ok(m.arg(args, 0))),
    method("__exit__", 1, ANY, nothing),
];

fn nothing(_: &mut Machine, _: Args, _: Cont) -> R {
    Ok(Value::None)
}

fn number(m: &Machine, args: Args) -> u8 {
    m.stream_number(m.arg(args, 0)).unwrap_or(1)
}

/// A stream's attribute.
pub(crate) fn attribute(m: &mut Machine, fd: u8, name: Ref) -> Option<Value> {
    let stream = fd & !BYTES;
    let name = m.symbol_text(name).to_owned();
    let text = fd & BYTES == 0;
    Some(match name.as_str() {
        "closed" => Value::Bool(false),
        "name" => m.str(NAMES[usize::from(stream).min(2)]),
        "mode" if text => m.str(if stream == 0 { "r" } else { "w" }),
        "mode" => m.str(if stream == 0 { "rb" } else { "wb" }),
        "encoding" if text => m.str("utf-8"),
        "errors" if text => m.str(if stream == 2 { "backslashreplace" } else { "strict" }),
        "newlines" if text => Value::None,
        "line_buffering" if text => Value::Bool(stream != 0),
        "write_through" if text => Value::Bool(false),
        "buffer" if text => {
            m.alloc(Kind::Other(std::sync::Arc::new(NativeObject::Stream(stream | BYTES))))
        }
        "raw" if !text => {
            m.alloc(Kind::Other(std::sync::Arc::new(NativeObject::Stream(stream | BYTES))))
        }
        _ => return None,
    })
}

const NAMES: [&str; 3] = ["<stdin>", "<stdout>", "<stderr>"];

/// A stream's class.
pub(crate) fn class_of(fd: u8) -> Ref {
    match fd {
        BYTES => class::STREAM_READER,
        ..BYTES => class::TEXT_IO,
        _ => class::STREAM_WRITER,
    }
}

/// `repr` of a stream.
pub(crate) fn describe(fd: u8) -> String {
    let name = NAMES[usize::from(fd & !BYTES).min(2)];
    match fd {
        BYTES => format!("<_io.BufferedReader name='{name}'>"),
        ..BYTES => {
            let mode = if fd == 0 { "r" } else { "w" };
            format!("<_io.TextIOWrapper name='{name}' mode='{mode}' encoding='utf-8'>")
        }
        _ => format!("<_io.BufferedWriter name='{name}'>"),
    }
}

// ---------------------------------------------------------------------- writing

fn write(m: &mut Machine, args: Args, _: Cont) -> R {
    let fd = number(m, args);
    let v = m.arg(args, 1);
    let (text, count) = if fd & BYTES == 0 {
        let Some(text) = m.text(v).cloned() else {
            let kind = m.type_name(v);
            return m.type_error(&format!("write() argument must be str, not {kind}"));
        };
        (text.as_str().to_owned(), text.chars())
    } else {
        let Some(bytes) = bytes_of(m, v) else {
            let kind = m.type_name(v);
            return m.type_error(&format!("a bytes-like object is required, not '{kind}'"));
        };
        (String::from_utf8_lossy(&bytes).into_owned(), bytes.len())
    };
    put(m, fd, &text)?;
    Ok(Value::Int(count as i64))
}

fn put(m: &mut Machine, fd: u8, text: &str) -> R<()> {
    if fd & !BYTES == 0 {
        return super::io::unsupported(m, "not writable");
    }
    m.write_stream(fd & !BYTES, text)
}

fn write_lines(m: &mut Machine, args: Args, cont: Cont) -> R {
    let fd = number(m, args);
    let lines = m.arg(args, 1);
    let Some(lines) = m.iterate_builtin(lines)? else {
        let stream = m.arg(args, 0);
        return m.tail_library(args, "_write_lines", &[stream, lines], cont);
    };
    let mut all = String::new();
    for line in lines {
        match (m.text(line), bytes_of(m, line)) {
            (Some(text), _) if fd & BYTES == 0 => all.push_str(text.as_str()),
            (_, Some(bytes)) if fd & BYTES != 0 => all.push_str(&String::from_utf8_lossy(&bytes)),
            _ => {
                let kind = m.type_name(line);
                return m.type_error(&format!("write() argument must be str, not {kind}"));
            }
        }
    }
    put(m, fd, &all)?;
    Ok(Value::None)
}

// ---------------------------------------------------------------------- reading

fn begin(m: &mut Machine, args: Args) -> R<u8> {
    let fd = number(m, args);
    if fd & !BYTES != 0 {
        return super::io::unsupported(m, "not readable");
    }
    if let Value::Obj(r) = m.arg(args, 0) {
        m.access(r, STRUCTURE, Touch::Write)?;
    }
    Ok(fd)
}

fn given(m: &mut Machine, fd: u8, text: String) -> Value {
    if fd & BYTES == 0 { m.string(text) } else { m.alloc(Kind::Bytes(text.into_bytes().into())) }
}

fn size(m: &mut Machine, args: Args) -> R<Option<usize>> {
    match optional(m.arg(args, 1)) {
        None => Ok(None),
        Some(v) => Ok(usize::try_from(m.int_arg(v)?).ok()),
    }
}

/// The next `size` characters of the input, up to the end of a line when `line`.
fn take(m: &mut Machine, fd: u8, size: Option<usize>, line: bool) -> String {
    let settings = m.settings.clone();
    let rest = settings.stdin.get(m.w.stdin_at..).unwrap_or_default();
    let mut end = rest.len();
    if line && let Some(i) = rest.find('\n') {
        end = i + 1;
    }
    if let Some(size) = size {
        let cut = if fd & BYTES == 0 {
            rest.char_indices().nth(size).map_or(rest.len(), |(i, _)| i)
        } else {
            (size..=rest.len()).find(|i| rest.is_char_boundary(*i)).unwrap_or(rest.len())
        };
        end = end.min(cut);
    }
    m.w.stdin_at += end;
    rest[..end].to_owned()
}

fn read(m: &mut Machine, args: Args, _: Cont) -> R {
    let fd = begin(m, args)?;
    let size = size(m, args)?;
    let text = take(m, fd, size, false);
    Ok(given(m, fd, text))
}

fn read_line(m: &mut Machine, args: Args, _: Cont) -> R {
    let fd = begin(m, args)?;
    let size = size(m, args)?;
    let text = take(m, fd, size, true);
    Ok(given(m, fd, text))
}

fn read_lines(m: &mut Machine, args: Args, _: Cont) -> R {
    let fd = begin(m, args)?;
    let hint = size(m, args)?.filter(|n| *n > 0);
    let (mut lines, mut total) = (Vec::new(), 0);
    while hint.is_none_or(|hint| total < hint) {
        let line = take(m, fd, None, true);
        if line.is_empty() {
            break;
        }
        total += line.len();
        lines.push(given(m, fd, line));
    }
    Ok(m.list(lines))
}

fn next(m: &mut Machine, args: Args, _: Cont) -> R {
    let fd = begin(m, args)?;
    let line = take(m, fd, None, true);
    if line.is_empty() {
        return m.stop_iteration();
    }
    Ok(given(m, fd, line))
}
