//! `str`'s questions about characters (`isalpha`, `isupper`, …) and its case conversions.
//!
//! The conversions know images of several characters (`"ß".upper()`) and the final sigma,
//! as in `Objects/unicodeobject.c`.

use super::unicode::{self, push_folded, push_lower, push_title, push_upper};

/// `text.isalpha()`.
pub fn is_alpha(text: &str) -> bool {
    all(text, unicode::is_alpha)
}

/// `text.isdecimal()`.
pub fn is_decimal(text: &str) -> bool {
    all(text, unicode::is_decimal)
}

/// `text.isdigit()`.
pub fn is_digit(text: &str) -> bool {
    all(text, unicode::is_digit)
}

/// `text.isnumeric()`.
pub fn is_numeric(text: &str) -> bool {
    all(text, unicode::is_numeric)
}

/// `text.isalnum()`.
pub fn is_alnum(text: &str) -> bool {
    all(text, unicode::is_alnum)
}

/// `text.isspace()`.
pub fn is_space(text: &str) -> bool {
    all(text, unicode::is_space)
}

/// `text.isprintable()`; true of the empty string.
pub fn is_printable(text: &str) -> bool {
    text.chars().all(unicode::is_printable)
}

/// `text.isidentifier()`.
pub fn is_identifier(text: &str) -> bool {
    let mut chars = text.chars();
    chars.next().is_some_and(unicode::is_identifier_start)
        && chars.all(unicode::is_identifier_continue)
}

/// `text.islower()`: some lowercase and nothing else that has a case.
pub fn is_lower(text: &str) -> bool {
    text.chars().any(unicode::is_lower)
        && !text.chars().any(|c| unicode::is_upper(c) || unicode::is_title(c))
}

/// `text.isupper()`: some uppercase and nothing else that has a case.
pub fn is_upper(text: &str) -> bool {
    text.chars().any(unicode::is_upper)
        && !text.chars().any(|c| unicode::is_lower(c) || unicode::is_title(c))
}

/// `text.istitle()`: uppercase only at the start of a word, lowercase only inside one.
pub fn is_title(text: &str) -> bool {
    let (mut seen, mut inside) = (false, false);
    for c in text.chars() {
        if unicode::is_upper(c) || unicode::is_title(c) {
            if inside {
                return false;
            }
            (seen, inside) = (true, true);
        } else if unicode::is_lower(c) {
            if !inside {
                return false;
            }
            seen = true;
        } else {
            inside = false;
        }
    }
    seen
}

/// `text.lower()`.
pub fn lower(text: &str) -> String {
    map(text, |out, at, c| push_lower_at(out, text, at, c))
}

/// `text.upper()`.
pub fn upper(text: &str) -> String {
    map(text, |out, _, c| push_upper(out, c))
}

/// `text.casefold()`.
pub fn casefold(text: &str) -> String {
    map(text, |out, _, c| push_folded(out, c))
}

/// `text.title()`.
pub fn title(text: &str) -> String {
    let mut inside = false;
    map(text, |out, at, c| {
        if inside {
            push_lower_at(out, text, at, c);
        } else {
            push_title(out, c);
        }
        inside = unicode::is_cased(c);
    })
}

/// `text.capitalize()`.
pub fn capitalize(text: &str) -> String {
    map(text, |out, at, c| {
        if at == 0 {
            push_title(out, c);
        } else {
            push_lower_at(out, text, at, c);
        }
    })
}

/// `text.swapcase()`.
pub fn swapcase(text: &str) -> String {
    map(text, |out, at, c| {
        if unicode::is_upper(c) {
            push_lower_at(out, text, at, c);
        } else if unicode::is_lower(c) {
            push_upper(out, c);
        } else {
            out.push(c);
        }
    })
}

fn all(text: &str, what: impl Fn(char) -> bool) -> bool {
    !text.is_empty() && text.chars().all(what)
}

fn map(text: &str, mut push: impl FnMut(&mut String, usize, char)) -> String {
    let mut out = String::with_capacity(text.len());
    for (at, c) in text.char_indices() {
        push(&mut out, at, c);
    }
    out
}

/// Lowercase of the character at a byte position, minding the final sigma.
fn push_lower_at(out: &mut String, text: &str, at: usize, c: char) {
    if c == 'Σ' {
        out.push(if is_final_sigma(text, at) { 'ς' } else { 'σ' });
    } else {
        push_lower(out, c);
    }
}

/// A letter comes before and none after, looking through what is case-ignorable.
fn is_final_sigma(text: &str, at: usize) -> bool {
    let cased = |c: Option<char>| c.is_some_and(unicode::is_cased);
    let seen = |c: &char| !unicode::is_case_ignorable(*c);
    let after = &text[at + 'Σ'.len_utf8()..];
    cased(text[..at].chars().rev().find(seen)) && !cased(after.chars().find(seen))
}
