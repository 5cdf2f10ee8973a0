//! `strftime` in the C locale, as glibc writes it, with its flags and widths (but none for
//! `%z`).

use super::calendar::{TimeTuple, day_name, days_from_civil, iso_calendar, month_name, utc_offset};

/// What `%Z`, `%z` and `%f` write.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Zone<'a> {
    /// The zone's name, empty for none.
    pub name: &'a str,
    /// Seconds ahead of UTC; none for a naive `datetime`.
    pub offset: Option<i64>,
    /// A `datetime`'s microseconds; `time.strftime` knows no `%f`.
    pub microsecond: Option<i64>,
}

/// What stands between the percent sign and the directive.
#[derive(Clone, Copy, Default)]
struct Flags {
    /// `-`, `_` or `0`
    pad: Option<char>,
    /// `^`
    upper: bool,
    /// `#`
    swap: bool,
    width: usize,
}

/// Formats a time. A directive that is unknown, or cut short, stays as it is.
pub fn strftime(format: &str, time: &TimeTuple, zone: Zone<'_>) -> String {
    let mut out = String::with_capacity(format.len() * 2);
    let mut rest = format;
    while let Some(at) = rest.find('%') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let (flags, directive, length) = read_directive(rest);
        let text = directive.and_then(|directive| write_directive(directive, flags, time, zone));
        out.push_str(text.as_deref().unwrap_or(&rest[..length]));
        rest = &rest[length..];
    }
    out.push_str(rest);
    out
}

/// Flags, the directive's letter, and how many bytes both take.
fn read_directive(text: &str) -> (Flags, Option<char>, usize) {
    /// Wider than this no field is padded: a bound of our own.
    const WIDEST: usize = 1_000;
    let mut flags = Flags::default();
    let mut chars = text.char_indices().skip(1).peekable();
    while let Some((_, c)) = chars.next_if(|(_, c)| matches!(c, '-' | '_' | '0' | '^' | '#')) {
        match c {
            '^' => flags.upper = true,
            '#' => flags.swap = true,
            pad => flags.pad = Some(pad),
        }
    }
    while let Some(digit) = chars.peek().and_then(|(_, c)| c.to_digit(10)) {
        chars.next();
        flags.width = (flags.width * 10 + digit as usize).min(WIDEST);
    }
    let modifier = chars.next_if(|(_, c)| matches!(c, 'E' | 'O'));
    let Some((at, directive)) = chars.next() else {
        return (flags, None, text.len());
    };
    let takes = match modifier {
        None => true,
        Some((_, 'E')) => matches!(directive, 'c' | 'C' | 'x' | 'X' | 'y' | 'Y'),
        Some(_) => "deHIklmMSuUVwWy".contains(directive),
    };
    (flags, takes.then_some(directive), at + directive.len_utf8())
}

fn write_directive(
    directive: char,
    flags: Flags,
    time: &TimeTuple,
    zone: Zone<'_>,
) -> Option<String> {
    let number = |value: i64, digits: usize| Some(pad_number(value, digits, '0', flags));
    let blank = |value: i64, digits: usize| Some(pad_number(value, digits, '_', flags));
    let text = |text: &str| Some(pad_text(text, flags, flags.swap));
    let nested = |format: &str| Some(pad_text(&strftime(format, time, zone), flags, false));
    let twelve = (time.hour + 11) % 12 + 1;
    // The tuple's own day of the week counts, even where it is not the date's.
    let since_sunday = (time.weekday + 1) % 7;
    let half = if time.hour < 12 { "AM" } else { "PM" };
    match directive {
        'a' => text(&day_name(time.weekday)[..3]),
        'A' => text(day_name(time.weekday)),
        'b' | 'h' => text(&month_name(time.month)[..3]),
        'B' => text(month_name(time.month)),
        'c' => nested("%a %b %e %H:%M:%S %Y"),
        'C' => number(time.year.div_euclid(100), 1),
        'd' => number(time.day, 2),
        'D' | 'x' => nested("%m/%d/%y"),
        'e' => blank(time.day, 2),
        'f' => zone.microsecond.map(|value| format!("{value:06}")),
        'F' => nested("%Y-%m-%d"),
        'g' => number(iso_year_and_week(time).0.rem_euclid(100), 2),
        'G' => number(iso_year_and_week(time).0, 1),
        'H' => number(time.hour, 2),
        'I' => number(twelve, 2),
        'j' => number(time.year_day, 3),
        'k' => blank(time.hour, 2),
        'l' => blank(twelve, 2),
        'm' => number(time.month, 2),
        'M' => number(time.minute, 2),
        'n' => text("\n"),
        'p' if flags.swap => text(&half.to_ascii_lowercase()).map(|text| text.to_lowercase()),
        'p' => text(half),
        'P' => text(&half.to_ascii_lowercase()).map(|text| text.to_lowercase()),
        'r' => nested("%I:%M:%S %p"),
        'R' => nested("%H:%M"),
        's' => blank(time.timestamp(), 1),
        'S' => number(time.second, 2),
        't' => text("\t"),
        'T' | 'X' => nested("%H:%M:%S"),
        'u' => number((since_sunday + 6) % 7 + 1, 1),
        'U' => number((time.year_day - 1 - since_sunday + 7) / 7, 2),
        'V' => number(iso_year_and_week(time).1, 2),
        'w' => number(since_sunday, 1),
        'W' => number((time.year_day - 1 - time.weekday + 7) / 7, 2),
        'y' => number(time.year.rem_euclid(100), 2),
        'Y' => number(time.year, 1),
        'z' => Some(zone.offset.map_or(String::new(), |offset| utc_offset(offset, ""))),
        'Z' if flags.swap => Some(zone.name.to_lowercase()),
        'Z' => text(zone.name),
        '%' => text("%"),
        _ => None,
    }
}

/// The ISO year and week by the tuple's own day of the year.
fn iso_year_and_week(time: &TimeTuple) -> (i64, i64) {
    let new_year = days_from_civil(time.year, 1, 1);
    let (year, week, _) = iso_calendar(new_year + time.year_day - 1);
    (year, week)
}

/// A number of at least so many digits, padded as the flags or else the directive say.
fn pad_number(value: i64, digits: usize, usual: char, flags: Flags) -> String {
    let magnitude = value.unsigned_abs().to_string();
    let sign = if value < 0 { "-" } else { "" };
    let least = digits.max(flags.width).saturating_sub(sign.len());
    match flags.pad.unwrap_or(usual) {
        '-' => format!("{:>width$}", format!("{sign}{magnitude}"), width = flags.width),
        '_' => format!("{:>least$}", format!("{sign}{magnitude}")),
        _ => format!("{sign}{magnitude:0>least$}"),
    }
}

fn pad_text(text: &str, flags: Flags, upper: bool) -> String {
    let shown = if flags.upper || upper { text.to_uppercase() } else { text.into() };
    let width = flags.width;
    match flags.pad {
        Some('0') => format!("{shown:0>width$}"),
        _ => format!("{shown:>width$}"),
    }
}
