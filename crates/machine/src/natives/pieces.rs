//! Format templates: what `%` and `str.format` come to when no Python is needed, and the templates
//! taken apart (`_timeslice.format_pieces`, `_timeslice.percent_pieces`) for the library, which
//! formats where it is.

use crate::convert::MAX_FORMATTED;
use crate::frame::Cont;
use crate::machine::{Machine, R};
use crate::native::{Args, NativeDef, function};
use crate::object::Kind;
use crate::text::percent::{self, Amount, Piece};
use crate::text::strformat::{self, Conversion, First, Part};
use crate::text::{Raise, strrepr};
use crate::value::Value;

use super::numbers::arguments::bytes_of;

/// Functions of the module `_timeslice`.
pub(crate) const FUNCTIONS: &[NativeDef] = &[
    function("format_pieces", 1, 1, format_pieces),
    function("percent_pieces", 1, 1, percent_pieces),
];

fn template_arg(m: &mut Machine, args: Args) -> R<String> {
    let v = m.arg(args, 0);
    m.str_arg(v, "format", "template")
}

// ------------------------------------------------------------------ str.format

/// A stretch of a template: literal text, then a field as it is written.
struct Markup<'a> {
    literal: String,
    /// Name, conversion, specification.
    field: Option<(&'a [char], Option<char>, &'a [char])>,
}

/// `_string.formatter_parser` (`MarkupIterator_next` of unicode_format.h).
fn markup(chars: &[char]) -> Result<Vec<Markup<'_>>, Raise> {
    let fail = |message: &str| Err(Raise::Value(message.to_owned()));
    let mut pieces = Vec::new();
    let mut literal = String::new();
    let mut at = 0;
    while let Some(&c) = chars.get(at) {
        at += 1;
        if !matches!(c, '{' | '}') {
            literal.push(c);
            continue;
        }
        if chars.get(at) == Some(&c) {
            literal.push(c);
            at += 1;
            continue;
        }
        if c == '}' || at == chars.len() {
            return fail(&format!("Single '{c}' encountered in format string"));
        }
        let start = at;
        let end = loop {
            let Some(&c) = chars.get(at) else {
                return fail("expected '}' before end of string");
            };
            match c {
                '{' => return fail("unexpected '{' in field name"),
                '[' => {
                    while chars.get(at).is_some_and(|c| *c != ']') {
                        at += 1;
                    }
                }
                '}' | ':' | '!' => break c,
                _ => at += 1,
            }
        };
        let name = &chars[start..at];
        at += 1;
        let mut conversion = None;
        let mut open = end == ':';
        if end == '!' {
            let Some(&c) = chars.get(at) else {
                return fail("end of string while looking for conversion specifier");
            };
            conversion = Some(c);
            match chars.get(at + 1) {
                Some('}') => {}
                Some(':') => open = true,
                Some(_) => return fail("expected ':' after conversion specifier"),
                None => return fail("unmatched '{' in format spec"),
            }
            at += 2;
        }
        let spec_start = at;
        if open {
            let mut depth = 1;
            while depth > 0 {
                match chars.get(at) {
                    Some('{') => depth += 1,
                    Some('}') => depth -= 1,
                    Some(_) => {}
                    None => return fail("unmatched '{' in format spec"),
                }
                at += 1;
            }
        }
        let spec = if open { &chars[spec_start..at - 1] } else { &[] };
        pieces.push(Markup {
            literal: std::mem::take(&mut literal),
            field: Some((name, conversion, spec)),
        });
    }
    if !literal.is_empty() {
        pieces.push(Markup { literal, field: None });
    }
    Ok(pieces)
}

/// `(literal, field name, conversion, pieces of the specification)` for each stretch of a template;
/// the name is None after the last field.
fn format_pieces(m: &mut Machine, args: Args, _: Cont) -> R {
    let chars: Vec<char> = template_arg(m, args)?.chars().collect();
    pieces_of(m, &chars, 2)
}

