//! The format specification mini-language: what follows the colon in an f-string or
//! `str.format`, and the second argument of `format()`.
//!
//! Rules and messages are those of `Python/formatter_unicode.c`. Widths and precisions are
//! bounded by the caller, because a format of six characters may ask for a gigabyte.

use super::decimal::{Layout, LayoutFlags, layout};
use super::float::from_int;
use super::int::{magnitude_digits, to_decimal, zero_filled};
use super::unicode::decimal_value;
use super::{IntRef, Raise, Result};

/// What is formatted, for messages, and how long the result may get.
#[derive(Clone, Copy, Debug)]
pub struct Target<'a> {
    /// The name of the value's class: `int`, `bool`, a subclass.
    pub type_name: &'a str,
    /// More characters than this end in `MemoryError`.
    pub max_chars: usize,
}

/// A parsed specification.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Spec {
    fill: char,
    align: char,
    sign: Option<char>,
    no_negative_zero: bool,
    alternate: bool,
    width: usize,
    grouping: Option<char>,
    precision: Option<usize>,
    /// The presentation type, if one is given.
    kind: Option<char>,
}

/// `str.__format__`.
pub fn format_str(text: &str, spec: &str, target: Target<'_>) -> Result<String> {
    if spec.is_empty() {
        return Ok(text.into());
    }
    let spec = Spec::parse(spec, Some('s'), '<', target)?;
    if spec.kind != Some('s') {
        return Err(unknown_kind(spec.kind, target));
    }
    let refused = match spec.sign {
        Some(' ') => Some("Space"),
        Some(_) => Some("Sign"),
        None if spec.no_negative_zero => Some("Negative zero coercion (z)"),
        None if spec.alternate => Some("Alternate form (#)"),
        None if spec.align == '=' => Some("'=' alignment"),
        None => None,
    };
    if let Some(what) = refused {
        return Raise::value(format!("{what} not allowed in string format specifier"));
    }
    let shown: String = match spec.precision {
        Some(most) => text.chars().take(most).collect(),
        None => text.into(),
    };
    Ok(spec.pad("", &shown))
}

/// `int.__format__`. An empty specification means `str(n)`, which for a bool is the
/// machine's to say.
pub fn format_int(n: IntRef<'_>, spec: &str, target: Target<'_>) -> Result<String> {
    if spec.is_empty() {
        return to_decimal(n);
    }
    let spec = Spec::parse(spec, Some('d'), '>', target)?;
    let kind = spec.kind.unwrap_or('d');
    match kind {
        'b' | 'c' | 'd' | 'o' | 'x' | 'X' | 'n' => {}
        'e' | 'E' | 'f' | 'F' | 'g' | 'G' | '%' => {
            return spec.float(from_int(n)?, target);
        }
        _ => return Err(unknown_kind(spec.kind, target)),
    }
    if spec.precision.is_some() {
        return Raise::value("Precision not allowed in integer format specifier");
    }
    if spec.no_negative_zero {
        return Raise::value("Negative zero coercion (z) not allowed in integer format specifier");
    }
    if kind == 'c' {
        return spec.character(n);
    }
    let (radix, prefix) = match kind {
        'b' => (2, "0b"),
        'o' => (8, "0o"),
        'x' => (16, "0x"),
        'X' => (16, "0X"),
        _ => (10, ""),
    };
    let digits = match kind {
        'd' | 'n' => to_decimal(n)?.trim_start_matches('-').to_string(),
        'X' => magnitude_digits(n, radix).to_ascii_uppercase(),
        _ => magnitude_digits(n, radix),
    };
    let mut lead = spec.sign_text(n.is_negative()).to_string();
    if spec.alternate {
        lead.push_str(prefix);
    }
    Ok(spec.number(&lead, &digits, ""))
}

/// `float.__format__`.
pub fn format_float(x: f64, spec: &str, target: Target<'_>) -> Result<String> {
    if spec.is_empty() {
        return Ok(super::float::repr(x));
    }
    let spec = Spec::parse(spec, None, '>', target)?;
    match spec.kind {
        None | Some('e' | 'E' | 'f' | 'F' | 'g' | 'G' | 'n' | '%') => spec.float(x, target),
        other => Err(unknown_kind(other, target)),
    }
}

/// `complex.__format__`.
pub fn format_complex(real: f64, imag: f64, spec: &str, target: Target<'_>) -> Result<String> {
    let spec = Spec::parse(spec, None, '>', target)?;
    if !matches!(spec.kind, None | Some('e' | 'E' | 'f' | 'F' | 'g' | 'G' | 'n')) {
        return Err(unknown_kind(spec.kind, target));
    }
    let (layout, flags) = spec.layout(false, target)?;
    if spec.fill == '0' {
        return Raise::value("Zero padding is not allowed in complex format specifier");
    }
    if spec.align == '=' {
        return Raise::value("'=' alignment flag is not allowed in complex format specifier");
    }
    let unpadded = Spec { width: 0, ..spec.clone() };
    let signed = Spec { sign: Some('+'), ..unpadded.clone() };
    // Without a type it is shown as by `repr`: a bare imaginary number, or parentheses.
    let bare = spec.kind.is_none();
    let text = if bare && real == 0.0 && real.is_sign_positive() {
        format!("{}j", unpadded.laid_out(imag, layout, flags, ""))
    } else {
        let real = unpadded.laid_out(real, layout, flags, "");
        let imag = signed.laid_out(imag, layout, flags, "");
        if bare { format!("({real}{imag}j)") } else { format!("{real}{imag}j") }
    };
    Ok(spec.pad("", &text))
}

