//! `str`: finding, counting, replacing, splitting and joining.

use std::sync::Arc;

use super::{is_iterable, list_of, this};
use crate::frame::Cont;
use crate::machine::{Machine, R};
use crate::native::Args;
use crate::natives::numbers::arguments::{bound_arg, clamp_bounds, index_arg, keywords, optional};
use crate::object::{Kind, Text};
use crate::symbols::class;
use crate::text::strsplit;
use crate::value::Value;

/// A str argument of `function`, which is its `position`th.
fn text_arg(m: &mut Machine, v: Value, function: &str, position: usize) -> R<Arc<Text>> {
    match m.text(v) {
        Some(t) => Ok(t.clone()),
        None => {
            let kind = m.type_name(v);
            m.type_error(&format!("{function}() argument {position} must be str, not {kind}"))
        }
    }
}

/// Start and stop (arguments 2 and 3) in characters; `None` when nothing can be found there.
fn bounds(m: &mut Machine, args: Args, cont: Cont, len: usize) -> R<Option<(usize, usize)>> {
    let start = bound_arg(m, args, cont, m.arg(args, 2), 0)?;
    let stop = bound_arg(m, args, cont, m.arg(args, 3), i64::MAX)?;
    let (start, stop) = clamp_bounds(start, stop, len);
    Ok((start <= stop).then_some((start, stop)))
}

/// Where argument 1 is found, in characters.
fn position(
    m: &mut Machine,
    args: Args,
    cont: Cont,
    function: &str,
    last: bool,
) -> R<Option<usize>> {
    let t = this(m, args)?;
    let needle = text_arg(m, m.arg(args, 1), function, 1)?;
    let Some((start, stop)) = bounds(m, args, cont, t.chars())? else { return Ok(None) };
    let part = t.substring(start, stop);
    let found = if last { part.rfind(needle.as_str()) } else { part.find(needle.as_str()) };
    Ok(found.map(|at| start + if t.is_ascii() { at } else { part[..at].chars().count() }))
}

pub(super) fn find(m: &mut Machine, args: Args, cont: Cont) -> R {
    let at = position(m, args, cont, "find", false)?;
    Ok(Value::Int(at.map_or(-1, |at| at as i64)))
}

pub(super) fn rfind(m: &mut Machine, args: Args, cont: Cont) -> R {
    let at = position(m, args, cont, "rfind", true)?;
    Ok(Value::Int(at.map_or(-1, |at| at as i64)))
}

pub(super) fn index(m: &mut Machine, args: Args, cont: Cont) -> R {
    match position(m, args, cont, "index", false)? {
        Some(at) => Ok(Value::Int(at as i64)),
        None => m.value_error("substring not found"),
    }
}

pub(super) fn rindex(m: &mut Machine, args: Args, cont: Cont) -> R {
    match position(m, args, cont, "rindex", true)? {
        Some(at) => Ok(Value::Int(at as i64)),
        None => m.value_error("substring not found"),
    }
}

pub(super) fn count(m: &mut Machine, args: Args, cont: Cont) -> R {
    let t = this(m, args)?;
    let needle = text_arg(m, m.arg(args, 1), "count", 1)?;
    let Some((start, stop)) = bounds(m, args, cont, t.chars())? else { return Ok(Value::Int(0)) };
    let n = if needle.chars() == 0 {
        stop - start + 1
    } else {
        t.substring(start, stop).matches(needle.as_str()).count()
    };
    Ok(Value::Int(n as i64))
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
    test: fn(&str, &str) -> bool,
) -> R {
    let t = this(m, args)?;
    let range = bounds(m, args, cont, t.chars())?;
    let part = range.map(|(start, stop)| t.substring(start, stop));
    let wanted = m.arg(args, 1);
    if let Some(wanted) = m.text(wanted) {
        return Ok(Value::Bool(part.is_some_and(|part| test(part, wanted.as_str()))));
    }
    let is_tuple = matches!(m.unwrap(wanted), Value::Obj(r) if matches!(m.get(r), Kind::Tuple(_)));
    if !is_tuple {
        let kind = m.type_name(wanted);
        return m.type_error(&format!(
            "{function} first arg must be str or a tuple of str, not {kind}"
        ));
    }
    for item in m.tuple_items(wanted) {
        match m.text(item) {
            Some(wanted) if part.is_some_and(|part| test(part, wanted.as_str())) => {
                return Ok(Value::Bool(true));
            }
            Some(_) => {}
            None => {
                let kind = m.type_name(item);
                return m.type_error(&format!(
                    "tuple for {function} must only contain str, not {kind}"
                ));
            }
        }
    }
    Ok(Value::Bool(false))
}

