"""Golden cases of dates and times. Run with CPython 3.13 in this folder."""

import datetime as dt
import os
import time
import warnings

from golden import Golden

os.environ["TZ"] = "UTC"
time.tzset()
warnings.simplefilter("ignore")


def tuple_at(seconds):
    # A plain tuple: a struct_time would bring along a zone's name of its own.
    return tuple(time.gmtime(seconds))


def strftimes(g):
    r = g.random
    directives = "aAbBcCdDeFgGhHIjklmMnpPrRsStTuUVwWxXyYzZ%"
    for letter in directives:
        for _ in range(12):
            t = tuple_at(r.choice([r.randint(0, 2**31), r.randint(-2**40, 2**40), 1e9]))
            form = f"%{letter}"
            g.case("strftime", [form, tuple(t)], lambda: time.strftime(form, t))
        for flags in () if letter == "z" else ("-", "_", "0", "^", "#", "_5", "05", "5", "^10", "-4", "010"):
            t = tuple_at(r.randint(0, 2**31))
            form = f"<%{flags}{letter}>"
            g.case("strftime", [form, tuple(t)], lambda: time.strftime(form, t))
    # Every way a year can begin and end.
    for year in range(1996, 2030):
        for month, day in ((1, 1), (1, 3), (1, 4), (12, 28), (12, 29), (12, 31)):
            t = dt.datetime(year, month, day).timetuple()
            g.case("strftime", ["%G %g %V %u %U %w %W %j", tuple(t)], lambda: time.strftime("%G %g %V %u %U %w %W %j", t))
    pieces = [f"%{x}" for x in directives] + ["%Ey", "%EY", "%Od", "%OH", "%q", "%L", "%", "é", " ", "text",
                                              "%Q"]
    for _ in range(300):
        form = "".join(r.choice(pieces) for _ in range(r.randint(1, 4)))
        t = tuple_at(r.randint(-2**33, 2**33))
        g.case("strftime", [form, tuple(t)], lambda: time.strftime(form, t))
    for _ in range(300):
        limits = [(1, 9999), (0, 13), (0, 32), (0, 24), (0, 60), (0, 62), (-2, 8), (0, 367), (-1, 1)]
        t = tuple(r.choice([r.randint(*l), r.randint(l[0] + 1, l[1] - 1)]) for l in limits)
        form = "%a %b %d %H:%M:%S %Y %j %U %W"
        g.case("strftime", [form, t], lambda: time.strftime(form, t))
        g.case("asctime", [t], lambda: time.asctime(t))
    for t in ((5, 1, 1), (-5, 3, 4), (12345, 1, 1), (0, 12, 31), (99, 6, 6), (-1234, 5, 6)):
        full = t + (1, 2, 3, 4, 50, 0)
        for form in ("%Y", "%y", "%C", "%F", "%c", "%D", "%06Y"):
            g.case("strftime", [form, full], lambda: time.strftime(form, full))
        g.case("asctime", [full], lambda: time.asctime(full))
    for _ in range(200):
        offset = r.choice([None, 0, 3600, -5400, 19800, 3661])
        micro = r.choice([0, 123, 999999])
        zone = None if offset is None else dt.timezone(dt.timedelta(seconds=offset))
        moment = dt.datetime(r.randint(1, 9999), r.randint(1, 12), r.randint(1, 28), r.randint(0, 23),
                             r.randint(0, 59), r.randint(0, 59), micro, zone)
        form = r.choice(["%Y-%m-%d %H:%M:%S.%f%z", "%f|%z", "%c %f", "%I:%M %p"])
        g.case("datetime", [form, tuple(moment.timetuple()), offset, micro], lambda: moment.strftime(form))


