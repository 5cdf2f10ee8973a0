//! `_sre`: what the library's `re` needs from the matcher. Patterns and matches as programs see
//! them are classes of `re`; here are only patterns made ready, and places in texts.

use std::sync::Arc;

use crate::frame::Cont;
use crate::machine::{Machine, R};
use crate::native::{Args, NativeDef, function};
use crate::native_object::NativeObject;
use crate::natives::numbers::arguments::bytes_of;
use crate::object::{Kind, Text};
use crate::regex::{Fault, How, Part, Regex, Spans, find, parse_template};
use crate::symbols::class;
use crate::value::Value;

/// Functions of `_sre`.
pub(crate) const FUNCTIONS: &[NativeDef] = &[
    function("compile", 2, 2, compile),
    function("matches", 5, 5, matches),
    function("findall", 4, 4, find_all),
    function("split", 3, 3, split),
    function("sub", 4, 4, substitute),
    function("template", 2, 2, template),
];

/// Virtual time of a step of the matcher.
const STEP_NS: u64 = 5;

/// What is searched.
enum Searched {
    Ascii(Arc<Text>),
    Chars(Vec<char>),
    Bytes(Vec<u8>),
}

impl Searched {
    fn len(&self) -> usize {
        match self {
            Searched::Ascii(t) => t.as_str().len(),
            Searched::Chars(c) => c.len(),
            Searched::Bytes(b) => b.len(),
        }
    }

    fn find(
        &self,
        m: &mut Machine,
        regex: &Regex,
        bounds: (i64, i64),
        how: How,
        limit: usize,
    ) -> R<Vec<Spans>> {
        let length = self.len();
        let clamp = |i: i64| usize::try_from(i.max(0)).unwrap_or(length).min(length);
        let bounds = (clamp(bounds.0), clamp(bounds.1));
        let found = match self {
            Searched::Ascii(t) => find(&regex.program, t.as_str().as_bytes(), bounds, how, limit),
            Searched::Chars(c) => find(&regex.program, c.as_slice(), bounds, how, limit),
            Searched::Bytes(b) => find(&regex.program, b.as_slice(), bounds, how, limit),
        };
        match found {
            Ok((found, steps)) => {
                if m.w.bytecode_ns > 0 {
                    m.spend(steps * STEP_NS);
                }
                Ok(found)
            }
            Err(exhausted) => m.raise(class::RUNTIME_ERROR, &exhausted.to_string()),
        }
    }

    /// The part between two places as a str or bytes; `None` for a group that took no part.
    fn part(&self, m: &mut Machine, (start, end): (i64, i64)) -> Value {
        let (Ok(start), Ok(end)) = (usize::try_from(start), usize::try_from(end)) else {
            return Value::None;
        };
        match self {
            Searched::Ascii(t) => m.str(t.as_str().get(start..end).unwrap_or_default()),
            Searched::Chars(c) => {
                let text = c.get(start..end).unwrap_or_default().iter().collect();
                m.string(text)
            }
            Searched::Bytes(b) => {
                m.alloc(Kind::Bytes(b.get(start..end).unwrap_or_default().into()))
            }
        }
    }
}

/// A str or bytes as characters, and whether it is a str.
fn characters(m: &Machine, v: Value) -> Option<(Vec<char>, bool)> {
    if let Some(text) = m.text(v) {
        return Some((text.as_str().chars().collect(), true));
    }
    bytes_of(m, v).map(|bytes| (bytes.into_iter().map(char::from).collect(), false))
}

/// A fault in a pattern or a template: `(message, position)` for the library to raise.
fn fault(m: &mut Machine, fault: Fault) -> R {
    match fault {
        Fault::Pattern(message, at) => {
            let message = m.string(message);
            let at = at.map_or(Value::None, |at| Value::Int(at as i64));
            Ok(m.tuple(vec![message, at]))
        }
        Fault::Overflow(message) => m.raise(class::OVERFLOW_ERROR, message),
        Fault::Value(message) => m.raise(class::VALUE_ERROR, message),
        Fault::Index(message) => m.raise(class::INDEX_ERROR, &message),
        Fault::Nesting => m.raise(class::RECURSION_ERROR, "maximum recursion depth exceeded"),
        Fault::Unsupported(message) => m.raise(class::NOT_IMPLEMENTED_ERROR, message),
    }
}