impl Spec {
    fn parse(
        text: &str,
        default_kind: Option<char>,
        default_align: char,
        target: Target<'_>,
    ) -> Result<Spec> {
        let chars: Vec<char> = text.chars().collect();
        let mut rest = chars.as_slice();
        let is_align = |c: Option<&char>| matches!(c, Some('<' | '>' | '=' | '^'));
        let mut spec = Spec {
            fill: ' ',
            align: default_align,
            sign: None,
            no_negative_zero: false,
            alternate: false,
            width: 0,
            grouping: None,
            precision: None,
            kind: default_kind,
        };
        let mut fill_given = false;
        let mut align_given = true;
        if is_align(rest.get(1)) {
            (spec.fill, spec.align) = (rest[0], rest[1]);
            fill_given = true;
            rest = &rest[2..];
        } else if is_align(rest.first()) {
            spec.align = rest[0];
            rest = &rest[1..];
        } else {
            align_given = false;
        }
        if let Some(&sign @ (' ' | '+' | '-')) = rest.first() {
            spec.sign = Some(sign);
            rest = &rest[1..];
        }
        spec.no_negative_zero = skip(&mut rest, 'z');
        spec.alternate = skip(&mut rest, '#');
        if !fill_given && skip(&mut rest, '0') {
            spec.fill = '0';
            if !align_given && default_align == '>' {
                spec.align = '=';
            }
        }
        let width = number(&mut rest)?.unwrap_or(0);
        if skip(&mut rest, ',') {
            spec.grouping = Some(',');
        }
        if skip(&mut rest, '_') {
            if spec.grouping.is_some() {
                return Raise::value("Cannot specify both ',' and '_'.");
            }
            spec.grouping = Some('_');
        }
        if rest.first() == Some(&',') && spec.grouping == Some('_') {
            return Raise::value("Cannot specify both ',' and '_'.");
        }
        if skip(&mut rest, '.') {
            spec.precision = number(&mut rest)?;
            if spec.precision.is_none() {
                return Raise::value("Format specifier missing precision");
            }
        }
        match rest {
            [] => {}
            // For CPython a NUL where no type is the default is no type.
            ['\0'] if default_kind.is_none() => {}
            [kind] => spec.kind = Some(*kind),
            _ => {
                return Raise::value(format!(
                    "Invalid format specifier '{text}' for object of type '{}'",
                    target.type_name
                ));
            }
        }
        spec.check_grouping()?;
        if width > target.max_chars {
            return Err(Raise::Memory);
        }
        spec.width = width;
        Ok(spec)
    }

    fn check_grouping(&self) -> Result<()> {
        let Some(separator) = self.grouping else {
            return Ok(());
        };
        match self.kind {
            None | Some('d' | 'e' | 'f' | 'g' | 'E' | 'G' | '%' | 'F') => Ok(()),
            Some('b' | 'o' | 'x' | 'X') if separator == '_' => Ok(()),
            Some(kind) => Raise::value(format!(
                "Cannot specify '{separator}' with '{}'.",
                kind_text(kind, 128)
            )),
        }
    }

    /// How a float of this specification is laid out.
    fn layout(&self, dot_0: bool, target: Target<'_>) -> Result<(Layout, LayoutFlags)> {
        const LARGEST: usize = i32::MAX as usize;
        if self.precision.is_some_and(|precision| precision > LARGEST) {
            return Raise::value("precision too big");
        }
        if self.precision.is_some_and(|precision| precision > target.max_chars) {
            return Err(Raise::Memory);
        }
        let precision = self.precision.unwrap_or(6);
        let layout = match self.kind.map(|kind| kind.to_ascii_lowercase()) {
            Some('e') => Layout::Exponent(precision),
            Some('f' | '%') => Layout::Fixed(precision),
            None if self.precision.is_none() => Layout::Shortest,
            _ => Layout::General(precision),
        };
        let flags = LayoutFlags {
            add_dot_0: dot_0 && self.kind.is_none(),
            alternate: self.alternate,
            upper: matches!(self.kind, Some('E' | 'F' | 'G')),
            no_negative_zero: self.no_negative_zero,
        };
        Ok((layout, flags))
    }

    fn float(&self, x: f64, target: Target<'_>) -> Result<String> {
        let (layout, flags) = self.layout(true, target)?;
        Ok(if self.kind == Some('%') {
            self.laid_out(x * 100.0, layout, flags, "%")
        } else {
            self.laid_out(x, layout, flags, "")
        })
    }

