//! Matching a text against a `strptime` format.
//!
//! CPython turns the format into a regular expression; here each directive offers the texts
//! it can match in the order the expression would try them, and a stack of untried offers
//! does the backtracking (so that `%m%d` reads `11` as January the first).

use super::calendar::{DAYS, MONTHS};
use super::unicode::{decimal_value, is_space};

/// An element of a format.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Element {
    /// One or more white-space characters.
    Space,
    /// A character, in either case.
    Literal(char),
    /// A directive's letter.
    Directive(char),
}

/// The directives' texts in order, and where the match ends.
pub(super) type Match = (Vec<(char, String)>, usize);

pub(super) fn find_match(elements: &[Element], text: &[char]) -> Option<Match> {
    // For each element so far: where it starts, and the ends not tried yet, best last.
    let mut stack: Vec<(usize, Vec<usize>)> = Vec::with_capacity(elements.len());
    let mut at = 0;
    loop {
        match elements.get(stack.len()) {
            None => break,
            Some(element) => stack.push((at, offers(*element, text, at))),
        }
        // Go back to the last element that has something left to offer.
        loop {
            let (_, ends) = stack.last_mut()?;
            if let Some(end) = ends.pop() {
                at = end;
                break;
            }
            stack.pop();
        }
    }
    let mut fields = Vec::new();
    for (place, element) in elements.iter().enumerate() {
        if let Element::Directive(letter) = element {
            let end = stack.get(place + 1).map_or(at, |next| next.0);
            let part = text[stack[place].0..end].iter().collect();
            fields.push((*letter, part));
        }
    }
    Some((fields, at))
}

/// Where an element that starts here may end; the first choice comes last.
fn offers(element: Element, text: &[char], at: usize) -> Vec<usize> {
    let rest = &text[at..];
    let directive = match element {
        Element::Space => {
            let length = rest.iter().take_while(|&&c| is_space(c)).count();
            return (at + 1..=at + length).collect();
        }
        Element::Literal(c) => {
            let same = rest.first().is_some_and(|&found| same_letter(found, c));
            return if same { vec![at + 1] } else { Vec::new() };
        }
        Element::Directive(letter) => letter,
    };
    let mut lengths = match directive {
        'A' => names(rest, &DAYS, usize::MAX),
        'a' => names(rest, &DAYS, 3),
        'B' => names(rest, &MONTHS, usize::MAX),
        'b' => names(rest, &MONTHS, 3),
        'p' => names(rest, &["AM", "PM"], 2),
        'Z' => names(rest, &["UTC", "GMT"], 3),
        'z' => offsets(rest),
        _ => numbers(directive, rest),
    };
    lengths.reverse();
    lengths.into_iter().map(|length| at + length).collect()
}

pub(super) fn same_letter(a: char, b: char) -> bool {
    a == b || a.to_lowercase().eq(b.to_lowercase())
}

fn names(rest: &[char], names: &[&str], most: usize) -> Vec<usize> {
    let mut lengths: Vec<usize> = names
        .iter()
        .map(|name| &name[..name.len().min(most)])
        .filter(|name| {
            name.len() <= rest.len() && name.chars().zip(rest).all(|(a, &b)| same_letter(a, b))
        })
        .map(str::len)
        .collect();
    // The longest name is tried first.
    lengths.sort_by_key(|&length| std::cmp::Reverse(length));
    lengths
}

/// `±HH[:]MM[[:]SS[.ffffff]]` or `Z`.
fn offsets(rest: &[char]) -> Vec<usize> {
    if rest.first() == Some(&'Z') {
        return vec![1];
    }
    if !matches!(rest.first(), Some('+' | '-')) {
        return Vec::new();
    }
    let digit = |at: usize| rest.get(at).is_some_and(|&c| decimal_value(c).is_some());
    let tens = |at: usize| matches!(rest.get(at), Some('0'..='5'));
    let colon = |at: usize| usize::from(rest.get(at) == Some(&':'));
    if !digit(1) || !digit(2) {
        return Vec::new();
    }
    let minutes = 3 + colon(3);
    if !tens(minutes) || !digit(minutes + 1) {
        return Vec::new();
    }
    let mut ends = vec![minutes + 2];
    let seconds = minutes + 2 + colon(minutes + 2);
    if tens(seconds) && digit(seconds + 1) {
        let end = seconds + 2;
        ends.push(end);
        if rest.get(end) == Some(&'.') {
            let digits = (1..=6).take_while(|&more| digit(end + more)).count();
            ends.extend((1..=digits).map(|more| end + 1 + more));
        }
    }
    ends.reverse();
    ends
}

/// The lengths of the numbers a directive takes, in the order of its alternatives.
fn numbers(directive: char, rest: &[char]) -> Vec<usize> {
    // In the patterns `d` is any decimal digit; a class of characters stands for itself.
    let alternatives: &[&str] = match directive {
        'd' => &["3[01]", "[12]d", "0[123456789]", "[123456789]", " [123456789]"],
        'f' => &["######", "#####", "####", "###", "##", "#"],
        'H' => &["2[0123]", "[01]d", "d"],
        'I' | 'm' => &["1[012]", "0[123456789]", "[123456789]"],
        'G' | 'Y' => &["dddd"],
        'j' => &[
            "36[0123456]",
            "3[012345]d",
            "[12]dd",
            "0[123456789]d",
            "00[123456789]",
            "[123456789]d",
            "0[123456789]",
            "[123456789]",
        ],
        'M' => &["[012345]d", "d"],
        'S' => &["6[01]", "[012345]d", "d"],
        'U' | 'W' => &["5[0123]", "[01234]d", "d"],
        'V' => &["5[0123]", "0[123456789]", "[1234]d", "d"],
        'w' => &["[0123456]"],
        'u' => &["[1234567]"],
        _ => &["dd"],
    };
    alternatives.iter().filter_map(|pattern| match_length(pattern, rest)).collect()
}

fn match_length(pattern: &str, rest: &[char]) -> Option<usize> {
    let mut length = 0;
    let mut pattern = pattern;
    while let Some(first) = pattern.chars().next() {
        let found = *rest.get(length)?;
        let (class, left) = match pattern.strip_prefix('[') {
            Some(inside) => inside.split_once(']')?,
            None => pattern.split_at(first.len_utf8()),
        };
        let matches = match class {
            "d" => decimal_value(found).is_some(),
            "#" => found.is_ascii_digit(),
            class => class.contains(found),
        };
        if !matches {
            return None;
        }
        length += 1;
        pattern = left;
    }
    Some(length)
}
