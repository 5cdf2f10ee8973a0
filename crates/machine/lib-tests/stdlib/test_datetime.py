"""datetime, strptime, calendar."""

import copy
import datetime
import pickle
import random
import sys
import time

import _strptime

import support
from support import compare, same


def deltas(m):
    D = m.timedelta
    rng = random.Random(2)
    out = [D(1), D(0), D(-1), D(hours=25, minutes=-3), D(seconds=0.1), D(microseconds=1.5), D(microseconds=2.5), D(weeks=1, milliseconds=7), D(days=-1, seconds=1), D(0.5), D(days=1.00000001)]
    for _ in range(40):
        a = D(rng.randint(-50, 50), rng.uniform(-1e5, 1e5), rng.randint(-10**7, 10**7))
        b = D(rng.randint(-5, 5), rng.uniform(-1e3, 1e3))
        n = rng.randint(1, 9)
        f = rng.uniform(-3, 3)
        out += [a, str(a), a + b, a - b, a * n, a * f, a / n, a / f, a // n, a / b, a // b, a % b, divmod(a, b), -a, abs(a), a < b, a == b, a >= b, a.total_seconds(), hash(a) == hash(D(a.days, a.seconds, a.microseconds)), bool(a), a.days, a.seconds, a.microseconds]
    return out, D.min, D.max, D.resolution, sum([D(1), D(2)], D())


def dates(m):
    d = m.date
    rng = random.Random(4)
    out = []
    for _ in range(60):
        x = d.fromordinal(rng.randint(1, 3652059))
        out += [x, str(x), x.weekday(), x.isoweekday(), tuple(x.isocalendar()), x.isocalendar(), x.toordinal(), x.timetuple(), x.ctime(), d.fromisoformat(x.isoformat()) == x, d.fromisocalendar(*x.isocalendar()) == x, x.strftime("%d/%m/%y %A %B %j %U %W %u"), f"{x:%Y}", f"{x}"]
    a, b = d(2024, 2, 29), d(2023, 12, 31)
    out += [a - b, a + m.timedelta(366), a - m.timedelta(1), a > b, a == d(2024, 2, 29), a.replace(year=2020), a.replace(day=1), {a: 1}[d(2024, 2, 29)], d.min, d.max, d.fromtimestamp(0), d.fromisoformat("20240301"), d.fromisoformat("2024-W10-3"), a != b, copy.copy(a), sorted([a, b]), d.fromisoformat("2024W10")]
    return out


def moments(m):
    dt, D, tz = m.datetime, m.timedelta, m.timezone
    rng = random.Random(9)
    out = []
    east = tz(D(hours=5, minutes=30))
    west = tz(-D(hours=8), "PST")
    for _ in range(60):
        x = dt(rng.randint(1900, 2100), rng.randint(1, 12), rng.randint(1, 28), rng.randint(0, 23), rng.randint(0, 59), rng.randint(0, 59), rng.choice([0, 5, 123456, 120000]), rng.choice([None, tz.utc, east, west]))
        out += [x, str(x), x.isoformat(), x.isoformat(" ", "minutes"), x.isoformat(timespec="milliseconds"), x.date(), x.time(), x.timetz(), x.utcoffset(), x.tzname(), x.timetuple(), x.utctimetuple(), x.ctime(), x + D(rng.randint(-999, 999), rng.randint(0, 10**5)), x.strftime("%Y-%m-%d %H:%M:%S.%f %z %Z %p %I %%"), dt.fromisoformat(x.isoformat()) == x, f"{x:%H:%M}", x.replace(hour=3, tzinfo=None), hash(x) == hash(x.replace())]
        if x.tzinfo:
            out += [x.timestamp(), x.astimezone(tz.utc), x.astimezone(west), x == x.astimezone(east), x - dt(2000, 1, 1, tzinfo=tz.utc)]
        else:
            out += [x - dt(2000, 1, 1), x > dt(2000, 1, 1)]
    out += [dt(2024, 1, 1) == m.date(2024, 1, 1), m.date(2024, 1, 1) == dt(2024, 1, 1), dt.combine(m.date(2020, 1, 2), m.time(3, 4)), dt.fromtimestamp(1e9, tz.utc), dt.fromtimestamp(1700000000.123456, east), dt.min, dt.max, dt(2024, 1, 1, fold=1), isinstance(dt.now(), m.date), dt.now(tz.utc).tzinfo, dt.fromtimestamp(0.9999999, tz.utc), dt(2020, 1, 1).timestamp(), dt.fromtimestamp(1577836800.5)]
    for text in ("2024-01-02", "2024-01-02T03:04", "2024-01-02 03:04:05.678", "20240102T030405Z", "2024-01-02T03:04:05+05:30", "2024-W01-2T03", "2024-01-02T030405.5-0800", "2024-01-02T03:04:05,123456"):
        out.append(dt.fromisoformat(text))
    return out


def times(m):
    t = m.time
    return (t(), t(1, 2), t(1, 2, 3, 4), t(1, tzinfo=m.timezone.utc), str(t(1, 2, 3)), t(1) < t(2), t(1, 2) == t(1, 2, 0), t.fromisoformat("04:05:06.789"), t.fromisoformat("T0405+01:00"), t(12, 30).strftime("%I:%M %p %f"), t(5).replace(minute=3), t.min, t.max, bool(t(0)), t(1, 2, 3).isoformat("hours"), t(1, tzinfo=m.timezone.utc).tzname(), hash(t(1)) == hash(t(1)), t(1, fold=1), f"{t(9, 8):%H}")


def zones(m):
    z = m.timezone(m.timedelta(hours=-3, minutes=-30))
    return m.timezone.utc, m.UTC is m.timezone.utc, z, str(z), m.timezone(m.timedelta(hours=1), "CET"), z.utcoffset(None), z.dst(None), z == m.timezone(-m.timedelta(hours=3, minutes=30)), m.timezone(m.timedelta(0)) is m.UTC, m.timezone.min, m.timezone.max, m.timezone(m.timedelta(seconds=3661)).tzname(None)


def errors(m):
    dt, d, D, t = m.datetime, m.date, m.timedelta, m.time
    out = []
    for call in (lambda: d(2024, 13, 1), lambda: d(2023, 2, 29), lambda: d(0, 1, 1), lambda: d("2024", 1, 1), lambda: t(24), lambda: t(1, 60), lambda: t(1, 1, 60), lambda: t(1, 1, 1, 10**6), lambda: dt(2024, 1, 1, 25), lambda: D("x"), lambda: D(10**9) * 2, lambda: d.fromisoformat("nope"), lambda: dt.fromisoformat("2024-01-02T"),
                 lambda: t.fromisoformat("25"), lambda: d.max + D(1), lambda: dt.min - D(1), lambda: dt(2024, 1, 1) - dt(2024, 1, 1, tzinfo=m.UTC), lambda: dt(2024, 1, 1) < dt(2024, 1, 1, tzinfo=m.UTC), lambda: m.timezone(D(1)), lambda: m.timezone(3), lambda: D(1) / 0,
                 lambda: dt(2024, 1, 1, tzinfo=3), lambda: d.fromordinal(0), lambda: m.tzinfo().utcoffset(None), lambda: d.fromisocalendar(2024, 60, 1), lambda: D(float("nan")), lambda: dt(2024, 1, 1).isoformat(timespec="x"), lambda: t(1, fold=2), lambda: d(1.5, 1, 1), lambda: dt.combine(1, 2)):
        try:
            out.append(call())
        except Exception as exc:
            out.append((type(exc).__name__, str(exc)))
    return out


def subclass_zone(m):
    class Z(m.tzinfo):
        def utcoffset(self, dt):
            return m.timedelta(hours=2)

        def dst(self, dt):
            return m.timedelta(hours=1)

        def tzname(self, dt):
            return "ZZZ"

    x = m.datetime(2024, 6, 1, 12, tzinfo=Z())

    class Sub(m.datetime):
        def extra(self):
            return self.year

    return str(x), x.strftime("%Z %z"), x.astimezone(m.UTC), m.datetime(2024, 6, 1, tzinfo=m.UTC).astimezone(x.tzinfo).isoformat(), (Sub(2024, 1, 1) + m.timedelta(1)).extra(), Sub(2020, 1, 2), x.timetuple().tm_isdst


def parsed(m):
    dt = m.datetime
    out = []
    for text, fmt in [("2024-01-02 03:04:05", "%Y-%m-%d %H:%M:%S"), ("02/Jan/24", "%d/%b/%y"), ("Tuesday 2 January 2024 3 PM", "%A %d %B %Y %I %p"), ("2024 123", "%Y %j"), ("1.5", "%S.%f"), ("2024-01-02T03:04:05+0530", "%Y-%m-%dT%H:%M:%S%z"), ("2024-01-02 -08:00", "%Y-%m-%d %z"),
                      ("12 10", "%H %M"), ("20240102", "%Y%m%d"), ("2024 W 10 3", "%G W %V %u"), ("10 1 2024", "%W %w %Y"), ("Jan 1 2024 UTC", "%b %d %Y %Z"), ("03:04", "%X"), ("bad", "%Y"), ("2024-01-02x", "%Y-%m-%d"), ("2024", "%Q"), ("", "%Y"), ("12", "%"), ("13", "%I"), ("99", "%y"), ("68", "%y"),
                      ("01/02/24", "%x"), ("a%b", "a%%b"), ("2024-02-30", "%Y-%m-%d"), ("12 AM", "%I %p"), ("jan", "%b"), ("2024-01-02Z", "%Y-%m-%d%z")]:
        try:
            out.append(dt.strptime(text, fmt))
        except ValueError as exc:
            out.append(str(exc))
    return out


own = support.own("datetime")
own_strptime = support.own("_strptime")


def parsed_by_own(m):
    saved = sys.modules["_strptime"]
    if m is own:
        sys.modules["_strptime"] = own_strptime
        own_strptime.datetime = own
    try:
        return parsed(m)
    finally:
        sys.modules["_strptime"] = saved
        own_strptime.datetime = datetime


compare("datetime", [deltas, dates, moments, times, zones, errors, subclass_zone, parsed_by_own], ours=own)
for text, fmt in [("Tue Jan  2 03:04:05 2024", "%a %b %d %H:%M:%S %Y"), ("2024", "%Y"), ("12:30", "%H:%M"), ("x", "%Y"), ("1 Feb 2023 UTC", "%d %b %Y %Z")]:
    same("time.strptime", lambda: time.strptime(text, fmt), lambda: own_strptime.parse_time(text, fmt))


def calendars(m):
    c = m.Calendar(6)
    return (m.month(2024, 2), m.calendar(2023), m.monthrange(2024, 2), m.isleap(1900), m.leapdays(1900, 2000), m.weekday(2024, 1, 1), m.monthcalendar(2024, 2), c.monthdayscalendar(2023, 10), list(c.itermonthdates(2024, 1))[:3], list(m.month_name), list(m.day_abbr), m.timegm((2024, 1, 2, 3, 4, 5)), m.TextCalendar(6).formatmonth(2024, 9),
            list(c.iterweekdays()), m.firstweekday(), m.MONDAY, m.Month.MAY, m.TextCalendar().formatmonth(2024, 5, w=4, l=2))


compare("calendar", [calendars, lambda m: m.monthrange(2024, 13), lambda m: m.setfirstweekday(9), lambda m: m.prmonth(2024, 3)], ours=support.own("calendar", "datetime"))
support.finish()
