//! `strptime` in the C locale and UTC, as `Lib/_strptime.py` of 3.13 does it.
//!
//! Reading the format and working out the date are here, matching is in `strptime_match`.

use super::calendar::{
    DAYS, MONTHS, TimeTuple, check_date, civil_from_days, days_from_civil, days_from_iso, is_leap,
    weekday, year_day,
};
use super::strptime_match::Element::{self, Directive, Literal, Space};
use super::strptime_match::{find_match, same_letter};
use super::strrepr::repr;
use super::unicode::{decimal_value, is_space};
use super::{Raise, Result};

/// What was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Parsed {
    /// The fields of `time.struct_time`.
    pub time: TimeTuple,
    /// `%f`, else zero.
    pub microsecond: i64,
    /// `%z`: seconds and microseconds ahead of UTC.
    pub offset: Option<(i64, i64)>,
    /// `%Z` was given; in UTC it can only be UTC or GMT.
    pub zone_named: bool,
}

/// `time.strptime(text, format)` and, with its further fields, `datetime.strptime`.
pub fn strptime(text: &str, format: &str) -> Result<Parsed> {
    let elements = read_format(format)?;
    let chars: Vec<char> = text.chars().collect();
    let Some((fields, end)) = find_match(&elements, &chars) else {
        return Raise::value(format!(
            "time data {} does not match format {}",
            repr(text),
            repr(format)
        ));
    };
    if end < chars.len() {
        let rest: String = chars[end..].iter().collect();
        return Raise::value(format!("unconverted data remains: {rest}"));
    }
    let mut found = Found::default();
    for (directive, part) in fields {
        found.take(directive, &part)?;
    }
    found.resolve()
}

fn read_format(format: &str) -> Result<Vec<Element>> {
    let mut elements = Vec::new();
    let mut seen = Vec::new();
    let mut chars = format.chars().peekable();
    while let Some(c) = chars.next() {
        if is_space(c) {
            while chars.next_if(|&c| is_space(c)).is_some() {}
            elements.push(Element::Space);
            continue;
        }
        if c != '%' {
            elements.push(Element::Literal(c));
            continue;
        }
        let Some(directive) = chars.next() else {
            return Raise::value(format!("stray % in format '{format}'"));
        };
        let expanded: &[Element] = match directive {
            '%' => &[Element::Literal('%')],
            'c' => &COMPLETE,
            'x' => &DATE,
            'X' => &TIME,
            _ if "dfHIGjmMSUwuVyYzAaBbpZW".contains(directive) => &[Element::Directive(directive)],
            _ => {
                // CPython sees what its own escaping put there.
                let escaped = is_space(directive) || r"\.^$*+?(){}[]|".contains(directive);
                let shown = if escaped { '%' } else { directive };
                return Raise::value(format!("'{shown}' is a bad directive in format '{format}'"));
            }
        };
        for element in expanded {
            if let Element::Directive(letter) = element {
                if seen.contains(letter) {
                    return Raise::value(format!("redefinition of group name '{letter}'"));
                }
                seen.push(*letter);
            }
        }
        elements.extend_from_slice(expanded);
    }
    Ok(elements)
}

/// `%c`
const COMPLETE: [Element; 13] = [
    Directive('a'),
    Space,
    Directive('b'),
    Space,
    Directive('d'),
    Space,
    Directive('H'),
    Literal(':'),
    Directive('M'),
    Literal(':'),
    Directive('S'),
    Space,
    Directive('Y'),
];

/// `%x`
const DATE: [Element; 5] =
    [Directive('m'), Literal('/'), Directive('d'), Literal('/'), Directive('y')];

/// `%X`
const TIME: [Element; 5] =
    [Directive('H'), Literal(':'), Directive('M'), Literal(':'), Directive('S')];

