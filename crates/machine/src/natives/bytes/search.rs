//! `bytes` and `bytearray`: finding, counting, replacing, splitting and joining.

use super::{Data, byte_arg, bytes_arg, this};
use crate::frame::Cont;
use crate::machine::{Machine, R};
use crate::native::Args;
use crate::natives::numbers::arguments::{
    again, bound_arg, bytes_of, clamp_bounds, index_arg, keywords, optional, python_method,
};
use crate::object::Kind;
use crate::symbols::sym;
use crate::value::Value;

/// Where `needle` first stands.
pub(super) fn position_in(data: &[u8], needle: &[u8]) -> Option<usize> {
    if needle.is_empty() {
        return Some(0);
    }
    data.windows(needle.len()).position(|w| w == needle)
}

fn last_position_in(data: &[u8], needle: &[u8]) -> Option<usize> {
    if needle.is_empty() {
        return Some(data.len());
    }
    data.windows(needle.len()).rposition(|w| w == needle)
}

/// What is looked for: bytes, or one byte as an int.
fn needle_arg(m: &mut Machine, args: Args, cont: Cont) -> R<Vec<u8>> {
    let v = m.arg(args, 1);
    if let Some(bytes) = bytes_of(m, v) {
        return Ok(bytes);
    }
    if m.as_int(v).is_some() || python_method(m, v, sym::INDEX) {
        return Ok(vec![byte_arg(m, args, cont, v)?]);
    }
    let kind = m.type_name(v);
    m.type_error(&format!("argument should be integer or bytes-like object, not '{kind}'"))
}

/// Start and stop (arguments 2 and 3); `None` when nothing can be found there.
fn bounds(m: &mut Machine, args: Args, cont: Cont, len: usize) -> R<Option<(usize, usize)>> {
    let start = bound_arg(m, args, cont, m.arg(args, 2), 0)?;
    let stop = bound_arg(m, args, cont, m.arg(args, 3), i64::MAX)?;
    let (start, stop) = clamp_bounds(start, stop, len);
    Ok((start <= stop).then_some((start, stop)))
}

fn position(m: &mut Machine, args: Args, cont: Cont, last: bool) -> R<Option<usize>> {
    let data = this(m, args)?;
    let needle = needle_arg(m, args, cont)?;
    let Some((start, stop)) = bounds(m, args, cont, data.len())? else { return Ok(None) };
    let part = &data[start..stop];
    let found = if last { last_position_in(part, &needle) } else { position_in(part, &needle) };
    Ok(found.map(|at| start + at))
}

pub(super) fn find(m: &mut Machine, args: Args, cont: Cont) -> R {
    let at = position(m, args, cont, false)?;
    Ok(Value::Int(at.map_or(-1, |at| at as i64)))
}

pub(super) fn rfind(m: &mut Machine, args: Args, cont: Cont) -> R {
    let at = position(m, args, cont, true)?;
    Ok(Value::Int(at.map_or(-1, |at| at as i64)))
}

pub(super) fn index(m: &mut Machine, args: Args, cont: Cont) -> R {
    match position(m, args, cont, false)? {
        Some(at) => Ok(Value::Int(at as i64)),
        None => m.value_error("subsection not found"),
    }
}

pub(super) fn rindex(m: &mut Machine, args: Args, cont: Cont) -> R {
    match position(m, args, cont, true)? {
        Some(at) => Ok(Value::Int(at as i64)),
        None => m.value_error("subsection not found"),
    }
}

/// The places where `needle` stands, not overlapping; with an empty one every gap.
fn places(data: &[u8], needle: &[u8]) -> Vec<usize> {
    if needle.is_empty() {
        return (0..=data.len()).collect();
    }
    let mut places = Vec::new();
    let mut from = 0;
    while let Some(at) = position_in(&data[from..], needle) {
        places.push(from + at);
        from += at + needle.len();
    }
    places
}

pub(super) fn count(m: &mut Machine, args: Args, cont: Cont) -> R {
    let data = this(m, args)?;
    let needle = needle_arg(m, args, cont)?;
    let Some((start, stop)) = bounds(m, args, cont, data.len())? else { return Ok(Value::Int(0)) };
    Ok(Value::Int(places(&data[start..stop], &needle).len() as i64))
}

