"""Comma separated values: readers and writers in the dialects of spreadsheets."""

import io
import re

__all__ = [
    "QUOTE_MINIMAL", "QUOTE_ALL", "QUOTE_NONNUMERIC", "QUOTE_NONE", "QUOTE_STRINGS", "QUOTE_NOTNULL", "Error", "Dialect", "excel",
    "excel_tab", "field_size_limit", "reader", "writer", "register_dialect", "get_dialect", "list_dialects", "Sniffer",
    "unregister_dialect", "DictReader", "DictWriter", "unix_dialect",
]  # fmt: skip

QUOTE_MINIMAL, QUOTE_ALL, QUOTE_NONNUMERIC, QUOTE_NONE, QUOTE_STRINGS, QUOTE_NOTNULL = range(6)


class Error(Exception):
    pass


Error.__module__ = "_csv"


class Dialect:
    """Describe a CSV dialect."""

    _name = ""
    _valid = False
    delimiter = None
    quotechar = None
    escapechar = None
    doublequote = None
    skipinitialspace = None
    lineterminator = None
    quoting = None

    def __init__(self):
        if self.__class__ != Dialect:
            self._valid = True
        try:
            _Rules(self)
        except TypeError as e:
            raise Error(str(e)) from None


class excel(Dialect):
    """Describe the usual properties of Excel-generated CSV files."""

    delimiter = ","
    quotechar = '"'
    doublequote = True
    skipinitialspace = False
    lineterminator = "\r\n"
    quoting = QUOTE_MINIMAL


class excel_tab(excel):
    """Describe the usual properties of Excel-generated TAB-delimited files."""

    delimiter = "\t"


class unix_dialect(Dialect):
    """Describe the usual properties of Unix-generated CSV files."""

    delimiter = ","
    quotechar = '"'
    doublequote = True
    skipinitialspace = False
    lineterminator = "\n"
    quoting = QUOTE_ALL


_DEFAULTS = {
    "delimiter": ",", "quotechar": '"', "escapechar": None, "doublequote": True, "skipinitialspace": False,
    "lineterminator": "\r\n", "quoting": QUOTE_MINIMAL, "strict": False,
}  # fmt: skip


class _Rules:
    """A dialect and what changes it, checked (`dialect_new` of _csv.c)."""

    def __init__(self, dialect="excel", **changes):
        if isinstance(dialect, str):
            dialect = get_dialect(dialect)
        values = dict(_DEFAULTS)
        for name in values:
            if dialect is not None and hasattr(dialect, name):
                values[name] = getattr(dialect, name)
        for name, value in changes.items():
            if name not in values:
                raise TypeError(f"this function got an unexpected keyword argument '{name}'")
            values[name] = value
        if values["quotechar"] is None and "quotechar" in changes and "quoting" not in changes:
            values["quoting"] = QUOTE_NONE
        for name in ("delimiter", "quotechar", "escapechar"):
            value = values[name]
            if value is None and name != "delimiter":
                continue
            if not isinstance(value, str):
                wanted = "a unicode character" if name == "delimiter" else "a unicode character or None"
                raise TypeError(f'"{name}" must be {wanted}, not {type(value).__name__}')
            if len(value) != 1:
                wanted = "a unicode character" if name == "delimiter" else "a unicode character or None"
                raise TypeError(f'"{name}" must be {wanted}, not a string of length {len(value)}')
            if value in "\r\n":
                raise ValueError(f"bad {name} value")
        if not isinstance(values["quoting"], int):
            raise TypeError(f'"quoting" must be an integer, not {type(values["quoting"]).__name__}')
        if not 0 <= values["quoting"] <= QUOTE_NOTNULL:
            raise TypeError('bad "quoting" value')
        if values["quoting"] != QUOTE_NONE and values["quotechar"] is None:
            raise TypeError("quotechar must be set if quoting enabled")
        if values["lineterminator"] is None:
            raise TypeError("lineterminator must be set")
        for name, value in values.items():
            setattr(self, name, value)
        self.doublequote = bool(self.doublequote)
        self.skipinitialspace = bool(self.skipinitialspace)
        self.strict = bool(self.strict)


_dialects = {}


def register_dialect(name, /, dialect="excel", **fmtparams):
    if not isinstance(name, str):
        raise TypeError("dialect name must be a string")
    _dialects[name] = _Rules(dialect, **fmtparams)


def unregister_dialect(name, /):
    if name not in _dialects:
        raise Error("unknown dialect")
    del _dialects[name]


def get_dialect(name, /):
    try:
        return _dialects[name]
    except KeyError:
        raise Error("unknown dialect") from None


def list_dialects():
    return list(_dialects)


_dialects["excel"] = _Rules(excel)
_dialects["excel-tab"] = _Rules(excel_tab)
_dialects["unix"] = _Rules(unix_dialect)

_limit = 131072


def field_size_limit(limit=None):
    global _limit
    old = _limit
    if limit is not None:
        if not isinstance(limit, int):
            raise TypeError("limit must be an integer")
        _limit = limit
    return old


