"""Reading dates and times by a format, for time.strptime() and datetime.strptime()."""

import datetime
import time

_MONTHS = "january february march april may june july august september october november december".split()
_DAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
# Directive: (field, most digits)
_NUMBERS = {
    "d": ("day", 2), "H": ("hour", 2), "I": ("hour12", 2), "j": ("yearday", 3), "m": ("month", 2), "M": ("minute", 2),
    "S": ("second", 2), "U": ("week_sunday", 2), "W": ("week_monday", 2), "w": ("weekday_sunday", 1), "y": ("year2", 2),
    "Y": ("year", 4), "G": ("iso_year", 4), "V": ("iso_week", 2), "u": ("iso_weekday", 1),
}  # fmt: skip
_LIMITS = {
    "day": (1, 31), "hour": (0, 23), "hour12": (1, 12), "yearday": (1, 366), "month": (1, 12), "minute": (0, 59),
    "second": (0, 61), "week_sunday": (0, 53), "week_monday": (0, 53), "weekday_sunday": (0, 6), "iso_week": (0, 53),
    "iso_weekday": (1, 7),
}  # fmt: skip
_COMPOSITES = {
    "c": "%a %b %d %H:%M:%S %Y", "x": "%m/%d/%y", "X": "%H:%M:%S", "D": "%m/%d/%y", "T": "%H:%M:%S", "R": "%H:%M",
    "r": "%I:%M:%S %p", "F": "%Y-%m-%d",
}  # fmt: skip


class _Mismatch(Exception):
    pass


def _parse(text, format):
    """The fields that the format's directives found in text."""
    if not isinstance(text, str):
        raise TypeError(f"strptime() argument 1 must be str, not {type(text)!r}")
    if not isinstance(format, str):
        raise TypeError(f"strptime() argument 2 must be str, not {type(format)!r}")
    given = format
    for letter, expansion in _COMPOSITES.items():
        format = format.replace("%" + letter, expansion)
    found = {}
    try:
        at = _match(text, 0, format, 0, found)
    except _Mismatch:
        raise ValueError(f"time data {text!r} does not match format {given!r}") from None
    if at != len(text):
        raise ValueError(f"unconverted data remains: {text[at:]}")
    return found


def _match(text, at, format, i, found):
    """Match format[i:] from text[at:]; a number gives digits back if the rest needs them."""
    while i < len(format):
        char = format[i]
        if char.isspace():
            while i < len(format) and format[i].isspace():
                i += 1
            if not text[at : at + 1].isspace():
                # As CPython's \s+: at least one.
                raise _Mismatch
            while text[at : at + 1].isspace():
                at += 1
            continue
        if char != "%":
            if text[at : at + 1].lower() != char.lower():
                raise _Mismatch
            at += 1
            i += 1
            continue
        directive = format[i + 1 : i + 2]
        i += 2
        if directive == "%":
            if text[at : at + 1] != "%":
                raise _Mismatch
            at += 1
        elif directive in _NUMBERS:
            return _match_number(text, at, format, i, found, directive)
        elif directive == "f":
            return _match_fraction(text, at, format, i, found)
        elif directive in "aAbBpZz" and directive:
            at = _match_word(text, at, directive, found)
        elif not directive:
            raise ValueError(f"stray % in format {format!r}")
        else:
            raise ValueError(f"'{directive}' is a bad directive in format {format!r}")
    return at


def _match_number(text, at, format, i, found, directive):
    field, width = _NUMBERS[directive]
    low, high = _LIMITS.get(field, (0, 9999))
    start = at
    if directive in "de" and text[at : at + 1] == " ":
        start += 1
    digits = 0
    while digits < width and text[start + digits : start + digits + 1].isdigit():
        digits += 1
    if field in ("year", "iso_year", "year2"):
        # These are exactly as wide as they are.
        if digits < width:
            raise _Mismatch
        choices = (width,)
    else:
        choices = range(digits, 0, -1)
    for count in choices:
        value = int(text[start : start + count])
        if low <= value <= high:
            found[field] = value
            try:
                return _match(text, start + count, format, i, found)
            except _Mismatch:
                continue
    raise _Mismatch


def _match_fraction(text, at, format, i, found):
    digits = 0
    while digits < 6 and text[at + digits : at + digits + 1].isdigit():
        digits += 1
    for count in range(digits, 0, -1):
        found["microsecond"] = int(text[at : at + count].ljust(6, "0"))
        try:
            return _match(text, at + count, format, i, found)
        except _Mismatch:
            continue
    raise _Mismatch


def _match_word(text, at, directive, found):
    rest = text[at:].lower()
    if directive == "z":
        return _match_offset(text, at, found)
    if directive == "p":
        choices = {"am": 0, "pm": 1}
        field = "pm"
    elif directive == "Z":
        choices = {"utc": 0, "gmt": 0, **{name.lower(): 0 for name in time.tzname}}
        field = "zone"
    else:
        names = _DAYS if directive in "aA" else _MONTHS
        field = "weekday" if directive in "aA" else "month"
        start = 0 if directive in "aA" else 1
        choices = {name if directive in "AB" else name[:3]: n + start for n, name in enumerate(names)}
    for name in sorted(choices, key=len, reverse=True):
        if rest.startswith(name):
            found[field] = choices[name] if field != "zone" else text[at : at + len(name)]
            return at + len(name)
    raise _Mismatch