pub(super) fn replace(m: &mut Machine, args: Args, cont: Cont) -> R {
    let t = this(m, args)?;
    let names = ["/old", "/new", "count"];
    let [old, new, most] = keywords(m, args, "replace", 1, names, 3, 2)?;
    let old = text_arg(m, old, "replace", 1)?;
    let new = text_arg(m, new, "replace", 2)?;
    let most = if most.is_null() { -1 } else { index_arg(m, args, cont, most)? };
    let text = t.as_str();
    let found = if old.chars() == 0 { t.chars() + 1 } else { text.matches(old.as_str()).count() };
    let times = usize::try_from(most).map_or(found, |most| most.min(found));
    let grown = times.saturating_mul(new.as_str().len()).saturating_add(text.len());
    m.reserve(grown as u64)?;
    if times == 0 {
        return Ok(super::same_or_new(m, args, &t, text));
    }
    Ok(m.string(text.replacen(old.as_str(), new.as_str(), times)))
}

/// The arguments of `split` and `rsplit`.
fn split_args(
    m: &mut Machine,
    args: Args,
    cont: Cont,
    function: &str,
) -> R<(Option<Arc<Text>>, i64)> {
    let [separator, most] = keywords(m, args, function, 1, ["sep", "maxsplit"], 2, 0)?;
    let most = if most.is_null() { -1 } else { index_arg(m, args, cont, most)? };
    let Some(separator) = optional(separator) else { return Ok((None, most)) };
    match m.text(separator) {
        Some(t) => Ok((Some(t.clone()), most)),
        None => {
            let kind = m.type_name(separator);
            m.type_error(&format!("must be str or None, not {kind}"))
        }
    }
}

pub(super) fn split(m: &mut Machine, args: Args, cont: Cont) -> R {
    let t = this(m, args)?;
    let (separator, most) = split_args(m, args, cont, "split")?;
    let parts = match separator {
        None => strsplit::split_words(t.as_str(), most),
        Some(separator) => m.checked(strsplit::split(t.as_str(), separator.as_str(), most))?,
    };
    list_of(m, parts)
}

pub(super) fn rsplit(m: &mut Machine, args: Args, cont: Cont) -> R {
    let t = this(m, args)?;
    let (separator, most) = split_args(m, args, cont, "rsplit")?;
    let parts = match separator {
        None => strsplit::rsplit_words(t.as_str(), most),
        Some(separator) => m.checked(strsplit::rsplit(t.as_str(), separator.as_str(), most))?,
    };
    list_of(m, parts)
}

pub(super) fn split_lines(m: &mut Machine, args: Args, _: Cont) -> R {
    let t = this(m, args)?;
    let [keep_ends] = keywords(m, args, "splitlines", 1, ["keepends"], 1, 0)?;
    let keep_ends = m.truth(keep_ends).unwrap_or(true);
    list_of(m, strsplit::split_lines(t.as_str(), keep_ends))
}

/// The separator of `partition`.
fn separator_arg(m: &mut Machine, args: Args) -> R<Arc<Text>> {
    let v = m.arg(args, 1);
    match m.text(v) {
        Some(t) => Ok(t.clone()),
        None => {
            let kind = m.type_name(v);
            m.type_error(&format!("must be str, not {kind}"))
        }
    }
}

pub(super) fn partition(m: &mut Machine, args: Args, _: Cont) -> R {
    let t = this(m, args)?;
    let separator = separator_arg(m, args)?;
    let (a, b, c) = m.checked(strsplit::partition(t.as_str(), separator.as_str()))?;
    let parts = vec![m.str(a), m.str(b), m.str(c)];
    Ok(m.tuple(parts))
}

pub(super) fn rpartition(m: &mut Machine, args: Args, _: Cont) -> R {
    let t = this(m, args)?;
    let separator = separator_arg(m, args)?;
    let (a, b, c) = m.checked(strsplit::rpartition(t.as_str(), separator.as_str()))?;
    let parts = vec![m.str(a), m.str(b), m.str(c)];
    Ok(m.tuple(parts))
}

pub(super) fn join(m: &mut Machine, args: Args, cont: Cont) -> R {
    let separator = this(m, args)?;
    let source = m.arg(args, 1);
    if !is_iterable(m, source) {
        return m.type_error("can only join an iterable");
    }
    let Some(items) = m.iterate_builtin(source)? else {
        let plain = m.unwrap(m.arg(args, 0));
        return m.tail_library(args, "_str_join", &[plain, source], cont);
    };
    let mut bytes = 0_usize;
    for (i, item) in items.iter().enumerate() {
        match m.text(*item) {
            Some(t) => bytes += t.as_str().len() + separator.as_str().len(),
            None => {
                let kind = m.type_name(*item);
                return m.type_error(&format!(
                    "sequence item {i}: expected str instance, {kind} found"
                ));
            }
        }
    }
    if let [only] = items[..]
        && m.class_of(only) == class::STR
    {
        return Ok(only);
    }
    m.reserve(bytes as u64)?;
    let mut text = String::with_capacity(bytes);
    for (i, item) in items.iter().enumerate() {
        if i > 0 {
            text.push_str(separator.as_str());
        }
        if let Some(t) = m.text(*item) {
            text.push_str(t.as_str());
        }
    }
    Ok(m.string(text))
}
