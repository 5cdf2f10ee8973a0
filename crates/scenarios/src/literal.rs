//! Literals that a form field can hold: reading them from Python and writing them back.

use std::fmt;

/// A parameter's value.
#[derive(Clone, Debug, PartialEq)]
#[allow(missing_docs)]
pub enum Value {
    Int(i64),
    Float(f64),
    Bool(bool),
    Str(String),
    /// Any other Python expression, kept as text: Colab's `{type:"raw"}`.
    Raw(String),
}

impl Value {
    /// Reads a Python literal; `None` where `text` is something else.
    pub fn parse(text: &str) -> Option<Value> {
        let text = text.trim();
        match text {
            "True" => return Some(Value::Bool(true)),
            "False" => return Some(Value::Bool(false)),
            _ => {}
        }
        if text.starts_with(['\'', '"']) {
            return parse_string(text).map(Value::Str);
        }
        parse_number(text)
    }

    /// The value as a form control shows it: a string without its quotes.
    pub fn plain(&self) -> String {
        match self {
            Value::Str(text) => text.clone(),
            other => other.to_string(),
        }
    }

    /// The value as a number, for sliders.
    pub fn number(&self) -> Option<f64> {
        match self {
            Value::Int(n) => Some(*n as f64),
            Value::Float(x) => Some(*x),
            _ => None,
        }
    }
}

/// As a Python literal.
impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Value::Int(n) => write!(f, "{n}"),
            // Rust's shortest form that reads back is Python's, with a point for whole numbers.
            Value::Float(x) => write!(f, "{x:?}"),
            Value::Bool(true) => write!(f, "True"),
            Value::Bool(false) => write!(f, "False"),
            Value::Raw(text) => write!(f, "{text}"),
            Value::Str(text) => {
                // As `repr` chooses the quotes.
                let quote = if text.contains('\'') && !text.contains('"') { '"' } else { '\'' };
                write!(f, "{quote}")?;
                for c in text.chars() {
                    match c {
                        '\\' => write!(f, "\\\\")?,
                        '\n' => write!(f, "\\n")?,
                        '\r' => write!(f, "\\r")?,
                        '\t' => write!(f, "\\t")?,
                        c if c == quote => write!(f, "\\{c}")?,
                        c if c.is_control() => write!(f, "\\u{:04x}", c as u32)?,
                        c => write!(f, "{c}")?,
                    }
                }
                write!(f, "{quote}")
            }
        }
    }
}

/// An int or float as Python writes them, underscores and sign included.
pub fn parse_number(text: &str) -> Option<Value> {
    let (negative, digits) = match text.strip_prefix('-') {
        Some(rest) => (true, rest.trim_start()),
        None => (false, text.strip_prefix('+').unwrap_or(text).trim_start()),
    };
    let underscores_stand_between_digits = !digits.starts_with('_')
        && !digits.ends_with('_')
        && !digits.contains("__")
        && !digits.contains("_.")
        && !digits.contains("._");
    if !digits.starts_with(|c: char| c.is_ascii_digit() || c == '.')
        || !underscores_stand_between_digits
    {
        return None;
    }
    let digits = digits.replace('_', "");
    if digits.bytes().all(|b| b.is_ascii_digit()) {
        let leading_zero = digits.len() > 1 && digits.starts_with('0');
        let value: i64 = if leading_zero { None } else { digits.parse().ok() }?;
        return Some(Value::Int(if negative { -value } else { value }));
    }
    if !digits.bytes().all(|b| matches!(b, b'0'..=b'9' | b'.' | b'e' | b'E' | b'+' | b'-')) {
        return None;
    }
    let value: f64 = digits.parse().ok()?;
    value.is_finite().then_some(Value::Float(if negative { -value } else { value }))
}

/// A string in single or double quotes on one line, with the common escapes.
fn parse_string(text: &str) -> Option<String> {
    let quote = text.chars().next()?;
    let inner = text.strip_prefix(quote)?.strip_suffix(quote)?;
    let (value, ended) = unescape(inner, quote);
    (!ended).then_some(value)
}

/// Resolves escapes up to an unescaped `quote`; says whether one was met.
pub fn unescape(text: &str, quote: char) -> (String, bool) {
    let mut value = String::new();
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        if c == quote {
            return (value, true);
        }
        if c != '\\' {
            value.push(c);
            continue;
        }
        match chars.next() {
            None => return (value, true),
            Some('n') => value.push('\n'),
            Some('r') => value.push('\r'),
            Some('t') => value.push('\t'),
            Some('\n') => {}
            Some(digits @ ('x' | 'u' | 'U')) => {
                let count = match digits {
                    'x' => 2,
                    'u' => 4,
                    _ => 8,
                };
                let code: String = chars.by_ref().take(count).collect();
                let c = u32::from_str_radix(&code, 16).ok().and_then(char::from_u32);
                value.push(c.unwrap_or(char::REPLACEMENT_CHARACTER));
            }
            Some(c @ ('\\' | '\'' | '"')) => value.push(c),
            // As Python does with an escape it does not know.
            Some(c) => value.extend(['\\', c]),
        }
    }
    (value, false)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn literals_round_trip() {
        for text in
            ["0", "4", "-3", "0.5", "1.0", "-2.5", "True", "False", "'a'", "'a\\nb'", "\"it's\""]
        {
            assert_eq!(Value::parse(text).expect(text).to_string(), text);
        }
        assert_eq!(Value::parse("1_000"), Some(Value::Int(1000)));
        assert_eq!(Value::parse("1e3"), Some(Value::Float(1000.0)));
        assert_eq!(Value::parse("'\\x41\\u00e9'"), Some(Value::Str("Aé".into())));
    }

    #[test]
    fn what_is_no_literal_is_refused() {
        for text in
            ["", "x", "007", "_1", "1__2", "0x10", "'a", "'a'b'", "1e999", "[1]", "--1", "'\\'"]
        {
            assert_eq!(Value::parse(text), None, "{text}");
        }
    }
}
