//! `text % values`: the printf-style formats of strings.
//!
//! [`parse`] gives the pieces, the machine fetches each value (and calls `__str__` or
//! `__repr__` for `%s`, `%r` and `%a`), [`format_field`] lays one out. An error in the format
//! stands where CPython would notice it: after the pieces before it. Rules and messages are
//! those of `unicode_format` in `Objects/unicodeobject.c`.

use super::decimal::{Layout, LayoutFlags, layout};
use super::float::{from_int, repr, to_int};
use super::int::{magnitude_digits, to_decimal, zero_filled};
use super::{IntRef, Raise, Result};

/// A part of a format.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// Text to copy; `%%` is a percent sign in it already.
    Literal(String),
    /// A conversion.
    Field(Field),
    /// The format is wrong from here on. Always the last piece.
    Fail(Failure),
}

/// A conversion that is cut short.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    has_key: bool,
    stars: usize,
    raise: Raise,
}

impl Failure {
    /// What to raise. CPython has fetched the values of `*` before it notices, so it also
    /// depends on whether the values are a mapping, and which of those left are integers.
    pub fn into_raise(
        self,
        is_mapping: bool,
        left_are_ints: impl IntoIterator<Item = bool>,
    ) -> Raise {
        if self.has_key && !is_mapping {
            return requires_mapping();
        }
        let mut left = left_are_ints.into_iter();
        for _ in 0..self.stars {
            match left.next() {
                Some(true) => {}
                Some(false) => return star_wants_int(),
                None => return not_enough_arguments(),
            }
        }
        self.raise
    }
}

/// Where a width or precision comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Amount {
    /// Not given.
    None,
    /// Written in the format.
    Number(usize),
    /// `*`: the next value; see [`Field::set_width`] and [`Field::set_precision`].
    Star,
}

/// One conversion, `%(key)-+ #0width.precisionc`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field {
    /// The key in parentheses; the values must be a mapping then.
    pub key: Option<String>,
    /// `-`: pad on the right.
    pub left: bool,
    /// `+`: always a sign.
    pub sign: bool,
    /// A blank in the place of a plus sign.
    pub blank: bool,
    /// `#`: a prefix, or a point with no digit after it.
    pub alternate: bool,
    /// `0`: pad numbers with zeros.
    pub zero: bool,
    /// The least width.
    pub width: Amount,
    /// Digits after the point, least digits, or most characters.
    pub precision: Amount,
    /// The conversion character, supported or not.
    pub conversion: char,
    /// Where the conversion character stands, in characters.
    pub index: usize,
}