def _match_offset(text, at, found):
    if text[at : at + 1] == "Z":
        found["offset"] = (0, 0)
        return at + 1
    sign = {"+": 1, "-": -1}.get(text[at : at + 1])
    if sign is None:
        raise _Mismatch
    at += 1
    values = []
    colon = text[at + 2 : at + 3] == ":"
    for position in range(3):
        part = text[at : at + 2]
        if len(part) < 2 or not part.isdigit():
            break
        values.append(int(part))
        at += 2
        if colon and text[at : at + 1] == ":" and text[at + 1 : at + 3].isdigit():
            at += 1
        elif colon:
            break
    if len(values) < 2 or values[1] > 59:
        raise _Mismatch
    micros = 0
    if len(values) == 3 and text[at : at + 1] == ".":
        end = at + 1
        while end < len(text) and end < at + 7 and text[end].isdigit():
            end += 1
        micros = int(text[at + 1 : end].ljust(6, "0"))
        at = end
    seconds = values[0] * 3600 + values[1] * 60 + (values[2] if len(values) == 3 else 0)
    found["offset"] = (sign * seconds, sign * micros)
    return at


def _calendar(found):
    """(year, month, day, hour, minute, second, weekday, yearday) from what was found."""
    year = found.get("year")
    if year is None and "year2" in found:
        year = found["year2"] + (2000 if found["year2"] <= 68 else 1900)
    if "iso_year" in found:
        if "yearday" in found:
            raise ValueError(
                "Day of the year directive '%j' is not compatible with ISO year directive '%G'. Use '%Y' instead."
            )
        if "iso_week" not in found or not {"weekday", "weekday_sunday", "iso_weekday"} & set(found):
            raise ValueError(
                "ISO year directive '%G' must be used with the ISO week directive '%V' and a weekday directive "
                "('%A', '%a', '%w', or '%u')."
            )
    elif "iso_week" in found:
        if year is None or not {"weekday", "weekday_sunday", "iso_weekday"} & set(found):
            raise ValueError(
                "ISO week directive '%V' must be used with the ISO year directive '%G' and a weekday directive "
                "('%A', '%a', '%w', or '%u')."
            )
        raise ValueError("ISO week directive '%V' is incompatible with the year directive '%Y'. Use the ISO year '%G' instead.")
    weekday = found.get("weekday")
    if "weekday_sunday" in found:
        weekday = (found["weekday_sunday"] - 1) % 7
    if "iso_weekday" in found:
        weekday = found["iso_weekday"] - 1
    month, day = found.get("month", 1), found.get("day", 1)
    base = year
    if year is None:
        # February 29 without a year: 1900 is no leap year.
        base = 1904 if month == 2 and day == 29 else 1900
    if "iso_year" in found:
        date = datetime.date.fromisocalendar(found["iso_year"], found["iso_week"], weekday + 1)
    elif "yearday" in found:
        date = datetime.date(base, 1, 1) + datetime.timedelta(found["yearday"] - 1)
    elif ("week_sunday" in found or "week_monday" in found) and weekday is not None and year is not None:
        first = datetime.date(year, 1, 1)
        if "week_sunday" in found:
            week, position, start = found["week_sunday"], (weekday + 1) % 7, (first.weekday() + 1) % 7
        else:
            week, position, start = found["week_monday"], weekday, first.weekday()
        date = first + datetime.timedelta((7 - start) % 7 + (week - 1) * 7 + position)
    else:
        date = datetime.date(base, month, day)
    hour = found.get("hour", 0)
    if "hour12" in found:
        hour = found["hour12"] % 12 + (12 if found.get("pm") else 0)
    shown_year = date.year if year is not None or "iso_year" in found or base == 1900 else 1900
    yearday = date.toordinal() - datetime.date(date.year, 1, 1).toordinal() + 1
    return shown_year, date.month, date.day, hour, found.get("minute", 0), found.get("second", 0), date.weekday(), yearday


def parse_time(text, format="%a %b %d %H:%M:%S %Y"):
    found = _parse(text, format)
    zone = found.get("zone", "").lower()
    dst = 0 if zone in ("utc", "gmt") else -1
    return time.struct_time((*_calendar(found), dst))


def parse_datetime(cls, text, format):
    found = _parse(text, format)
    year, month, day, hour, minute, second, _, _ = _calendar(found)
    zone = None
    if "offset" in found:
        seconds, micros = found["offset"]
        zone = datetime.timezone(datetime.timedelta(seconds=seconds, microseconds=micros), *([found["zone"]] if "zone" in found else []))
    return cls(year, month, day, hour, minute, second, found.get("microsecond", 0), zone)