class reader:
    """Gives the rows of an iterable of lines as lists of strings."""

    def __init__(self, iterable, /, dialect="excel", **fmtparams):
        self._lines = iter(iterable)
        self.dialect = _Rules(dialect, **fmtparams)
        self.line_num = 0

    def __iter__(self):
        return self

    def __next__(self):
        rules = self.dialect
        self._row, self._field, self._quoted = [], [], False
        state = "start record"
        while True:
            try:
                line = next(self._lines)
            except StopIteration:
                if self._field or state == "in quotes":
                    if rules.strict:
                        raise Error("unexpected end of data") from None
                    self._end_field()
                    return self._row
                raise
            if not isinstance(line, str):
                raise Error(f"iterator should return strings, not {type(line).__name__} (the file should be opened in text mode)")
            self.line_num += 1
            for c in line:
                state = self._step(state, c, rules)
            state = self._step(state, "", rules)
            if state == "start record":
                return self._row

    def _step(self, state, c, rules):
        """The state after character c; an empty one stands for the line's end."""
        if state == "start record":
            if c == "":
                return state
            if c in "\r\n":
                return "end of line"
            state = "start field"
        if state == "start field" or state == "after delimiter":
            if c == "" or c in "\r\n":
                self._end_field()
                return "start record" if c == "" else "end of line"
            if c == rules.quotechar and rules.quoting != QUOTE_NONE:
                self._quoted = True
                return "in quotes"
            if c == rules.escapechar:
                return "escaped"
            if c == " " and rules.skipinitialspace:
                return state
            if c == rules.delimiter:
                self._end_field()
                return "after delimiter"
            self._add(c)
            return "in field"
        if state == "in field":
            if c == "" or c in "\r\n":
                self._end_field()
                return "start record" if c == "" else "end of line"
            if c == rules.escapechar:
                return "escaped"
            if c == rules.delimiter:
                self._end_field()
                return "after delimiter"
            self._add(c)
            return state
        if state == "escaped":
            if c and c in "\r\n":
                self._add(c)
                return "after escaped newline"
            self._add(c or "\n")
            return "in field"
        if state == "after escaped newline":
            return state if c == "" else self._step("in field", c, rules)
        if state == "in quotes":
            if c == "":
                return state
            if c == rules.escapechar:
                return "escaped in quotes"
            if c == rules.quotechar and rules.quoting != QUOTE_NONE:
                return "quote in quotes" if rules.doublequote else "in field"
            self._add(c)
            return state
        if state == "escaped in quotes":
            self._add(c or "\n")
            return "in quotes"
        if state == "quote in quotes":
            if c == rules.quotechar and rules.quoting != QUOTE_NONE:
                self._add(c)
                return "in quotes"
            if c == rules.delimiter:
                self._end_field()
                return "after delimiter"
            if c == "" or c in "\r\n":
                self._end_field()
                return "start record" if c == "" else "end of line"
            if rules.strict:
                raise Error(f"'{rules.delimiter}' expected after '{rules.quotechar}'")
            self._add(c)
            return "in field"
        # The end of a line was there; only another such character may follow.
        if c == "":
            return "start record"
        if c in "\r\n":
            return state
        raise Error("new-line character seen in unquoted field - do you need to open the file with newline=''?")

    def _add(self, c):
        if len(self._field) >= _limit:
            raise Error(f"field larger than field limit ({_limit})")
        self._field.append(c)

    def _end_field(self):
        field = "".join(self._field)
        quoting = self.dialect.quoting
        if not self._quoted:
            if quoting == QUOTE_NONNUMERIC or quoting == QUOTE_STRINGS and field:
                field = float(field)
            elif field == "" and quoting in (QUOTE_NOTNULL, QUOTE_STRINGS):
                field = None
        self._row.append(field)
        self._field = []
        self._quoted = False


class writer:
    """Writes rows to a file."""

    def __init__(self, fileobj, /, dialect="excel", **fmtparams):
        if not callable(getattr(fileobj, "write", None)):
            raise TypeError('argument 1 must have a "write" method')
        self._write = fileobj.write
        self.dialect = _Rules(dialect, **fmtparams)

    def writerow(self, row, /):
        rules = self.dialect
        try:
            fields = iter(row)
        except TypeError:
            raise Error(f"iterable expected, not {type(row).__name__}") from None
        shown = []
        for field in fields:
            number = isinstance(field, (int, float)) and not isinstance(field, str)
            if rules.quoting == QUOTE_ALL:
                quoted = True
            elif rules.quoting == QUOTE_NONNUMERIC:
                quoted = not number
            elif rules.quoting == QUOTE_STRINGS:
                quoted = isinstance(field, str)
            elif rules.quoting == QUOTE_NOTNULL:
                quoted = field is not None
            else:
                quoted = False
            text = "" if field is None else field if isinstance(field, str) else str(field)
            shown.append(self._shown(text, quoted, rules))
        if len(shown) == 1 and shown[0] == "":
            if rules.quoting == QUOTE_NONE or rules.quoting in (QUOTE_STRINGS, QUOTE_NOTNULL) and field is None:
                raise Error("single empty field record must be quoted")
            shown[0] = rules.quotechar * 2
        return self._write(rules.delimiter.join(shown) + rules.lineterminator)

    def _shown(self, text, quoted, rules):
        special = {rules.delimiter, rules.escapechar, rules.quotechar, "\r", "\n", *rules.lineterminator}
        out = []
        for c in text:
            if c in special:
                escape = False
                if rules.quoting == QUOTE_NONE:
                    escape = True
                elif c == rules.quotechar:
                    if rules.doublequote:
                        out.append(c)
                        quoted = True
                    else:
                        escape = True
                elif c == rules.escapechar:
                    escape = True
                else:
                    quoted = True
                if escape:
                    if not rules.escapechar:
                        raise Error("need to escape, but no escapechar set")
                    out.append(rules.escapechar)
            out.append(c)
        body = "".join(out)
        if text == " " and rules.delimiter == " " and rules.skipinitialspace:
            quoted = True
        return f"{rules.quotechar}{body}{rules.quotechar}" if quoted else body

    def writerows(self, rows, /):
        for row in rows:
            self.writerow(row)


