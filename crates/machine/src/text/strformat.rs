//! `str.format` templates: literal text and fields with their names, conversions and
//! nested specifications.
//!
//! [`parse`] gives the parts; the machine looks names up, converts and formats. An error in
//! the template stands where CPython would notice it: after the parts before it. Rules and
//! messages are those of `Objects/stringlib/unicode_format.h`.

use super::spec::kind_text;
use super::unicode::decimal_value;
use super::{Raise, Result};

/// A part of a template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// Text to copy; `{{` and `}}` are single braces in it already.
    Literal(String),
    /// A replacement field.
    Field(Field),
    /// The template is wrong from here on: raise this. Always the last part.
    Fail(Raise),
}

/// One replacement field, `{first.attribute[item]!conversion:specification}`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field {
    /// Which argument.
    pub first: First,
    /// What is looked up in it, in order.
    pub steps: Vec<Step>,
    /// What is done with it before it is formatted.
    pub conversion: Conversion,
    /// The specification, itself a template of one level.
    pub spec: Vec<Part>,
}

/// The argument that a field starts from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum First {
    /// A positional one; `{}` has its number already.
    Index(usize),
    /// A keyword.
    Name(String),
}

/// A look-up in the value so far.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// `.name`
    Attribute(String),
    /// `[3]`: an integer subscript.
    Index(usize),
    /// `[text]`: a string subscript, never in quotes.
    Key(String),
    /// The field's name is wrong from here on. Always the last step.
    Fail(Raise),
}

/// The part after the exclamation mark.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Conversion {
    /// None given.
    None,
    /// `!s`
    Str,
    /// `!r`
    Repr,
    /// `!a`
    Ascii,
    /// Anything else: raise this once the value was found.
    Fail(Raise),
}

/// A positional field beyond the arguments.
pub fn index_out_of_range(index: usize) -> Raise {
    Raise::Index(format!("Replacement index {index} out of range for positional args tuple"))
}

/// A positional field in `format_map`.
pub fn positional_in_map() -> Raise {
    Raise::Value("Format string contains positional fields".into())
}

/// Splits a template.
pub fn parse(template: &str) -> Vec<Part> {
    let chars: Vec<char> = template.chars().collect();
    let mut numbering = Numbering::Undecided;
    parse_level(&chars, 2, &mut numbering)
}

/// Whether fields number themselves.
#[derive(Clone, Copy)]
enum Numbering {
    Undecided,
    Automatic(usize),
    Manual,
}

/// The pieces of a field as they stand in the template.
struct RawField<'a> {
    name: &'a [char],
    conversion: Option<char>,
    spec: &'a [char],
}

fn parse_level(chars: &[char], levels: u32, numbering: &mut Numbering) -> Vec<Part> {
    if levels == 0 {
        return vec![Part::Fail(Raise::Value("Max string recursion exceeded".into()))];
    }
    let mut parts = Vec::new();
    let mut literal = String::new();
    let mut at = 0;
    while at < chars.len() {
        let c = chars[at];
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
        if !literal.is_empty() {
            parts.push(Part::Literal(std::mem::take(&mut literal)));
        }
        let field = if c == '}' || at == chars.len() {
            Raise::value(format!("Single '{c}' encountered in format string"))
        } else {
            raw_field(chars, &mut at).and_then(|raw| field(&raw, levels, numbering))
        };
        match field {
            Ok(field) => parts.push(Part::Field(field)),
            Err(raise) => {
                parts.push(Part::Fail(raise));
                return parts;
            }
        }
    }
    if !literal.is_empty() {
        parts.push(Part::Literal(literal));
    }
    parts
}

/// Reads from after the opening brace to after the closing one.
fn raw_field<'a>(chars: &'a [char], at: &mut usize) -> Result<RawField<'a>> {
    let start = *at;
    let mut end = None;
    while let Some(&c) = chars.get(*at) {
        *at += 1;
        match c {
            '{' => return Raise::value("unexpected '{' in field name"),
            '[' => {
                while chars.get(*at).is_some_and(|&c| c != ']') {
                    *at += 1;
                }
            }
            '}' | ':' | '!' => {
                end = Some(c);
                break;
            }
            _ => {}
        }
    }
    let Some(end) = end else {
        return Raise::value("expected '}' before end of string");
    };
    let mut raw = RawField { name: &chars[start..*at - 1], conversion: None, spec: &[] };
    if end == '}' {
        return Ok(raw);
    }
    if end == '!' {
        let Some(&conversion) = chars.get(*at) else {
            return Raise::value("end of string while looking for conversion specifier");
        };
        raw.conversion = Some(conversion);
        *at += 1;
        if let Some(&c) = chars.get(*at) {
            *at += 1;
            match c {
                '}' => return Ok(raw),
                ':' => {}
                _ => return Raise::value("expected ':' after conversion specifier"),
            }
        }
    }
    let start = *at;
    let mut depth = 1;
    while let Some(&c) = chars.get(*at) {
        *at += 1;
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            raw.spec = &chars[start..*at - 1];
            return Ok(raw);
        }
    }
    Raise::value("unmatched '{' in format spec")
}