/// `compile(pattern, flags)`: (handle, flags, groups, names, warnings), or a fault's pair.
fn compile(m: &mut Machine, args: Args, _: Cont) -> R {
    let flags = m.int_arg(m.arg(args, 1))? as u32;
    let Some((pattern, text)) = characters(m, m.arg(args, 0)) else {
        return m.type_error("first argument must be string or compiled pattern");
    };
    let regex = match Regex::new(&pattern, text, flags) {
        Ok(regex) => Arc::new(regex),
        Err(f) => return fault(m, f),
    };
    let names = m.alloc(Kind::Dict(Arc::default()));
    for (name, group) in &regex.names {
        let name = m.str(name);
        m.dict_set_simple(names, name, Value::Int(*group as i64))?;
    }
    let warnings = regex.warnings.iter().map(|w| m.str(w)).collect();
    let parts = vec![
        m.alloc(Kind::Other(Arc::new(NativeObject::Regex(regex.clone())))),
        Value::Int(i64::from(regex.flags)),
        Value::Int(regex.groups as i64),
        names,
        m.list(warnings),
    ];
    Ok(m.tuple(parts))
}

fn regex_arg(m: &mut Machine, args: Args) -> R<Arc<Regex>> {
    if let Value::Obj(r) = m.arg(args, 0)
        && let Kind::Other(data) = m.get(r)
        && let NativeObject::Regex(regex) = &**data
    {
        return Ok(regex.clone());
    }
    m.type_error("a compiled pattern is needed")
}

/// The pattern and the text that the first two arguments are.
fn searched(m: &mut Machine, args: Args) -> R<(Arc<Regex>, Searched)> {
    let regex = regex_arg(m, args)?;
    let v = m.arg(args, 1);
    let searched = if let Some(text) = m.text(v) {
        if text.is_ascii() {
            Searched::Ascii(text.clone())
        } else {
            Searched::Chars(text.as_str().chars().collect())
        }
    } else if let Some(bytes) = bytes_of(m, v) {
        Searched::Bytes(bytes)
    } else {
        let kind = m.type_name(v);
        return m.type_error(&format!("expected string or bytes-like object, got '{kind}'"));
    };
    match (regex.text, matches!(searched, Searched::Bytes(_))) {
        (true, true) => m.type_error("cannot use a string pattern on a bytes-like object"),
        (false, false) => m.type_error("cannot use a bytes pattern on a string-like object"),
        _ => Ok((regex, searched)),
    }
}

fn bounds(m: &mut Machine, args: Args) -> R<(i64, i64)> {
    Ok((m.int_arg(m.arg(args, 2))?, m.int_arg(m.arg(args, 3))?))
}

/// `matches(handle, text, start, end, how)`: for each match (last group, begin, end, begin, …).
/// `how`: 0 at the start, 1 from start to end, 2 the first one anywhere, 3 all.
fn matches(m: &mut Machine, args: Args, _: Cont) -> R {
    let (regex, text) = searched(m, args)?;
    let bounds = bounds(m, args)?;
    let (how, limit) = match m.int_arg(m.arg(args, 4))? {
        0 => (How::Match, 1),
        1 => (How::Full, 1),
        2 => (How::Search, 1),
        _ => (How::Search, 0),
    };
    let found = text.find(m, &regex, bounds, how, limit)?;
    m.reserve(found.len() as u64 * (64 + 32 * regex.groups as u64))?;
    let mut items = Vec::with_capacity(found.len());
    for spans in found {
        let mut numbers = vec![Value::Int(spans.last as i64)];
        numbers.extend(spans.groups.iter().flat_map(|(b, e)| [Value::Int(*b), Value::Int(*e)]));
        items.push(m.tuple(numbers));
    }
    Ok(m.list(items))
}

/// `findall(handle, text, start, end)`
fn find_all(m: &mut Machine, args: Args, _: Cont) -> R {
    let (regex, text) = searched(m, args)?;
    let bounds = bounds(m, args)?;
    let found = text.find(m, &regex, bounds, How::Search, 0)?;
    m.reserve(found.len() as u64 * 64 * (1 + regex.groups as u64))?;
    let mut items = Vec::with_capacity(found.len());
    for spans in found {
        let mut groups = Vec::with_capacity(regex.groups.max(1));
        for span in &spans.groups[usize::from(regex.groups > 0)..] {
            // Here a group that took no part is empty.
            let span = if span.0 < 0 { (0, 0) } else { *span };
            groups.push(text.part(m, span));
        }
        items.push(if groups.len() == 1 { groups[0] } else { m.tuple(groups) });
    }
    Ok(m.list(items))
}