fn pieces_of(m: &mut Machine, chars: &[char], levels: u32) -> R {
    if levels == 0 {
        return m.value_error("Max string recursion exceeded");
    }
    let mut items = Vec::new();
    for piece in m.checked(markup(chars))? {
        let literal = m.string(piece.literal);
        let parts = match piece.field {
            None => {
                let nothing = m.list(Vec::new());
                vec![literal, Value::None, Value::None, nothing]
            }
            Some((name, conversion, spec)) => {
                let name = m.string(name.iter().collect());
                let conversion = conversion.map_or(Value::None, |c| m.string(c.to_string()));
                let spec = if spec.contains(&'{') || spec.contains(&'}') {
                    pieces_of(m, spec, levels - 1)?
                } else if spec.is_empty() {
                    m.list(Vec::new())
                } else {
                    let text = m.string(spec.iter().collect());
                    let nothing = m.list(Vec::new());
                    let piece = m.tuple(vec![text, Value::None, Value::None, nothing]);
                    m.list(vec![piece])
                };
                vec![literal, name, conversion, spec]
            }
        };
        items.push(m.tuple(parts));
    }
    Ok(m.list(items))
}

/// `template.format(*values, **named)` when neither look-ups nor Python are needed; `None`: the
/// library has to do it, errors included.
pub(crate) fn format_builtin(
    m: &mut Machine,
    template: &str,
    values: &[Value],
    named: &[(String, Value)],
) -> R<Option<String>> {
    let parts = strformat::parse(template);
    let simple = |part: &Part| match part {
        Part::Literal(_) => true,
        Part::Fail(_) => false,
        Part::Field(f) => {
            f.steps.is_empty()
                && !matches!(f.conversion, Conversion::Fail(_))
                && f.spec.iter().all(|p| matches!(p, Part::Literal(_)))
        }
    };
    if !parts.iter().all(simple) {
        return Ok(None);
    }
    let mut out = String::new();
    for part in parts {
        let field = match part {
            Part::Literal(text) => {
                out.push_str(&text);
                continue;
            }
            Part::Field(field) => field,
            Part::Fail(_) => return Ok(None),
        };
        let found = match &field.first {
            First::Index(i) => values.get(*i).copied(),
            First::Name(name) => named.iter().find(|(n, _)| n == name).map(|(_, v)| *v),
        };
        let Some(v) = found else { return Ok(None) };
        let converted = match field.conversion {
            Conversion::None => None,
            Conversion::Str => Some(m.str_builtin(v)),
            Conversion::Repr => Some(m.repr_builtin(v)),
            _ => Some(m.repr_builtin(v).map(|t| strrepr::escape_non_ascii(&t))),
        };
        let v = match converted {
            None => v,
            Some(Some(text)) => m.string(text),
            Some(None) => return Ok(None),
        };
        if matches!(v, Value::Obj(r) if matches!(m.get(r), Kind::Instance(..))) {
            return Ok(None);
        }
        let spec: String = field
            .spec
            .iter()
            .map(|p| match p {
                Part::Literal(text) => text.as_str(),
                _ => "",
            })
            .collect();
        match m.format_builtin(v, &spec)? {
            Some(text) => out.push_str(&text),
            None => return Ok(None),
        }
        m.reserve(out.len() as u64)?;
    }
    Ok(Some(out))
}

// ------------------------------------------------------------------ %

/// `(literal, None)` or `(literal, (key, flags, width, precision, conversion))` for each stretch of
/// a template; widths and precisions are an int, `"*"` or None.
fn percent_pieces(m: &mut Machine, args: Args, _: Cont) -> R {
    let template = template_arg(m, args)?;
    let mut items = Vec::new();
    let mut literal = String::new();
    for piece in percent::parse(&template) {
        match piece {
            Piece::Literal(text) => literal.push_str(&text),
            Piece::Fail(failure) => {
                let raise = failure.into_raise(true, std::iter::repeat(true));
                return m.raise_text(raise);
            }
            Piece::Field(field) => {
                let text = m.string(std::mem::take(&mut literal));
                let field = field_tuple(m, &field);
                items.push(m.tuple(vec![text, field]));
            }
        }
    }
    let text = m.string(literal);
    items.push(m.tuple(vec![text, Value::None]));
    Ok(m.list(items))
}

fn field_tuple(m: &mut Machine, field: &percent::Field) -> Value {
    let flags: String = [
        (field.left, '-'),
        (field.sign, '+'),
        (field.blank, ' '),
        (field.alternate, '#'),
        (field.zero, '0'),
    ]
    .iter()
    .filter_map(|(set, c)| set.then_some(*c))
    .collect();
    let key = field.key.as_ref().map_or(Value::None, |key| m.str(key));
    let flags = m.string(flags);
    let mut amount = |a: Amount| match a {
        Amount::None => Value::None,
        Amount::Number(n) => Value::Int(i64::try_from(n).unwrap_or(i64::MAX)),
        Amount::Star => m.str("*"),
    };
    let (width, precision) = (amount(field.width), amount(field.precision));
    let conversion = m.string(field.conversion.to_string());
    m.tuple(vec![key, flags, width, precision, conversion])
}

