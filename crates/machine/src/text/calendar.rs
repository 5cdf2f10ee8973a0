//! Civil dates: the proleptic Gregorian calendar, `time.struct_time`, and ISO 8601 layout.

use super::{Raise, Result};

/// Names of the days, Monday first as in Python.
pub const DAYS: [&str; 7] =
    ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

/// Names of the months.
pub const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// Is it a leap year?
pub fn is_leap(year: i64) -> bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
}

/// Days of a month from 1 to 12.
pub fn days_in_month(year: i64, month: i64) -> i64 {
    match month {
        2 => 28 + i64::from(is_leap(year)),
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// Days since 1970-01-01.
pub fn days_from_civil(year: i64, month: i64, day: i64) -> i64 {
    // Years that begin in March put the leap day last; 400 of them are 146,097 days.
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let year_of_era = year.rem_euclid(400);
    let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    era * 146_097 + day_of_era - 719_468
}

/// Year, month and day from days since 1970-01-01.
pub fn civil_from_days(days: i64) -> (i64, i64, i64) {
    let days = days + 719_468;
    let era = days.div_euclid(146_097);
    let day_of_era = days.rem_euclid(146_097);
    let year_of_era =
        (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted_month = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * shifted_month + 2) / 5 + 1;
    let month = if shifted_month < 10 { shifted_month + 3 } else { shifted_month - 9 };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    (year, month, day)
}

/// Day of the week from days since 1970-01-01, Monday being 0.
pub fn weekday(days: i64) -> i64 {
    (days + 3).rem_euclid(7)
}

/// Day of the year, the first being 1.
pub fn year_day(year: i64, month: i64, day: i64) -> i64 {
    days_from_civil(year, month, day) - days_from_civil(year, 1, 1) + 1
}

/// ISO year, week and weekday (Monday being 1) from days since 1970-01-01.
pub fn iso_calendar(days: i64) -> (i64, i64, i64) {
    // A week belongs to the year of its Thursday.
    let thursday = days - weekday(days) + 3;
    let (year, ..) = civil_from_days(thursday);
    let week = (thursday - days_from_civil(year, 1, 1)) / 7 + 1;
    (year, week, weekday(days) + 1)
}

/// Days since 1970-01-01 from ISO year, week and weekday.
pub fn days_from_iso(year: i64, week: i64, day: i64) -> Result<i64> {
    check_year(year)?;
    let fourth = days_from_civil(year, 1, 4);
    let first_monday = fourth - weekday(fourth);
    let monday = first_monday + (week.clamp(1, 54) - 1) * 7;
    // Not every year has a week 53.
    if week < 1 || iso_calendar(monday).0 != year {
        return Raise::value(format!("Invalid week: {week}"));
    }
    if !(1..=7).contains(&day) {
        return Raise::value(format!("Invalid day: {day} (range is [1, 7])"));
    }
    Ok(monday + day - 1)
}

/// Refuses what `datetime.date(year, month, day)` refuses.
pub fn check_date(year: i64, month: i64, day: i64) -> Result<()> {
    check_year(year)?;
    if !(1..=12).contains(&month) {
        return Raise::value("month must be in 1..12");
    }
    if !(1..=days_in_month(year, month)).contains(&day) {
        return Raise::value("day is out of range for month");
    }
    Ok(())
}

fn check_year(year: i64) -> Result<()> {
    if !(1..=9999).contains(&year) {
        return Raise::value(format!("year {year} is out of range"));
    }
    Ok(())
}

/// Refuses what `datetime.time(hour, minute, second, microsecond)` refuses.
pub fn check_time(hour: i64, minute: i64, second: i64, microsecond: i64) -> Result<()> {
    let refused = [
        (hour, 23, "hour"),
        (minute, 59, "minute"),
        (second, 59, "second"),
        (microsecond, 999_999, "microsecond"),
    ]
    .into_iter()
    .find(|(value, most, _)| !(0..=*most).contains(value));
    match refused {
        Some((_, most, name)) => Raise::value(format!("{name} must be in 0..{most}")),
        None => Ok(()),
    }
}

/// `time.struct_time`: Monday is weekday 0, the first of January is day 1 of the year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TimeTuple {
    /// The year, of any number of digits.
    pub year: i64,
    /// 1 to 12
    pub month: i64,
    /// 1 to 31
    pub day: i64,
    /// 0 to 23
    pub hour: i64,
    /// 0 to 59
    pub minute: i64,
    /// 0 to 61
    pub second: i64,
    /// 0 to 6
    pub weekday: i64,
    /// 1 to 366
    pub year_day: i64,
    /// Summer time: 0, 1, or -1 for unknown.
    pub is_dst: i64,
}

impl TimeTuple {
    /// `time.gmtime(seconds)`.
    pub fn from_timestamp(seconds: i64) -> TimeTuple {
        let days = seconds.div_euclid(86_400);
        let rest = seconds.rem_euclid(86_400);
        let (year, month, day) = civil_from_days(days);
        TimeTuple {
            year,
            month,
            day,
            hour: rest / 3_600,
            minute: rest / 60 % 60,
            second: rest % 60,
            weekday: weekday(days),
            year_day: year_day(year, month, day),
            is_dst: 0,
        }
    }

    /// The nine numbers in Python's order.
    pub fn fields(&self) -> [i64; 9] {
        [
            self.year,
            self.month,
            self.day,
            self.hour,
            self.minute,
            self.second,
            self.weekday,
            self.year_day,
            self.is_dst,
        ]
    }

    /// A tuple given to `time.strftime` or `time.asctime`. Zero stands for the first month,
    /// day of the month and day of the year (`checktm` in `Modules/timemodule.c`).
    pub fn from_fields(fields: [i64; 9]) -> Result<TimeTuple> {
        let [year, month, day, hour, minute, second, weekday, year_day, is_dst] = fields;
        if i32::try_from(year).is_err() {
            return Raise::overflow("year out of range");
        }
        let ranges = [
            (month, 0, 12, "month"),
            (day, 0, 31, "day of month"),
            (hour, 0, 23, "hour"),
            (minute, 0, 59, "minute"),
            (second, 0, 61, "seconds"),
            (weekday, -1, i64::MAX - 1, "day of week"),
            (year_day, 0, 366, "day of year"),
        ];
        for (value, least, most, name) in ranges {
            if !(least..=most).contains(&value) {
                return Raise::value(format!("{name} out of range"));
            }
        }
        Ok(TimeTuple {
            year,
            month: month.max(1),
            day: day.max(1),
            hour,
            minute,
            second,
            weekday: weekday.rem_euclid(7),
            year_day: year_day.max(1),
            is_dst,
        })
    }

    /// `calendar.timegm`: seconds since 1970, from year to second alone.
    pub fn timestamp(&self) -> i64 {
        let days = days_from_civil(self.year, self.month, self.day);
        days.saturating_mul(86_400)
            .saturating_add(self.hour * 3_600 + self.minute * 60 + self.second)
    }

    /// `time.asctime`, which is also `time.ctime`.
    pub fn asctime(&self) -> String {
        format!(
            "{} {}{:3} {:02}:{:02}:{:02} {}",
            &day_name(self.weekday)[..3],
            &month_name(self.month)[..3],
            self.day,
            self.hour,
            self.minute,
            self.second,
            self.year
        )
    }
}

/// The name of a day of the week, counted on from Monday without end.
pub fn day_name(weekday: i64) -> &'static str {
    DAYS[weekday.rem_euclid(7) as usize]
}