def calendars(g):
    r = g.random
    for _ in range(400):
        seconds = r.choice([r.randint(0, 2**32), r.randint(-2**45, 2**45), r.randint(-10**6, 10**6)])
        g.case("gmtime", [seconds], lambda: tuple(time.gmtime(seconds)))
        g.case("ctime", [seconds], lambda: time.ctime(seconds))
    for _ in range(400):
        day = dt.date.fromordinal(r.choice([r.randint(1, 3652059), r.randint(1, 400), r.randint(3651700, 3652059)]))
        days = day.toordinal() - dt.date(1970, 1, 1).toordinal()
        g.case("date", [days], lambda: (day.year, day.month, day.day, day.weekday(), day.timetuple().tm_yday))
        g.case("iso", [days], lambda: tuple(day.isocalendar()))
        g.case("iso_date", [days], day.isoformat)
        year, week, weekday = r.randint(1, 9998), r.choice([1, 52, 53, 54, 0, r.randint(1, 53)]), r.randint(0, 8)
        g.case("from_iso", [year, week, weekday],
               lambda: dt.date.fromisocalendar(year, week, weekday).toordinal() - 719163)
        y, m, d = r.randint(-1, 10001), r.randint(0, 13), r.randint(0, 32)
        g.case("check_date", [y, m, d], lambda: bool(dt.date(y, m, d)))
        h, mi, s, us = r.randint(-1, 24), r.randint(-1, 60), r.randint(-1, 60), r.choice([0, -1, 999999, 10**6, 5000])
        g.case("check_time", [h, mi, s, us], lambda: dt.time(h, mi, s, us) is not None)
        h, mi, s, us = r.randint(0, 23), r.randint(0, 59), r.randint(0, 59), r.choice([0, 7, 999999, 5000])
        spec = r.choice(["auto", "hours", "minutes", "seconds", "milliseconds", "microseconds", "x"])
        g.case("iso_time", [h, mi, s, us, spec], lambda: dt.time(h, mi, s, us).isoformat(spec))
        delta = dt.timedelta(r.choice([0, 1, -1, 5, -300]), r.randint(0, 86399), us)
        g.case("duration", [delta.days, delta.seconds, delta.microseconds], lambda: str(delta))


def strptimes(g):
    r = g.random
    forms = ["%Y-%m-%d", "%d/%m/%y", "%H:%M:%S", "%I:%M %p", "%c", "%x", "%X", "%A %d %B %Y", "%a %b %d", "%j %Y",
             "%Y %U %w", "%Y %W %a", "%G %V %u", "%Y-%m-%dT%H:%M:%S.%f", "%z", "%Y%m%d%H%M%S", "%m%d", "%H%M",
             "%Z %Y", "%% %d", "%Y  %m", "(%d)", "T%H", "%d%m%y", "%j%H", "%S%f", "%B%d", "%p%I", "%y%j", "%U %Y %A"]
    for _ in range(1500):
        form = r.choice(forms)
        t = time.gmtime(r.randint(-2**31, 2**32))
        text = time.strftime(form, t).replace("%f", str(r.choice([0, 5, 123, 999999, 1234567])))
        if "%z" in form:
            text = r.choice(["+0530", "-05:30", "Z", "+05:30:15", "+0530:15", "+05:3015", "-001530.25", "+12", "z",
                             "+05:30:15.123456", "-0000", "+2360"])
        kind = r.randrange(8)
        if kind == 0 and text:
            at = r.randrange(len(text))
            text = text[:at] + r.choice("0129 x:-") + text[at + 1:]
        elif kind == 1:
            text = r.choice([text + "x", text[:-1], " " + text, text + " ", text.lower(), text.upper(), ""])
        elif kind == 2:
            text = text.replace(" 0", "  ").replace("-0", "-").replace("/0", "/").replace(":0", ":")
        elif kind == 3:
            form = r.choice([form.replace(" ", "  "), form + " ", form.lower(), form[:-1], form.replace("%", "%%", 1)])
        g.case("strptime", [text, form], lambda: parsed(text, form))
    for _ in range(500):
        form = "".join(f"%{c}" for c in r.sample("dHmMSjUwVyIuf", r.randint(1, 4)))
        text = "".join(r.choice("0123456789") for _ in range(r.randint(1, 8)))
        g.case("strptime", [text, form], lambda: parsed(text, form))
    for text, form in (("1", "%"), ("1", "%Q"), ("1", "%."), ("1", "% "), ("1", "%é"), ("29 Feb", "%d %b"),
                       ("30 Feb", "%d %b"), ("2023 366", "%Y %j"), ("0000", "%Y"), ("9999 366", "%Y %j"),
                       ("2024 53 6", "%Y %U %w"), ("2024 0 1", "%Y %W %w"), ("2020 53 7", "%G %V %u"),
                       ("2021 53 7", "%G %V %u"), ("٢٠٢٤", "%Y"), ("é", "É"), ("a.b", "a.b"), ("axb", "a.b"),
                       ("12 AM", "%I %p"), ("12 pm", "%I %p"), ("12 ", "%I %p"), ("UTC", "%Z"), ("gmt", "%Z"), ("EST", "%Z"),
                       ("2024 300", "%G %j"), ("10", "%V"), ("2024 10", "%Y %V"), ("2024 10 1", "%Y %V %u")):
        g.case("strptime", [text, form], lambda: parsed(text, form))


def parsed(text, form):
    import _strptime
    tt, fraction, gmtoff_fraction = _strptime._strptime(text, form)
    if tt[-1] is None:
        return [*tt[:9], fraction]
    return [*tt[:9], fraction, tt[-1], gmtoff_fraction]


g = Golden("time")
strftimes(g)
calendars(g)
strptimes(g)
g.write()