/// `template % values` when no Python is needed; `None`: the library has to do it.
pub(crate) fn percent_builtin(m: &mut Machine, template: &str, values: Value) -> R<Option<String>> {
    let kind = match m.unwrap(values) {
        Value::Obj(r) => Some(m.get(r)),
        _ => None,
    };
    let is_instance =
        matches!(values, Value::Obj(r) if matches!(m.get(r), Kind::Instance(..) | Kind::Class(_)));
    let arguments = match kind {
        Some(Kind::Tuple(items)) => items.to_vec(),
        _ => vec![values],
    };
    let is_tuple = matches!(kind, Some(Kind::Tuple(_)));
    // What has `__getitem__` and is neither tuple nor str counts as a mapping.
    let is_mapping = matches!(
        kind,
        Some(
            Kind::Dict(_)
                | Kind::List(_)
                | Kind::Bytes(_)
                | Kind::ByteArray(_)
                | Kind::Range(_)
                | Kind::Deque(_)
                | Kind::DictView(..)
        )
    );
    if is_instance && !is_tuple {
        return Ok(None);
    }
    let mut rest = arguments.into_iter();
    let mut out = String::new();
    for piece in percent::parse(template) {
        let mut field = match piece {
            Piece::Literal(text) => {
                out.push_str(&text);
                continue;
            }
            Piece::Fail(failure) => {
                let ints: Vec<bool> = rest.map(|v| m.as_int(v).is_some()).collect();
                return m.raise_text(failure.into_raise(is_mapping, ints));
            }
            Piece::Field(field) => field,
        };
        let mut keyed = None;
        if let Some(key) = &field.key {
            if !is_mapping {
                return m.raise_text(percent::requires_mapping());
            }
            let key = m.str(key);
            match m.item(values, key)? {
                Some(v) => keyed = Some(v),
                None => return Ok(None),
            }
            // The mapping itself counts as used.
            rest = Vec::new().into_iter();
        }
        for is_width in [true, false] {
            let amount = if is_width { field.width } else { field.precision };
            if amount != Amount::Star {
                continue;
            }
            let Some(v) = rest.next() else {
                return m.raise_text(percent::not_enough_arguments());
            };
            let n = m.as_int(v);
            let n = n.as_ref().map(|n| n.as_ref());
            let set = if is_width { field.set_width(n) } else { field.set_precision(n) };
            m.checked(set)?;
        }
        let Some(v) = keyed.or_else(|| rest.next()) else {
            return m.raise_text(percent::not_enough_arguments());
        };
        match conversion(m, &field, v)? {
            Some(text) => out.push_str(&text),
            None => return Ok(None),
        }
        m.reserve(out.len() as u64)?;
    }
    if rest.next().is_some() && !is_mapping {
        return m.raise_text(percent::not_all_converted());
    }
    Ok(Some(out))
}

/// One value laid out; `None`: Python is needed.
fn conversion(m: &mut Machine, field: &percent::Field, v: Value) -> R<Option<String>> {
    let text = match field.conversion {
        's' => Some(m.str_builtin(v)),
        'r' => Some(m.repr_builtin(v)),
        'a' => Some(m.repr_builtin(v).map(|t| strrepr::escape_non_ascii(&t))),
        _ => None,
    };
    let kind = m.type_name(v);
    let laid_out = match text {
        Some(None) => return Ok(None),
        Some(Some(text)) => percent::format_field(field, percent::Value::Str(&text), MAX_FORMATTED),
        None => {
            let n = m.as_int(v);
            let text = m.text(v).map(|t| t.as_str().to_owned());
            let value = match (m.unwrap(v), &n, &text) {
                (Value::Float(x), ..) => percent::Value::Float(x),
                (_, Some(n), _) => percent::Value::Int(n.as_ref()),
                (.., Some(text)) => percent::Value::Str(text),
                (Value::Obj(r), ..)
                    if matches!(m.get(r), Kind::Instance(..)) && bytes_of(m, v).is_none() =>
                {
                    return Ok(None);
                }
                _ => percent::Value::Other(&kind),
            };
            percent::format_field(field, value, MAX_FORMATTED)
        }
    };
    m.checked(laid_out).map(Some)
}