    fn laid_out(&self, x: f64, how: Layout, flags: LayoutFlags, suffix: &str) -> String {
        let text = layout(x, how, flags);
        let (negative, magnitude) = match text.strip_prefix('-') {
            Some(magnitude) => (true, magnitude),
            None => (false, text.as_str()),
        };
        let end = magnitude.find(|c: char| !c.is_ascii_digit()).unwrap_or(magnitude.len());
        let (digits, rest) = magnitude.split_at(end);
        self.number(self.sign_text(negative), digits, &format!("{rest}{suffix}"))
    }

    fn character(&self, n: IntRef<'_>) -> Result<String> {
        if self.sign.is_some() {
            return Raise::value("Sign not allowed with integer format specifier 'c'");
        }
        if self.alternate {
            return Raise::value(
                "Alternate form (#) not allowed with integer format specifier 'c'",
            );
        }
        let Some(code) = n.to_i64() else {
            return Raise::overflow("Python int too large to convert to C long");
        };
        // A surrogate is no Rust character; Python would take it.
        let Some(c) = u32::try_from(code).ok().and_then(char::from_u32) else {
            return Raise::overflow("%c arg not in range(0x110000)");
        };
        Ok(self.number("", "", c.encode_utf8(&mut [0; 4])))
    }

    fn sign_text(&self, negative: bool) -> &'static str {
        match self.sign {
            _ if negative => "-",
            Some('+') => "+",
            Some(' ') => " ",
            _ => "",
        }
    }

    /// Sign and prefix, whole digits, and whatever follows them.
    fn number(&self, lead: &str, digits: &str, rest: &str) -> String {
        if digits.is_empty() {
            return self.pad(lead, rest);
        }
        // Zeros that fill the width take separators too.
        let zeros = self.fill == '0' && self.align == '=';
        let taken = lead.chars().count() + rest.chars().count();
        let least = if zeros { self.width.saturating_sub(taken) } else { 0 };
        self.pad(lead, &(self.group(digits, least) + rest))
    }

    /// Whole digits with their separators, filled with zeros to at least `least` characters.
    fn group(&self, digits: &str, least: usize) -> String {
        let Some(separator) = self.grouping else {
            return zero_filled(digits, least);
        };
        let size = match self.kind {
            Some('b' | 'o' | 'x' | 'X') => 4,
            _ => 3,
        };
        // From the right; a separator is never the first character.
        let mut reversed = String::with_capacity(digits.len() * 2);
        let mut source = digits.chars().rev();
        let (mut placed, mut left) = (0, digits.len());
        while left > 0 || reversed.len() < least {
            if placed > 0 && placed % size == 0 {
                reversed.push(separator);
            }
            reversed.push(source.next().unwrap_or('0'));
            placed += 1;
            left = left.saturating_sub(1);
        }
        reversed.chars().rev().collect()
    }

    /// Fills to the width; with `=` between the lead and the body.
    fn pad(&self, lead: &str, body: &str) -> String {
        let length = lead.chars().count() + body.chars().count();
        let missing = self.width.saturating_sub(length);
        let (before, between, after) = match self.align {
            '<' => (0, 0, missing),
            '=' => (0, missing, 0),
            '^' => (missing / 2, 0, missing - missing / 2),
            _ => (missing, 0, 0),
        };
        let fill = |count| std::iter::repeat_n(self.fill, count);
        let mut out = String::with_capacity(lead.len() + body.len() + missing);
        out.extend(fill(before));
        out.push_str(lead);
        out.extend(fill(between));
        out.push_str(body);
        out.extend(fill(after));
        out
    }
}

fn skip(rest: &mut &[char], c: char) -> bool {
    let found = rest.first() == Some(&c);
    if found {
        *rest = &rest[1..];
    }
    found
}

/// A run of decimal digits of any script.
fn number(rest: &mut &[char]) -> Result<Option<usize>> {
    let mut value: Option<i64> = None;
    while let Some(digit) = rest.first().and_then(|&c| decimal_value(c)) {
        let next = value
            .unwrap_or(0)
            .checked_mul(10)
            .and_then(|value| value.checked_add(i64::from(digit)));
        if next.is_none() {
            return Raise::value("Too many decimal digits in format string");
        }
        value = next;
        *rest = &rest[1..];
    }
    // On a 32-bit build a larger number is out of bounds all the same.
    Ok(value.map(|value| usize::try_from(value).unwrap_or(usize::MAX)))
}

fn unknown_kind(kind: Option<char>, target: Target<'_>) -> Raise {
    Raise::Value(format!(
        "Unknown format code '{}' for object of type '{}'",
        kind_text(kind.unwrap_or('\0'), 128),
        target.type_name
    ))
}

/// A character as C's `%c` where it is ASCII, its code elsewhere.
pub(super) fn kind_text(c: char, end: u32) -> String {
    match c as u32 {
        code if code > 32 && code < end => c.to_string(),
        code => format!("\\x{code:x}"),
    }
}