/// What the directives said, before dates are worked out.
#[derive(Default)]
struct Found {
    year: Option<i64>,
    iso_year: Option<i64>,
    iso_week: Option<i64>,
    month: Option<i64>,
    day: Option<i64>,
    weekday: Option<i64>,
    year_day: Option<i64>,
    /// The week of the year, and whether it starts on Monday.
    week: Option<(i64, bool)>,
    hour: i64,
    /// The hour came from `%I`, so that `%p` counts.
    of_twelve: bool,
    afternoon: bool,
    minute: i64,
    second: i64,
    microsecond: i64,
    offset: Option<(i64, i64)>,
    zone_named: bool,
}

impl Found {
    fn take(&mut self, directive: char, part: &str) -> Result<()> {
        let value = number(part);
        let place = |names: &[&str]| {
            let found = names
                .iter()
                .position(|name| name.get(..3).is_some_and(|name| same_start(name, part)));
            found.map(|place| place as i64)
        };
        match directive {
            'y' => self.year = Some(if value <= 68 { 2000 } else { 1900 } + value),
            'Y' => self.year = Some(value),
            'G' => self.iso_year = Some(value),
            'V' => self.iso_week = Some(value),
            'm' => self.month = Some(value),
            'B' | 'b' => self.month = place(&MONTHS).map(|month| month + 1),
            'd' => self.day = Some(value),
            'H' => (self.hour, self.of_twelve) = (value, false),
            'I' => (self.hour, self.of_twelve) = (value, true),
            'p' => self.afternoon = part.starts_with(['p', 'P']),
            'M' => self.minute = value,
            'S' => self.second = value,
            'f' => self.microsecond = number(&format!("{part:0<6}")),
            'A' | 'a' => self.weekday = place(&DAYS),
            'w' => self.weekday = Some((value + 6) % 7),
            'u' => self.weekday = Some(value - 1),
            'j' => self.year_day = Some(value),
            'U' => self.week = Some((value, false)),
            'W' => self.week = Some((value, true)),
            'z' => self.offset = Some(read_offset(part)?),
            _ => self.zone_named = true,
        }
        Ok(())
    }

    fn resolve(self) -> Result<Parsed> {
        self.check_iso()?;
        let month = self.month.unwrap_or(1);
        let day = self.day.unwrap_or(1);
        // Without a year the leap day needs one; the answer says 1900 all the same.
        let leap_day = self.year.is_none() && (month, day) == (2, 29);
        let year = self.year.unwrap_or(if leap_day { 1904 } else { 1900 });
        let (days, year_day) = self.days(year, month, day)?;
        let (shown_year, month, day) = civil_from_days(days);
        check_date(shown_year, month, day)?;
        let hour = match (self.of_twelve, self.afternoon) {
            (true, true) => self.hour % 12 + 12,
            (true, false) => self.hour % 12,
            (false, _) => self.hour,
        };
        let time = TimeTuple {
            year: if leap_day { 1900 } else { shown_year },
            month,
            day,
            hour,
            minute: self.minute,
            second: self.second,
            weekday: self.weekday.unwrap_or(weekday(days)),
            year_day,
            is_dst: if self.zone_named { 0 } else { -1 },
        };
        Ok(Parsed {
            time,
            microsecond: self.microsecond,
            offset: self.offset,
            zone_named: self.zone_named,
        })
    }

    fn check_iso(&self) -> Result<()> {
        const WEEKDAYS: &str = "('%A', '%a', '%w', or '%u')";
        if self.iso_year.is_some() {
            if self.year_day.is_some() {
                return Raise::value(
                    "Day of the year directive '%j' is not compatible with ISO year directive \
                     '%G'. Use '%Y' instead.",
                );
            }
            if self.iso_week.is_none() || self.weekday.is_none() {
                return Raise::value(format!(
                    "ISO year directive '%G' must be used with the ISO week directive '%V' and a \
                     weekday directive {WEEKDAYS}."
                ));
            }
        } else if self.iso_week.is_some() {
            if self.year.is_none() || self.weekday.is_none() {
                return Raise::value(format!(
                    "ISO week directive '%V' must be used with the ISO year directive '%G' and a \
                     weekday directive {WEEKDAYS}."
                ));
            }
            return Raise::value(
                "ISO week directive '%V' is incompatible with the year directive '%Y'. Use the \
                 ISO year '%G' instead.",
            );
        }
        Ok(())
    }