/// `split(handle, text, maxsplit)`
fn split(m: &mut Machine, args: Args, _: Cont) -> R {
    let (regex, text) = searched(m, args)?;
    let limit = m.int_arg(m.arg(args, 2))?;
    let found = match limit {
        ..0 => Vec::new(),
        _ => text.find(m, &regex, (0, i64::MAX), How::Search, limit as usize)?,
    };
    m.reserve(found.len() as u64 * 64 * (1 + regex.groups as u64))?;
    let mut items = Vec::new();
    let mut last = 0;
    for spans in found {
        let (start, end) = spans.groups[0];
        items.push(text.part(m, (last, start)));
        for span in &spans.groups[1..] {
            items.push(text.part(m, *span));
        }
        last = end;
    }
    items.push(text.part(m, (last, text.len() as i64)));
    Ok(m.list(items))
}

/// `sub(handle, text, count, parts)`: (new text, how many); `parts` is a list of what stands in
/// the place of a match: texts, and numbers of groups.
fn substitute(m: &mut Machine, args: Args, _: Cont) -> R {
    let (regex, text) = searched(m, args)?;
    let limit = m.int_arg(m.arg(args, 2))?;
    let parts = m.tuple_items(m.arg(args, 3));
    let found = match limit {
        ..0 => Vec::new(),
        _ => text.find(m, &regex, (0, i64::MAX), How::Search, limit as usize)?,
    };
    let count = Value::Int(found.len() as i64);
    let result = match &text {
        Searched::Bytes(b) => {
            let mut literals = Vec::new();
            for part in &parts {
                literals.push(match part {
                    Value::Int(_) => Vec::new(),
                    v => bytes_of(m, *v).unwrap_or_default(),
                });
            }
            let out = m.replaced(b, &found, &parts, &literals)?;
            m.alloc(Kind::Bytes(out.into()))
        }
        Searched::Ascii(t) => {
            let literals = literal_texts(m, &parts);
            let literals: Vec<Vec<u8>> = literals.into_iter().map(String::into_bytes).collect();
            let out = m.replaced(t.as_str().as_bytes(), &found, &parts, &literals)?;
            // The text is ASCII, the literals are strs: together they are UTF-8.
            m.string(String::from_utf8(out).unwrap_or_default())
        }
        Searched::Chars(c) => {
            let literals = literal_texts(m, &parts);
            let literals: Vec<Vec<char>> =
                literals.into_iter().map(|t| t.chars().collect()).collect();
            let out = m.replaced(c, &found, &parts, &literals)?;
            m.string(out.into_iter().collect())
        }
    };
    Ok(m.tuple(vec![result, count]))
}

fn literal_texts(m: &Machine, parts: &[Value]) -> Vec<String> {
    parts.iter().map(|v| m.text(*v).map_or(String::new(), |t| t.as_str().to_owned())).collect()
}

impl Machine {
    /// `source` with each match replaced by the parts; the numbers among them are groups.
    fn replaced<T: Copy>(
        &mut self,
        source: &[T],
        found: &[Spans],
        parts: &[Value],
        literals: &[Vec<T>],
    ) -> R<Vec<T>> {
        let mut out = Vec::new();
        let mut last = 0;
        let between = |(start, end): (i64, i64)| {
            let (start, end) = (start.max(0) as usize, end.max(0) as usize);
            source.get(start..end).unwrap_or_default()
        };
        for spans in found {
            let (start, end) = spans.groups[0];
            out.extend_from_slice(between((last, start)));
            for (part, literal) in parts.iter().zip(literals) {
                match part {
                    Value::Int(group) => out.extend_from_slice(between(
                        spans.groups.get(*group as usize).copied().unwrap_or((0, 0)),
                    )),
                    _ => out.extend_from_slice(literal),
                }
            }
            last = end;
            self.reserve((out.len() * size_of::<T>()) as u64)?;
        }
        out.extend_from_slice(between((last, source.len() as i64)));
        Ok(out)
    }
}

/// `template(handle, replacement)`: a list of texts and numbers of groups, or a fault's pair.
fn template(m: &mut Machine, args: Args, _: Cont) -> R {
    let regex = regex_arg(m, args)?;
    let v = m.arg(args, 1);
    let Some((source, text)) = characters(m, v) else {
        let kind = m.type_name(v);
        return m.type_error(&format!("decoding to str: need a bytes-like object, {kind} found"));
    };
    let parts = match parse_template(&source, text, &regex) {
        Ok(parts) => parts,
        Err(f) => return fault(m, f),
    };
    let mut items = Vec::new();
    for part in parts {
        match part {
            Part::Group(group) => items.push(Value::Int(group as i64)),
            Part::Literal(literal) if literal.is_empty() => {}
            Part::Literal(literal) if text => items.push(m.string(literal)),
            Part::Literal(literal) => {
                let bytes: Vec<u8> = literal.chars().map(|c| c as u32 as u8).collect();
                items.push(m.alloc(Kind::Bytes(bytes.into())));
            }
        }
    }
    Ok(m.list(items))
}