class DictReader:
    def __init__(self, f, fieldnames=None, restkey=None, restval=None, dialect="excel", *args, **kwds):
        if fieldnames is not None and iter(fieldnames) is fieldnames:
            fieldnames = list(fieldnames)
        self._fieldnames = fieldnames
        self.restkey = restkey
        self.restval = restval
        self.reader = reader(f, dialect, *args, **kwds)
        self.dialect = dialect
        self.line_num = 0

    def __iter__(self):
        return self

    @property
    def fieldnames(self):
        if self._fieldnames is None:
            try:
                self._fieldnames = next(self.reader)
            except StopIteration:
                pass
        self.line_num = self.reader.line_num
        return self._fieldnames

    @fieldnames.setter
    def fieldnames(self, value):
        self._fieldnames = value

    def __next__(self):
        if self.line_num == 0:
            self.fieldnames
        row = next(self.reader)
        self.line_num = self.reader.line_num
        while row == []:
            row = next(self.reader)
        d = dict(zip(self.fieldnames, row))
        names, values = len(self.fieldnames), len(row)
        if names < values:
            d[self.restkey] = row[names:]
        elif names > values:
            for key in self.fieldnames[values:]:
                d[key] = self.restval
        return d


class DictWriter:
    def __init__(self, f, fieldnames, restval="", extrasaction="raise", dialect="excel", *args, **kwds):
        if fieldnames is not None and iter(fieldnames) is fieldnames:
            fieldnames = list(fieldnames)
        self.fieldnames = fieldnames
        self.restval = restval
        extrasaction = extrasaction.lower()
        if extrasaction not in ("raise", "ignore"):
            raise ValueError("extrasaction (%s) must be 'raise' or 'ignore'" % extrasaction)
        self.extrasaction = extrasaction
        self.writer = writer(f, dialect, *args, **kwds)

    def writeheader(self):
        return self.writerow(dict(zip(self.fieldnames, self.fieldnames)))

    def _dict_to_list(self, rowdict):
        if self.extrasaction == "raise":
            wrong = [key for key in rowdict if key not in self.fieldnames]
            if wrong:
                raise ValueError("dict contains fields not in fieldnames: " + ", ".join([repr(x) for x in wrong]))
        return [rowdict.get(key, self.restval) for key in self.fieldnames]

    def writerow(self, rowdict):
        return self.writer.writerow(self._dict_to_list(rowdict))

    def writerows(self, rowdicts):
        return self.writer.writerows(map(self._dict_to_list, rowdicts))


class Sniffer:
    """Guesses a dialect: the delimiter that stands equally often in every line."""

    def __init__(self):
        self.preferred = [",", "\t", ";", " ", ":"]

    def sniff(self, sample, delimiters=None):
        lines = [line for line in sample.splitlines() if line][:50]
        for candidate in delimiters or self.preferred + ["|"]:
            counts = {len(re.sub(r'"[^"]*"', "", line).split(candidate)) for line in lines}
            if len(counts) == 1 and counts != {1}:
                break
        else:
            raise Error("Could not determine delimiter")

        class dialect(Dialect):
            _name = "sniffed"
            lineterminator = "\r\n"
            quoting = QUOTE_MINIMAL
            doublequote = True
            delimiter = candidate
            quotechar = '"'
            skipinitialspace = all(re.search(re.escape(candidate) + " ", line) for line in lines)

        return dialect

    def has_header(self, sample):
        rows = list(reader(io.StringIO(sample), self.sniff(sample)))
        header, rest = rows[0], rows[1:20]
        votes = 0
        for column, title in enumerate(header):
            cells = [row[column] for row in rest if len(row) == len(header)]
            numbers = [_is_number(cell) for cell in cells]
            if cells and all(numbers):
                votes += -1 if _is_number(title) else 1
            elif cells and len({len(cell) for cell in cells}) == 1:
                votes += -1 if len(title) == len(cells[0]) else 1
        return votes > 0


def _is_number(text):
    try:
        complex(text)
    except ValueError:
        return False
    return True