pub(super) fn starts_with(m: &mut Machine, args: Args, cont: Cont) -> R {
    tail_match(m, args, cont, "startswith", |part, wanted| part.starts_with(wanted))
}

pub(super) fn ends_with(m: &mut Machine, args: Args, cont: Cont) -> R {
    tail_match(m, args, cont, "endswith", |part, wanted| part.ends_with(wanted))
}

fn tail_match(
    m: &mut Machine,
    args: Args,
    cont: Cont,
    function: &str,
    test: fn(&[u8], &[u8]) -> bool,
) -> R {
    let data = this(m, args)?;
    let range = bounds(m, args, cont, data.len())?;
    let part = range.map(|(start, stop)| &data[start..stop]);
    let wanted = m.arg(args, 1);
    if let Some(wanted) = bytes_of(m, wanted) {
        return Ok(Value::Bool(part.is_some_and(|part| test(part, &wanted))));
    }
    let is_tuple = matches!(m.unwrap(wanted), Value::Obj(r) if matches!(m.get(r), Kind::Tuple(_)));
    if !is_tuple {
        let kind = m.type_name(wanted);
        return m.type_error(&format!(
            "{function} first arg must be bytes or a tuple of bytes, not {kind}"
        ));
    }
    for item in m.tuple_items(wanted) {
        let wanted = bytes_arg(m, item)?;
        if part.is_some_and(|part| test(part, &wanted)) {
            return Ok(Value::Bool(true));
        }
    }
    Ok(Value::Bool(false))
}

pub(super) fn replace(m: &mut Machine, args: Args, cont: Cont) -> R {
    let data = this(m, args)?;
    let old = bytes_arg(m, m.arg(args, 1))?;
    let new = bytes_arg(m, m.arg(args, 2))?;
    let most = match m.arg(args, 3) {
        Value::Null => -1,
        v => index_arg(m, args, cont, v)?,
    };
    let mut places = places(&data, &old);
    places.truncate(usize::try_from(most).unwrap_or(usize::MAX));
    m.reserve(places.len().saturating_mul(new.len()).saturating_add(data.len()) as u64)?;
    let mut out = Vec::new();
    let mut from = 0;
    for at in places {
        out.extend(&data[from..at]);
        out.extend(&new);
        from = at + old.len();
    }
    out.extend(&data[from..]);
    Ok(data.alike(m, out))
}

fn is_space(b: &u8) -> bool {
    matches!(b, b' ' | b'\t' | b'\n' | b'\r' | 0x0b | 0x0c)
}

/// Words between white space, or parts between separators; from the right when `right`.
fn split_parts(m: &mut Machine, args: Args, cont: Cont, function: &str, right: bool) -> R {
    let data = this(m, args)?;
    let [separator, most] = keywords(m, args, function, 1, ["sep", "maxsplit"], 2, 0)?;
    let most = match most {
        Value::Null => -1,
        v => index_arg(m, args, cont, v)?,
    };
    let most = usize::try_from(most).unwrap_or(usize::MAX);
    let parts = match optional(separator) {
        None => words(&data, most, right),
        Some(separator) => {
            let separator = bytes_arg(m, separator)?;
            if separator.is_empty() {
                return m.value_error("empty separator");
            }
            separated(&data, &separator, most, right)
        }
    };
    list_of(m, &data, parts)
}

fn list_of(m: &mut Machine, data: &Data, parts: Vec<&[u8]>) -> R {
    m.reserve(parts.len() as u64 * 48)?;
    let items = parts.into_iter().map(|p| data.alike(m, p.to_vec())).collect();
    Ok(m.list(items))
}

fn words(data: &[u8], most: usize, right: bool) -> Vec<&[u8]> {
    let mut parts = Vec::new();
    let mut rest = data;
    loop {
        rest = if right { rest.trim_end_with(is_space) } else { rest.trim_start_with(is_space) };
        if rest.is_empty() {
            break;
        }
        if parts.len() == most {
            // The white space at the far end stays.
            parts.push(rest);
            break;
        }
        if right {
            let at = rest.iter().rposition(is_space).map_or(0, |i| i + 1);
            parts.push(&rest[at..]);
            rest = &rest[..at];
        } else {
            let at = rest.iter().position(is_space).unwrap_or(rest.len());
            parts.push(&rest[..at]);
            rest = &rest[at..];
        }
    }
    if right {
        parts.reverse();
    }
    parts
}

