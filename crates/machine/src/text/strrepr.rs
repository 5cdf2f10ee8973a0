//! `repr` and `ascii` of text and bytes.

use std::fmt::Write;

use super::unicode::is_printable;

/// `repr(text)`.
pub fn repr(text: &str) -> String {
    quoted(text, is_printable)
}

/// `ascii(text)` of a string; for any other object pass its `repr` to [`escape_non_ascii`].
pub fn ascii(text: &str) -> String {
    quoted(text, |c| matches!(c, ' '..='~'))
}

/// Replaces what is not ASCII in a text that is a `repr` already.
pub fn escape_non_ascii(shown: &str) -> String {
    let mut out = String::with_capacity(shown.len());
    for c in shown.chars() {
        if c.is_ascii() {
            out.push(c);
        } else {
            escape(&mut out, c);
        }
    }
    out
}

/// `repr(bytes)`.
pub fn repr_bytes(bytes: &[u8]) -> String {
    quoted_bytes(bytes, false)
}

/// `repr(bytearray)`. Unlike bytes it escapes a single quote inside double quotes too.
pub fn repr_bytearray(bytes: &[u8]) -> String {
    format!("bytearray({})", quoted_bytes(bytes, true))
}

fn quoted_bytes(bytes: &[u8], always_escape: bool) -> String {
    // Single quotes unless that would need escapes and double quotes would not.
    let quote = if bytes.contains(&b'\'') && !bytes.contains(&b'"') { '"' } else { '\'' };
    let mut out = String::with_capacity(bytes.len() + 3);
    out.push('b');
    out.push(quote);
    for &byte in bytes {
        match char::from(byte) {
            c if c == quote || c == '\\' => out.extend(['\\', c]),
            '\'' if always_escape => out.push_str("\\'"),
            c @ ' '..='~' => out.push(c),
            c => escape(&mut out, c),
        }
    }
    out.push(quote);
    out
}

fn quoted(text: &str, plain: impl Fn(char) -> bool) -> String {
    let quote = if text.contains('\'') && !text.contains('"') { '"' } else { '\'' };
    let mut out = String::with_capacity(text.len() + 2);
    out.push(quote);
    for c in text.chars() {
        if c == quote || c == '\\' {
            out.extend(['\\', c]);
        } else if plain(c) {
            out.push(c);
        } else {
            escape(&mut out, c);
        }
    }
    out.push(quote);
    out
}

fn escape(out: &mut String, c: char) {
    let code = c as u32;
    // Writing to a `String` cannot fail.
    let _ = match c {
        '\t' => out.write_str("\\t"),
        '\n' => out.write_str("\\n"),
        '\r' => out.write_str("\\r"),
        _ if code < 0x100 => write!(out, "\\x{code:02x}"),
        _ if code < 0x10000 => write!(out, "\\u{code:04x}"),
        _ => write!(out, "\\U{code:08x}"),
    };
}