    /// Days since 1970 by whichever directives say most, and the day of the year. The latter
    /// stays as it was given or worked out, even where it is past the year's end.
    fn days(&self, year: i64, month: i64, day: i64) -> Result<(i64, i64)> {
        let since_new_year = |year_day: i64| -> Result<(i64, i64)> {
            check_date(year, 1, 1)?;
            let days = days_from_civil(year, 1, 1) + year_day - 1;
            if year_day > 0 {
                return Ok((days, year_day));
            }
            Ok((days, year_day + 365 + i64::from(is_leap(year - 1))))
        };
        if let Some(year_day) = self.year_day {
            return since_new_year(year_day);
        }
        match (self.weekday, self.week, self.iso_year, self.iso_week) {
            (Some(weekday), Some((week, from_monday)), ..) => {
                since_new_year(year_day_of_week(year, week, weekday, from_monday))
            }
            (Some(weekday), None, Some(year), Some(week)) => {
                let days = days_from_iso(year, week, weekday + 1)?;
                let (year, ..) = civil_from_days(days);
                Ok((days, days - days_from_civil(year, 1, 1) + 1))
            }
            _ => {
                check_date(year, month, day)?;
                Ok((days_from_civil(year, month, day), year_day(year, month, day)))
            }
        }
    }
}

/// Day of the year from `%U` or `%W` and a day of the week; below one it is in the year
/// before.
fn year_day_of_week(year: i64, week: i64, day: i64, from_monday: bool) -> i64 {
    let turn = i64::from(!from_monday);
    let first = (weekday(days_from_civil(year, 1, 1)) + turn) % 7;
    let day = (day + turn) % 7;
    if week == 0 {
        return 1 + day - first;
    }
    1 + (7 - first) % 7 + 7 * (week - 1) + day
}

fn same_start(name: &str, part: &str) -> bool {
    let mut chars = part.chars();
    name.chars().all(|a| chars.next().is_some_and(|b| same_letter(a, b)))
}

/// The decimal digits of a text as a number; blanks do not count.
fn number(part: &str) -> i64 {
    part.chars().filter_map(decimal_value).fold(0, |value, digit| value * 10 + i64::from(digit))
}

/// Seconds and microseconds of a `%z`.
fn read_offset(part: &str) -> Result<(i64, i64)> {
    if part == "Z" {
        return Ok((0, 0));
    }
    let chars: Vec<char> = part.chars().collect();
    let mut digits: Vec<char> = chars[1..].to_vec();
    // With a colon after the hours there is one after the minutes too.
    if digits.get(2) == Some(&':') {
        digits.remove(2);
        if digits.len() > 4 {
            if digits[4] != ':' {
                return Raise::value(format!("Inconsistent use of : in {part}"));
            }
            digits.remove(4);
        }
    }
    let piece = |from: usize, to: usize| {
        let to = to.min(digits.len());
        let from = from.min(to);
        digits[from..to].iter().collect::<String>()
    };
    if piece(4, 6).starts_with(':') {
        return Raise::value(format!(
            "invalid literal for int() with base 10: {}",
            repr(&piece(4, 6))
        ));
    }
    let seconds = number(&piece(0, 2)) * 3_600 + number(&piece(2, 4)) * 60;
    let seconds = seconds + number(&piece(4, 6));
    let fraction = number(&format!("{:0<6}", piece(7, 13)));
    let sign = if part.starts_with('-') { -1 } else { 1 };
    Ok((sign * seconds, sign * fraction))
}