/// Trimming by a predicate, which slices of bytes do not have.
trait Trim {
    fn trim_start_with(&self, drop: fn(&u8) -> bool) -> &[u8];
    fn trim_end_with(&self, drop: fn(&u8) -> bool) -> &[u8];
}

impl Trim for [u8] {
    fn trim_start_with(&self, drop: fn(&u8) -> bool) -> &[u8] {
        let at = self.iter().position(|b| !drop(b)).unwrap_or(self.len());
        &self[at..]
    }

    fn trim_end_with(&self, drop: fn(&u8) -> bool) -> &[u8] {
        let at = self.iter().rposition(|b| !drop(b)).map_or(0, |i| i + 1);
        &self[..at]
    }
}

fn separated<'a>(data: &'a [u8], separator: &[u8], most: usize, right: bool) -> Vec<&'a [u8]> {
    let mut parts = Vec::new();
    let mut rest = data;
    while parts.len() < most {
        let found =
            if right { last_position_in(rest, separator) } else { position_in(rest, separator) };
        let Some(at) = found else { break };
        let (before, after) = (&rest[..at], &rest[at + separator.len()..]);
        parts.push(if right { after } else { before });
        rest = if right { before } else { after };
    }
    parts.push(rest);
    if right {
        parts.reverse();
    }
    parts
}

pub(super) fn split(m: &mut Machine, args: Args, cont: Cont) -> R {
    split_parts(m, args, cont, "split", false)
}

pub(super) fn rsplit(m: &mut Machine, args: Args, cont: Cont) -> R {
    split_parts(m, args, cont, "rsplit", true)
}

pub(super) fn split_lines(m: &mut Machine, args: Args, _: Cont) -> R {
    let data = this(m, args)?;
    let [keep_ends] = keywords(m, args, "splitlines", 1, ["keepends"], 1, 0)?;
    let keep_ends = m.truth(keep_ends).unwrap_or(true);
    let mut lines = Vec::new();
    let mut rest: &[u8] = &data;
    while !rest.is_empty() {
        let at = rest.iter().position(|b| matches!(b, b'\n' | b'\r')).unwrap_or(rest.len());
        let end = match &rest[at..] {
            [b'\r', b'\n', ..] => at + 2,
            [] => at,
            _ => at + 1,
        };
        lines.push(if keep_ends { &rest[..end] } else { &rest[..at] });
        rest = &rest[end..];
    }
    list_of(m, &data, lines)
}

fn three_parts(m: &mut Machine, args: Args, last: bool) -> R {
    let data = this(m, args)?;
    let separator = bytes_arg(m, m.arg(args, 1))?;
    if separator.is_empty() {
        return m.value_error("empty separator");
    }
    let found =
        if last { last_position_in(&data, &separator) } else { position_in(&data, &separator) };
    let parts: [&[u8]; 3] = match found {
        Some(at) => [&data[..at], &separator, &data[at + separator.len()..]],
        None if last => [&[], &[], &data],
        None => [&data, &[], &[]],
    };
    let parts = parts.into_iter().map(|p| data.alike(m, p.to_vec())).collect();
    Ok(m.tuple(parts))
}

pub(super) fn partition(m: &mut Machine, args: Args, _: Cont) -> R {
    three_parts(m, args, false)
}

pub(super) fn rpartition(m: &mut Machine, args: Args, _: Cont) -> R {
    three_parts(m, args, true)
}

pub(super) fn join(m: &mut Machine, args: Args, cont: Cont) -> R {
    let separator = this(m, args)?;
    let source = m.arg(args, 1);
    if !crate::natives::strings::is_iterable(m, source) {
        return m.type_error("can only join an iterable");
    }
    let Some(items) = m.iterate_builtin(source)? else {
        return again(m, args, cont, &[sym::ITER]);
    };
    let mut out = Vec::new();
    for (i, item) in items.into_iter().enumerate() {
        let Some(bytes) = bytes_of(m, item) else {
            let kind = m.type_name(item);
            return m.type_error(&format!(
                "sequence item {i}: expected a bytes-like object, {kind} found"
            ));
        };
        if i > 0 {
            out.extend(&*separator);
        }
        out.extend(bytes);
        m.reserve(out.len() as u64)?;
    }
    Ok(separator.alike(m, out))
}
