"""Printing exceptions and stacks. The text of an exception comes from the machine,
which knows the columns of every instruction; this module cuts and combines it."""

import linecache
import sys

from _callers import callers
from _timeslice import format_exception as _native_format

__all__ = [
    "extract_stack", "extract_tb", "format_exception", "format_exception_only", "format_list", "format_stack",
    "format_tb", "print_exc", "format_exc", "print_exception", "print_last", "print_stack", "print_tb",
    "clear_frames", "FrameSummary", "StackSummary", "TracebackException", "walk_stack", "walk_tb", "print_list",
]  # fmt: skip

_absent = object()
_HEADER = "Traceback (most recent call last):\n"
_CAUSE = "\nThe above exception was the direct cause of the following exception:\n\n"
_CONTEXT = "\nDuring handling of the above exception, another exception occurred:\n\n"


class _Bare(Exception):
    """Carries a traceback to the native formatter."""


def _entries(tb):
    """The text of each frame of a traceback, native carets included."""
    if tb is None:
        return []
    text = _native_format(_Bare().with_traceback(tb))
    entries = []
    for line in text.splitlines(keepends=True)[1:-1]:
        if line.startswith("  File ") or line.startswith("  [Previous line"):
            entries.append(line)
        else:
            entries[-1] += line
    return entries


def _limited(items, limit):
    if limit is None:
        limit = getattr(sys, "tracebacklimit", None)
        if limit is None:
            return items
        limit = max(limit, 0)
    return items[:limit] if limit >= 0 else items[limit:]


def _stack_limited(items, limit):
    # For a stack the newest frames are last, and a positive limit keeps those.
    if limit is None:
        return items
    return (items[-limit:] if limit else []) if limit >= 0 else items[:-limit]


# ---------------------------------------------------------------- frames


class FrameSummary:
    """One frame: file, line and function."""

    def __init__(self, filename, lineno, name, *, lookup_line=True, locals=None, line=None, **positions):
        self.filename = filename
        self.lineno = lineno
        self.name = name
        self.locals = None if locals is None else {k: repr(v) for k, v in locals.items()}
        self.end_lineno = positions.get("end_lineno")
        self.colno = positions.get("colno")
        self.end_colno = positions.get("end_colno")
        self._line = line
        self._text = None

    @property
    def line(self):
        if self._line is None:
            if self.lineno is None:
                return None
            self._line = linecache.getline(self.filename, self.lineno)
        return self._line.strip()

    def _format(self):
        if self._text is not None:
            text = self._text
        else:
            text = f'  File "{self.filename}", line {self.lineno}, in {self.name}\n'
            if self.line:
                text += f"    {self.line}\n"
        if self.locals:
            for name, value in sorted(self.locals.items()):
                text += f"    {name} = {value}\n"
        return text

    def _key(self):
        return (self.filename, self.lineno, self.name, self.line)

    def __eq__(self, other):
        if isinstance(other, FrameSummary):
            return self._key()[:3] == other._key()[:3] and self.locals == other.locals
        if isinstance(other, tuple):
            return self._key() == other
        return NotImplemented

    __hash__ = None

    def __getitem__(self, pos):
        return self._key()[pos]

    def __iter__(self):
        return iter(self._key())

    def __len__(self):
        return 4

    def __repr__(self):
        return f"<FrameSummary file {self.filename}, line {self.lineno} in {self.name}>"


