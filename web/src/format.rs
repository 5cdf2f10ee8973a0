//! Numbers as people read them.

/// A virtual time with the unit that suits it: `0 s`, `12.3 µs`, `500 ms`, `1.25 s`.
pub fn time(ns: u64) -> String {
    match ns {
        0 => "0 s".into(),
        1..1_000 => format!("{ns} ns"),
        1_000..1_000_000 => format!("{} µs", decimals(ns as f64 / 1e3)),
        1_000_000..1_000_000_000 => format!("{} ms", decimals(ns as f64 / 1e6)),
        _ => format!("{} s", decimals(ns as f64 / 1e9)),
    }
}

/// A count with thin groups: `1 234 567`.
pub fn count(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            // A narrow space that does not break.
            text.push('\u{202f}');
        }
        text.push(digit);
    }
    text
}

/// `1 event`, `2 events`.
pub fn plural(number: u64, word: &str) -> String {
    let ending = if number == 1 { "" } else { "s" };
    format!("{} {word}{ending}", count(number))
}

/// A thread's name without the function that threads are named after: `Thread-1 (work)`.
pub fn short_name(name: &str) -> &str {
    match name.split_once(" (") {
        Some((short, rest)) if rest.ends_with(')') && !short.is_empty() => short,
        _ => name,
    }
}

/// At most four significant decimals, without trailing zeros.
fn decimals(x: f64) -> String {
    let places = if x >= 100.0 {
        1
    } else if x >= 10.0 {
        2
    } else {
        3
    };
    let text = format!("{x:.places$}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// The end of a text, cut at a character, with a mark where it was cut.
pub fn tail(text: &str, limit: usize) -> String {
    match text.char_indices().rev().nth(limit.saturating_sub(1)) {
        Some((start, _)) if start > 0 => format!("…{}", &text[start..]),
        _ => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_have_the_unit_that_suits_them() {
        for (ns, text) in [
            (0, "0 s"),
            (7, "7 ns"),
            (1_500, "1.5 µs"),
            (12_340_000, "12.34 ms"),
            (500_000_000, "500 ms"),
            (1_000_000_000, "1 s"),
            (1_000_160_000, "1 s"),
            (61_250_000_000, "61.25 s"),
        ] {
            assert_eq!(time(ns), text);
        }
    }

    #[test]
    fn counts_have_groups() {
        assert_eq!(count(7), "7");
        assert_eq!(count(1234567), "1\u{202f}234\u{202f}567");
        assert_eq!(plural(1, "event"), "1 event");
        assert_eq!(plural(0, "event"), "0 events");
    }

    #[test]
    fn names_lose_their_function() {
        assert_eq!(short_name("Thread-1 (work)"), "Thread-1");
        assert_eq!(short_name("MainThread"), "MainThread");
        assert_eq!(short_name(" (x)"), " (x)");
    }

    #[test]
    fn tails_are_cut_at_characters() {
        assert_eq!(tail("abc", 3), "abc");
        assert_eq!(tail("äbc", 2), "…bc");
    }
}