/// A value for one field.
#[derive(Clone, Copy, Debug)]
pub enum Value<'a> {
    /// An int or a bool, or what `__int__` or `__index__` of another number gave.
    Int(IntRef<'a>),
    /// A float, or what `__float__` gave.
    Float(f64),
    /// For `%s`, `%r` and `%a` the finished `str`, `repr` or `ascii` of any value; else a
    /// str value.
    Str(&'a str),
    /// A value of any other class, named, which no numeric conversion takes.
    Other(&'a str),
}

/// Fewer values than fields.
pub fn not_enough_arguments() -> Raise {
    Raise::Type("not enough arguments for format string".into())
}

/// More values than fields (and the values are no mapping).
pub fn not_all_converted() -> Raise {
    Raise::Type("not all arguments converted during string formatting".into())
}

/// A field with a key, and the values are no mapping.
pub fn requires_mapping() -> Raise {
    Raise::Type("format requires a mapping".into())
}

fn star_wants_int() -> Raise {
    Raise::Type("* wants int".into())
}

/// Splits a format.
pub fn parse(format: &str) -> Vec<Piece> {
    let chars: Vec<char> = format.chars().collect();
    let mut pieces = Vec::new();
    let mut literal = String::new();
    let mut at = 0;
    while at < chars.len() {
        if chars[at] != '%' {
            literal.push(chars[at]);
            at += 1;
        } else if chars.get(at + 1) == Some(&'%') {
            literal.push('%');
            at += 2;
        } else {
            if !literal.is_empty() {
                pieces.push(Piece::Literal(std::mem::take(&mut literal)));
            }
            match parse_field(&chars, at + 1) {
                Ok(field) => {
                    at = field.index + 1;
                    pieces.push(Piece::Field(field));
                }
                Err(failure) => {
                    pieces.push(Piece::Fail(failure));
                    return pieces;
                }
            }
        }
    }
    if !literal.is_empty() {
        pieces.push(Piece::Literal(literal));
    }
    pieces
}

fn parse_field(chars: &[char], start: usize) -> std::result::Result<Field, Failure> {
    let mut field = Field {
        key: None,
        left: false,
        sign: false,
        blank: false,
        alternate: false,
        zero: false,
        width: Amount::None,
        precision: Amount::None,
        conversion: '\0',
        index: start,
    };
    match field.read(chars) {
        Ok(()) => Ok(field),
        Err(raise) => Err(Failure {
            has_key: chars.get(start) == Some(&'('),
            stars: [field.width, field.precision]
                .iter()
                .filter(|amount| **amount == Amount::Star)
                .count(),
            raise,
        }),
    }
}

fn closing_parenthesis(chars: &[char], open: usize) -> Result<usize> {
    let mut depth = 0;
    for (at, c) in chars.iter().enumerate().skip(open) {
        match c {
            '(' => depth += 1,
            ')' if depth == 1 => return Ok(at),
            ')' => depth -= 1,
            _ => {}
        }
    }
    Raise::value("incomplete format key")
}

fn amount(chars: &[char], at: &mut usize, most: i64, too_big: &str) -> Result<Amount> {
    if chars.get(*at) == Some(&'*') {
        *at += 1;
        return Ok(Amount::Star);
    }
    let mut value: Option<i64> = None;
    while let Some(digit) = chars.get(*at).and_then(|c| c.to_digit(10)) {
        let digit = i64::from(digit);
        let before = value.unwrap_or(0);
        if before > (most - digit) / 10 {
            return Raise::value(too_big);
        }
        value = Some(before * 10 + digit);
        *at += 1;
    }
    Ok(match value {
        Some(value) => Amount::Number(usize::try_from(value).unwrap_or(usize::MAX)),
        None => Amount::None,
    })
}

impl Field {
    /// Reads a conversion from after its percent sign, up to `index`.
    fn read(&mut self, chars: &[char]) -> Result<()> {
        let at = &mut self.index;
        if chars.get(*at) == Some(&'(') {
            let end = closing_parenthesis(chars, *at)?;
            self.key = Some(chars[*at + 1..end].iter().collect());
            *at = end + 1;
        }
        while let Some(c) = chars.get(*at) {
            match c {
                '-' => self.left = true,
                '+' => self.sign = true,
                ' ' => self.blank = true,
                '#' => self.alternate = true,
                '0' => self.zero = true,
                _ => break,
            }
            *at += 1;
        }
        self.width = amount(chars, at, i64::MAX, "width too big")?;
        if chars.get(*at) == Some(&'.') {
            *at += 1;
            self.precision = match amount(chars, at, i32::MAX.into(), "precision too big")? {
                Amount::None => Amount::Number(0),
                given => given,
            };
        }
        // A C length modifier means nothing here.
        if matches!(chars.get(*at), Some('h' | 'l' | 'L')) {
            *at += 1;
        }
        let Some(&conversion) = chars.get(*at) else {
            return Raise::value("incomplete format");
        };
        self.conversion = conversion;
        Ok(())
    }

    /// Puts in the value of a `*` width; `None` if that value is no integer. A negative one
    /// pads on the right.
    pub fn set_width(&mut self, value: Option<IntRef<'_>>) -> Result<()> {
        let width = star(value, i64::MAX, "ssize_t")?;
        self.left |= width < 0;
        self.width = Amount::Number(usize::try_from(width.unsigned_abs()).unwrap_or(usize::MAX));
        Ok(())
    }

    /// Puts in the value of a `*` precision; `None` if that value is no integer. A negative
    /// one counts as zero.
    pub fn set_precision(&mut self, value: Option<IntRef<'_>>) -> Result<()> {
        let precision = star(value, i32::MAX.into(), "int")?;
        self.precision = Amount::Number(usize::try_from(precision.max(0)).unwrap_or(usize::MAX));
        Ok(())
    }
}

fn star(value: Option<IntRef<'_>>, most: i64, c_type: &str) -> Result<i64> {
    let Some(value) = value else {
        return Err(star_wants_int());
    };
    match value.to_i64() {
        Some(value) if value <= most && value >= -most - 1 => Ok(value),
        _ => Raise::overflow(format!("Python int too large to convert to C {c_type}")),
    }
}

/// Lays out one value. More than `max_chars` characters end in `MemoryError`.
pub fn format_field(field: &Field, value: Value<'_>, max_chars: usize) -> Result<String> {
    let amount = |amount| match amount {
        Amount::Number(number) => Some(number),
        Amount::None | Amount::Star => None,
    };
    let (width, precision) = (amount(field.width).unwrap_or(0), amount(field.precision));
    // The value is looked at first: a wrong one is said before a large width is refused.
    let bounded = |number: usize| match number {
        number if number > max_chars => Err(Raise::Memory),
        number => Ok(number),
    };
    let width = || bounded(width);
    match field.conversion {
        's' | 'r' | 'a' => {
            let text = match value {
                Value::Str(text) | Value::Other(text) => text.into(),
                Value::Int(n) => to_decimal(n)?,
                Value::Float(x) => repr(x),
            };
            let shown: String = match precision {
                Some(most) => text.chars().take(most).collect(),
                None => text,
            };
            Ok(pad(field, width()?, ' ', "", "", &shown))
        }
        'c' => {
            let c = character(value)?;
            Ok(pad(field, width()?, ' ', "", "", c.encode_utf8(&mut [0; 4])))
        }
        'd' | 'i' | 'u' | 'o' | 'x' | 'X' => {
            let (negative, digits) = integer(field.conversion, value)?;
            let least = bounded(precision.unwrap_or(0))?;
            let prefix = match field.conversion {
                'o' if field.alternate => "0o",
                'x' if field.alternate => "0x",
                'X' if field.alternate => "0X",
                _ => "",
            };
            let digits = zero_filled(&digits, least);
            Ok(pad_number(field, width()?, negative, prefix, &digits))
        }
        'e' | 'E' | 'f' | 'F' | 'g' | 'G' => {
            let x = real(value)?;
            let precision = bounded(precision.unwrap_or(6))?;
            let how = match field.conversion.to_ascii_lowercase() {
                'e' => Layout::Exponent(precision),
                'f' => Layout::Fixed(precision),
                _ => Layout::General(precision),
            };
            let flags = LayoutFlags {
                alternate: field.alternate,
                upper: field.conversion.is_ascii_uppercase(),
                ..LayoutFlags::default()
            };
            let text = layout(x, how, flags);
            let magnitude = text.strip_prefix('-');
            let body = magnitude.unwrap_or(&text);
            Ok(pad_number(field, width()?, magnitude.is_some(), "", body))
        }
        c => {
            let shown = if (' '..='~').contains(&c) { c } else { '?' };
            Raise::value(format!(
                "unsupported format character '{shown}' (0x{:x}) at index {}",
                c as u32, field.index
            ))
        }
    }
}

fn pad_number(field: &Field, width: usize, negative: bool, prefix: &str, body: &str) -> String {
    let sign = match () {
        () if negative => "-",
        () if field.sign => "+",
        () if field.blank => " ",
        () => "",
    };
    let fill = if field.zero && !field.left { '0' } else { ' ' };
    pad(field, width, fill, sign, prefix, body)
}

/// Zeros go between the sign with its prefix and the digits, blanks before or after.
fn pad(field: &Field, width: usize, fill: char, sign: &str, prefix: &str, body: &str) -> String {
    let length = sign.len() + prefix.len() + body.chars().count();
    let filling: String = std::iter::repeat_n(fill, width.saturating_sub(length)).collect();
    if field.left {
        format!("{sign}{prefix}{body}{filling}")
    } else if fill == '0' {
        format!("{sign}{prefix}{filling}{body}")
    } else {
        format!("{filling}{sign}{prefix}{body}")
    }
}

/// The value for `%c`.
fn character(value: Value<'_>) -> Result<char> {
    match value {
        Value::Int(n) => match n.to_i64().map(u32::try_from) {
            // A surrogate is no Rust character; Python would take it.
            Some(Ok(code)) => char::from_u32(code),
            _ => None,
        }
        .ok_or_else(|| Raise::Overflow("%c arg not in range(0x110000)".into())),
        Value::Str(text) => {
            let mut chars = text.chars();
            match (chars.next(), chars.next()) {
                (Some(c), None) => Ok(c),
                _ => Raise::type_error("%c requires int or char"),
            }
        }
        Value::Float(_) | Value::Other(_) => Raise::type_error("%c requires int or char"),
    }
}

/// Sign and digits of the value for an integer conversion.
fn integer(conversion: char, value: Value<'_>) -> Result<(bool, String)> {
    let decimal = matches!(conversion, 'd' | 'i' | 'u');
    let truncated;
    let n = match value {
        Value::Int(n) => n,
        Value::Float(x) if decimal => {
            truncated = to_int(x)?;
            truncated.as_ref()
        }
        other => {
            let wanted = if decimal { "a real number" } else { "an integer" };
            return Raise::type_error(format!(
                "%{conversion} format: {wanted} is required, not {}",
                class_name(other)
            ));
        }
    };
    let digits = match conversion {
        'o' => magnitude_digits(n, 8),
        'x' => magnitude_digits(n, 16),
        'X' => magnitude_digits(n, 16).to_ascii_uppercase(),
        _ => to_decimal(n)?.trim_start_matches('-').to_string(),
    };
    Ok((n.is_negative(), digits))
}

/// The value for a float conversion.
fn real(value: Value<'_>) -> Result<f64> {
    match value {
        Value::Float(x) => Ok(x),
        Value::Int(n) => from_int(n),
        other => Raise::type_error(format!("must be real number, not {}", class_name(other))),
    }
}

fn class_name(value: Value<'_>) -> &str {
    match value {
        Value::Int(_) => "int",
        Value::Float(_) => "float",
        Value::Str(_) => "str",
        Value::Other(name) => name,
    }
}