class StackSummary(list):
    """A list of FrameSummary objects."""

    @classmethod
    def extract(cls, frame_gen, *, limit=None, lookup_lines=True, capture_locals=False):
        frames = [
            FrameSummary(f.f_code.co_filename, lineno, f.f_code.co_name, locals=f.f_locals if capture_locals else None)
            for f, lineno in frame_gen
        ]
        return cls(_limited(frames, limit))

    @classmethod
    def from_list(cls, a_list):
        return cls([
            entry if isinstance(entry, FrameSummary) else FrameSummary(entry[0], entry[1], entry[2], line=entry[3])
            for entry in a_list
        ])  # fmt: skip

    def format_frame_summary(self, frame_summary):
        return frame_summary._format()

    def format(self):
        result = []
        previous, repeats = None, 0
        for frame in self:
            place = (frame.filename, frame.lineno, frame.name)
            if place == previous:
                repeats += 1
                # CPython shows three of a recursion's equal frames.
                if repeats > 2:
                    continue
            else:
                _note_repeats(result, repeats)
                previous, repeats = place, 0
            text = self.format_frame_summary(frame)
            if text is not None:
                result.append(text)
        _note_repeats(result, repeats)
        return result


def _note_repeats(result, repeats):
    if repeats > 2:
        count = repeats - 2
        result.append(f"  [Previous line repeated {count} more time{'s' if count > 1 else ''}]\n")


def walk_tb(tb):
    while tb is not None:
        yield tb.tb_frame, tb.tb_lineno
        tb = tb.tb_next


def walk_stack(f):
    if f is None:
        f = sys._getframe(2)
    while f is not None:
        yield f, f.f_lineno
        f = f.f_back


def extract_tb(tb, limit=None):
    frames = StackSummary.extract(walk_tb(tb))
    entries = _entries(tb)
    # One text a frame, unless repeated lines were folded.
    if len(entries) == len(frames):
        for frame, text in zip(frames, entries):
            frame._text = text
    return StackSummary(_limited(frames, limit))


def extract_stack(f=None, limit=None):
    if f is None:
        frames = [FrameSummary(*facts) for facts in callers(1)]
    else:
        frames = StackSummary.extract(walk_stack(f))
    frames.reverse()
    return StackSummary(_stack_limited(frames, limit))


def format_list(extracted_list):
    return StackSummary.from_list(extracted_list).format()


def print_list(extracted_list, file=None):
    _write(format_list(extracted_list), file)


def format_tb(tb, limit=None):
    return _entries(tb) if limit is None else extract_tb(tb, limit).format()


def print_tb(tb, limit=None, file=None):
    _write(format_tb(tb, limit), file)


def format_stack(f=None, limit=None):
    if f is None:
        frames = [FrameSummary(*facts) for facts in reversed(callers(1))]
        return StackSummary(_stack_limited(frames, limit)).format()
    return extract_stack(f, limit).format()


def print_stack(f=None, limit=None, file=None):
    if f is None:
        frames = [FrameSummary(*facts) for facts in reversed(callers(1))]
        _write(StackSummary(_stack_limited(frames, limit)).format(), file)
    else:
        _write(extract_stack(f, limit).format(), file)


def clear_frames(tb):
    while tb is not None:
        try:
            tb.tb_frame.clear()
        except RuntimeError:
            # Still running.
            pass
        tb = tb.tb_next


def _write(lines, file):
    file = sys.stderr if file is None else file
    for line in lines:
        file.write(line)


# ---------------------------------------------------------------- exceptions


def _exception_of(exc, value):
    """The exception meant by the old (type, value, tb) and the new (exception) calling styles."""
    if value is _absent:
        if exc is not None and not isinstance(exc, BaseException):
            raise TypeError(f"Exception expected for value, {type(exc).__name__} found")
        return exc
    return value


def _rows(text):
    """The text in CPython's pieces: a frame with its lines is one, and so is a message between two."""
    lines = text.splitlines(keepends=True)
    rows = []
    in_frame = False
    at = 0
    while at < len(lines):
        line = lines[at]
        between = "".join(lines[at : at + 3])
        if line == "\n" and between in (_CAUSE, _CONTEXT):
            rows.append(between)
            at += 3
            continue
        if in_frame and line.startswith("    "):
            rows[-1] += line
        else:
            in_frame = line.startswith(("  File ", "  [Previous line"))
            rows.append(line)
        at += 1
    return rows