fn field(raw: &RawField<'_>, levels: u32, numbering: &mut Numbering) -> Result<Field> {
    let split = raw.name.iter().position(|c| matches!(c, '.' | '['));
    let (first, rest) = raw.name.split_at(split.unwrap_or(raw.name.len()));
    let first = number_field(first, numbering)?;
    let conversion = match raw.conversion {
        None => Conversion::None,
        Some('s') => Conversion::Str,
        Some('r') => Conversion::Repr,
        Some('a') => Conversion::Ascii,
        Some(other) => Conversion::Fail(Raise::Value(format!(
            "Unknown conversion specifier {}",
            kind_text(other, 127)
        ))),
    };
    let spec = if raw.spec.contains(&'{') {
        parse_level(raw.spec, levels - 1, numbering)
    } else if raw.spec.is_empty() {
        Vec::new()
    } else {
        vec![Part::Literal(raw.spec.iter().collect())]
    };
    Ok(Field { first, steps: steps(rest), conversion, spec })
}

/// Which argument a name means; empty ones are counted.
fn number_field(name: &[char], numbering: &mut Numbering) -> Result<First> {
    let index = integer(name)?;
    if index.is_none() && !name.is_empty() {
        return Ok(First::Name(name.iter().collect()));
    }
    match (index, *numbering) {
        (None, Numbering::Undecided) => {
            *numbering = Numbering::Automatic(1);
            Ok(First::Index(0))
        }
        (None, Numbering::Automatic(next)) => {
            *numbering = Numbering::Automatic(next + 1);
            Ok(First::Index(next))
        }
        (None, Numbering::Manual) => Raise::value(
            "cannot switch from manual field specification to automatic field numbering",
        ),
        (Some(_), Numbering::Automatic(_)) => Raise::value(
            "cannot switch from automatic field numbering to manual field specification",
        ),
        (Some(index), Numbering::Undecided | Numbering::Manual) => {
            *numbering = Numbering::Manual;
            Ok(First::Index(index))
        }
    }
}

fn steps(mut rest: &[char]) -> Vec<Step> {
    let mut steps = Vec::new();
    while let Some((&opener, after)) = rest.split_first() {
        match step(opener, after) {
            Ok((step, left)) => {
                steps.push(step);
                rest = left;
            }
            Err(raise) => {
                steps.push(Step::Fail(raise));
                break;
            }
        }
    }
    steps
}

fn step(opener: char, after: &[char]) -> Result<(Step, &[char])> {
    let (name, left) = match opener {
        '.' => {
            let end = after.iter().position(|c| matches!(c, '.' | '['));
            after.split_at(end.unwrap_or(after.len()))
        }
        '[' => match after.iter().position(|&c| c == ']') {
            Some(end) => (&after[..end], &after[end + 1..]),
            None => return Raise::value("Missing ']' in format string"),
        },
        _ => {
            return Raise::value("Only '.' or '[' may follow ']' in format field specifier");
        }
    };
    if name.is_empty() {
        return Raise::value("Empty attribute in format string");
    }
    let text = || name.iter().collect();
    let step = match opener {
        '.' => Step::Attribute(text()),
        _ => match integer(name)? {
            Some(index) => Step::Index(index),
            None => Step::Key(text()),
        },
    };
    Ok((step, left))
}

/// The number that decimal digits of any script write; `None` for anything else.
fn integer(name: &[char]) -> Result<Option<usize>> {
    if name.is_empty() {
        return Ok(None);
    }
    let mut value = 0_i64;
    for &c in name {
        let Some(digit) = decimal_value(c) else {
            return Ok(None);
        };
        let digit = i64::from(digit);
        if value > (i64::MAX - digit) / 10 {
            return Raise::value("Too many decimal digits in format string");
        }
        value = value * 10 + digit;
    }
    Ok(Some(usize::try_from(value).unwrap_or(usize::MAX)))
}