/// The name of a month from 1 to 12, and around.
pub fn month_name(month: i64) -> &'static str {
    MONTHS[(month - 1).rem_euclid(12) as usize]
}

/// How much of a time is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TimeSpec {
    /// Seconds, and microseconds unless they are zero.
    Auto,
    /// `HH`
    Hours,
    /// `HH:MM`
    Minutes,
    /// `HH:MM:SS`
    Seconds,
    /// `HH:MM:SS.sss`
    Milliseconds,
    /// `HH:MM:SS.ssssss`
    Microseconds,
}

impl TimeSpec {
    /// By its name in Python.
    pub fn parse(name: &str) -> Result<TimeSpec> {
        Ok(match name {
            "auto" => TimeSpec::Auto,
            "hours" => TimeSpec::Hours,
            "minutes" => TimeSpec::Minutes,
            "seconds" => TimeSpec::Seconds,
            "milliseconds" => TimeSpec::Milliseconds,
            "microseconds" => TimeSpec::Microseconds,
            _ => return Raise::value("Unknown timespec value"),
        })
    }
}

/// `date.isoformat()`.
pub fn iso_date(year: i64, month: i64, day: i64) -> String {
    format!("{year:04}-{month:02}-{day:02}")
}

/// `time.isoformat(timespec=…)`, without an offset.
pub fn iso_time(hour: i64, minute: i64, second: i64, microsecond: i64, spec: TimeSpec) -> String {
    let minutes = format!("{hour:02}:{minute:02}");
    match spec {
        TimeSpec::Hours => format!("{hour:02}"),
        TimeSpec::Minutes => minutes,
        TimeSpec::Auto if microsecond == 0 => format!("{minutes}:{second:02}"),
        TimeSpec::Seconds => format!("{minutes}:{second:02}"),
        TimeSpec::Milliseconds => format!("{minutes}:{second:02}.{:03}", microsecond / 1000),
        TimeSpec::Auto | TimeSpec::Microseconds => {
            format!("{minutes}:{second:02}.{microsecond:06}")
        }
    }
}

/// An offset from UTC as `+05:30`, with what `separator` says between the parts.
pub fn utc_offset(seconds: i64, separator: &str) -> String {
    let sign = if seconds < 0 { '-' } else { '+' };
    let rest = seconds.abs();
    let (hour, minute, second) = (rest / 3_600, rest / 60 % 60, rest % 60);
    let mut text = format!("{sign}{hour:02}{separator}{minute:02}");
    if second != 0 {
        text.push_str(&format!("{separator}{second:02}"));
    }
    text
}

/// `str(timedelta)` of days, seconds and microseconds as `timedelta` holds them: only the
/// days may be negative.
pub fn duration(days: i64, seconds: i64, microseconds: i64) -> String {
    let mut text = String::new();
    if days != 0 {
        let plural = if days.abs() == 1 { "" } else { "s" };
        text = format!("{days} day{plural}, ");
    }
    let (hour, minute, second) = (seconds / 3_600, seconds / 60 % 60, seconds % 60);
    text.push_str(&format!("{hour}:{minute:02}:{second:02}"));
    if microseconds != 0 {
        text.push_str(&format!(".{microseconds:06}"));
    }
    text
}