def _full_text(exc, limit, chain):
    if limit is None and chain and getattr(sys, "tracebacklimit", None) is None:
        return _native_format(exc)
    text = ""
    if chain:
        if exc.__cause__ is not None:
            text = _full_text(exc.__cause__, limit, chain) + _CAUSE
        elif exc.__context__ is not None and not exc.__suppress_context__:
            text = _full_text(exc.__context__, limit, chain) + _CONTEXT
    entries = _limited(_entries(exc.__traceback__), limit)
    if entries:
        text += _HEADER + "".join(entries)
    return text + _last_lines(exc)


def _last_lines(exc):
    """`Type: message` and notes, as the native formatter writes them."""
    saved = exc.__traceback__, exc.__cause__, exc.__context__, exc.__suppress_context__
    try:
        exc.__traceback__ = exc.__cause__ = exc.__context__ = None
        return _native_format(exc)
    finally:
        exc.__traceback__, exc.__cause__, exc.__context__, exc.__suppress_context__ = saved


def format_exception(exc, /, value=_absent, tb=_absent, limit=None, chain=True, **kwargs):
    exc = _exception_of(exc, value)
    if exc is None:
        return ["NoneType: None\n"]
    given = exc.__traceback__
    try:
        if tb is not _absent:
            exc.__traceback__ = tb
        return _rows(_full_text(exc, limit, chain))
    finally:
        exc.__traceback__ = given


def format_exception_only(exc, /, value=_absent, *, show_group=False, **kwargs):
    exc = _exception_of(exc, value)
    if exc is None:
        return ["NoneType: None\n"]
    if isinstance(exc, BaseExceptionGroup) and not show_group:
        lines = [f"{_type_name(type(exc))}: {exc}\n"]
        return lines + [note + "\n" for note in getattr(exc, "__notes__", ())]
    return _rows(_last_lines(exc))


def _type_name(cls):
    if cls.__module__ in ("builtins", "__main__"):
        return cls.__qualname__
    return f"{cls.__module__}.{cls.__qualname__}"


def print_exception(exc, /, value=_absent, tb=_absent, limit=None, file=None, chain=True, **kwargs):
    _write(["".join(format_exception(exc, value, tb, limit, chain))], file)


def format_exc(limit=None, chain=True):
    return "".join(format_exception(sys.exception(), limit=limit, chain=chain))


def print_exc(limit=None, file=None, chain=True):
    print_exception(sys.exception(), limit=limit, file=file, chain=chain)


def print_last(limit=None, file=None, chain=True):
    if not hasattr(sys, "last_exc") and not hasattr(sys, "last_type"):
        raise ValueError("no last exception")
    print_exception(sys.last_exc, limit=limit, file=file, chain=chain)


class TracebackException:
    """An exception's text, kept without keeping the exception's frames alive."""

    def __init__(self, exc_type, exc_value, exc_traceback, *, limit=None, capture_locals=False, **kwargs):
        self.exc_type = exc_type
        self.exc_type_str = _type_name(exc_type)
        self.stack = extract_tb(exc_traceback, limit)
        self._str = str(exc_value)
        self.__notes__ = getattr(exc_value, "__notes__", None)
        self._only = format_exception_only(exc_value)
        self._chained = format_exception(exc_type, exc_value, exc_traceback, limit)
        self._alone = format_exception(exc_type, exc_value, exc_traceback, limit, chain=False)
        cause, context = exc_value.__cause__, exc_value.__context__
        self.__suppress_context__ = exc_value.__suppress_context__
        self.__cause__ = None if cause is None else TracebackException.from_exception(cause)
        self.__context__ = None if context is None else TracebackException.from_exception(context)

    @classmethod
    def from_exception(cls, exc, *args, **kwargs):
        return cls(type(exc), exc, exc.__traceback__, *args, **kwargs)

    def format_exception_only(self, *, show_group=False, **kwargs):
        yield from self._only

    def format(self, *, chain=True, **kwargs):
        yield from self._chained if chain else self._alone

    def print(self, *, file=None, chain=True, **kwargs):
        _write(self.format(chain=chain), file)

    def __str__(self):
        return self._str
