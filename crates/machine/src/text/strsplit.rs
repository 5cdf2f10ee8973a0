//! `str` taken apart, stripped and padded.
//!
//! Positions here are bytes of a `str`; widths and columns are characters, as in Python.

use super::unicode::{is_line_break, is_space};
use super::{Raise, Result};

/// `text.split(None, most)`: words between white space; a negative `most` is no limit.
pub fn split_words(text: &str, most: i64) -> Vec<&str> {
    let mut words = Vec::new();
    let mut rest = text.trim_start_matches(is_space);
    while !rest.is_empty() {
        if words.len() as i64 == most {
            // The last word keeps the white space at its end.
            words.push(rest);
            break;
        }
        let end = rest.find(is_space).unwrap_or(rest.len());
        words.push(&rest[..end]);
        rest = rest[end..].trim_start_matches(is_space);
    }
    words
}

/// `text.rsplit(None, most)`.
pub fn rsplit_words(text: &str, most: i64) -> Vec<&str> {
    let mut words = Vec::new();
    let mut rest = text.trim_end_matches(is_space);
    while !rest.is_empty() {
        if words.len() as i64 == most {
            words.push(rest);
            break;
        }
        let space = rest.char_indices().rev().find(|&(_, c)| is_space(c));
        let start = space.map_or(0, |(at, c)| at + c.len_utf8());
        words.push(&rest[start..]);
        rest = rest[..start].trim_end_matches(is_space);
    }
    words.reverse();
    words
}

/// `text.split(separator, most)`.
pub fn split<'a>(text: &'a str, separator: &str, most: i64) -> Result<Vec<&'a str>> {
    check_separator(separator)?;
    Ok(match usize::try_from(most) {
        Ok(most) => text.splitn(most.saturating_add(1), separator).collect(),
        Err(_) => text.split(separator).collect(),
    })
}

/// `text.rsplit(separator, most)`.
pub fn rsplit<'a>(text: &'a str, separator: &str, most: i64) -> Result<Vec<&'a str>> {
    check_separator(separator)?;
    let mut parts: Vec<&str> = match usize::try_from(most) {
        Ok(most) => text.rsplitn(most.saturating_add(1), separator).collect(),
        Err(_) => text.rsplit(separator).collect(),
    };
    parts.reverse();
    Ok(parts)
}

/// `text.partition(separator)`.
pub fn partition<'a>(text: &'a str, separator: &'a str) -> Result<(&'a str, &'a str, &'a str)> {
    check_separator(separator)?;
    Ok(match text.split_once(separator) {
        Some((before, after)) => (before, separator, after),
        None => (text, "", ""),
    })
}

/// `text.rpartition(separator)`.
pub fn rpartition<'a>(text: &'a str, separator: &'a str) -> Result<(&'a str, &'a str, &'a str)> {
    check_separator(separator)?;
    Ok(match text.rsplit_once(separator) {
        Some((before, after)) => (before, separator, after),
        None => ("", "", text),
    })
}

fn check_separator(separator: &str) -> Result<()> {
    if separator.is_empty() {
        return Raise::value("empty separator");
    }
    Ok(())
}

/// `text.splitlines(keep_ends)`.
pub fn split_lines(text: &str, keep_ends: bool) -> Vec<&str> {
    let mut lines = Vec::new();
    let mut rest = text;
    while !rest.is_empty() {
        let (line, end) = match rest.char_indices().find(|&(_, c)| is_line_break(c)) {
            Some((at, '\r')) if rest[at + 1..].starts_with('\n') => (at, at + 2),
            Some((at, c)) => (at, at + c.len_utf8()),
            None => (rest.len(), rest.len()),
        };
        lines.push(&rest[..if keep_ends { end } else { line }]);
        rest = &rest[end..];
    }
    lines
}

/// Which ends are stripped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ends {
    /// `lstrip`
    Left,
    /// `rstrip`
    Right,
    /// `strip`
    Both,
}

/// `text.strip(characters)` and its kin; white space where no characters are given.
pub fn strip<'a>(text: &'a str, characters: Option<&str>, ends: Ends) -> &'a str {
    let drop = |c: char| match characters {
        Some(characters) => characters.contains(c),
        None => is_space(c),
    };
    let text = match ends {
        Ends::Right => text,
        Ends::Left | Ends::Both => text.trim_start_matches(drop),
    };
    match ends {
        Ends::Left => text,
        Ends::Right | Ends::Both => text.trim_end_matches(drop),
    }
}

/// `text.expandtabs(size)`, at most `max_chars` long.
pub fn expand_tabs(text: &str, size: i64, max_chars: usize) -> Result<String> {
    let size = usize::try_from(size).unwrap_or(0);
    let mut out = String::with_capacity(text.len());
    let (mut column, mut length) = (0, 0_usize);
    for c in text.chars() {
        let width = match c {
            '\t' if size == 0 => 0,
            '\t' => size - column % size,
            _ => 1,
        };
        length = length.saturating_add(width);
        if length > max_chars {
            return Err(Raise::Memory);
        }
        match c {
            '\t' => out.extend(std::iter::repeat_n(' ', width)),
            _ => out.push(c),
        }
        column = if matches!(c, '\n' | '\r') { 0 } else { column + width };
    }
    Ok(out)
}

/// `text.ljust(width, fill)`, at most `max_chars` long.
pub fn left_justify(text: &str, width: i64, fill: char, max_chars: usize) -> Result<String> {
    let missing = missing(text, width, max_chars)?;
    Ok(filled(text, 0, missing, fill))
}

/// `text.rjust(width, fill)`, at most `max_chars` long.
pub fn right_justify(text: &str, width: i64, fill: char, max_chars: usize) -> Result<String> {
    let missing = missing(text, width, max_chars)?;
    Ok(filled(text, missing, 0, fill))
}

/// `text.center(width, fill)`, at most `max_chars` long.
pub fn center(text: &str, width: i64, fill: char, max_chars: usize) -> Result<String> {
    let missing = missing(text, width, max_chars)?;
    // An odd one goes left where the width is odd too.
    let left = missing / 2 + (missing & width as usize & 1);
    Ok(filled(text, left, missing - left, fill))
}

/// `text.zfill(width)`: zeros after a sign, at most `max_chars` long.
pub fn zero_fill(text: &str, width: i64, max_chars: usize) -> Result<String> {
    let missing = missing(text, width, max_chars)?;
    let digits = text.strip_prefix(['+', '-']).unwrap_or(text);
    let sign = &text[..text.len() - digits.len()];
    Ok(format!("{sign}{}", filled(digits, missing, 0, '0')))
}

/// How many characters a text lacks to a width.
fn missing(text: &str, width: i64, max_chars: usize) -> Result<usize> {
    let length = text.chars().count();
    let width = usize::try_from(width.max(0)).unwrap_or(usize::MAX);
    if width > length && width > max_chars {
        return Err(Raise::Memory);
    }
    Ok(width.saturating_sub(length))
}

fn filled(text: &str, left: usize, right: usize, fill: char) -> String {
    let mut out = String::with_capacity(text.len() + (left + right) * fill.len_utf8());
    out.extend(std::iter::repeat_n(fill, left));
    out.push_str(text);
    out.extend(std::iter::repeat_n(fill, right));
    out
}
