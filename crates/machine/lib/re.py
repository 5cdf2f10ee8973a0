"""Regular expressions. Compiling and matching are native (`_sre`); patterns and matches are the classes here."""

import enum

import _sre

__all__ = [
    "match", "fullmatch", "search", "sub", "subn", "split", "findall", "finditer", "compile", "purge", "escape", "error",
    "Pattern", "Match", "A", "I", "L", "M", "S", "X", "U", "ASCII", "IGNORECASE", "LOCALE", "MULTILINE", "DOTALL", "VERBOSE",
    "UNICODE", "NOFLAG", "RegexFlag", "PatternError",
]  # fmt: skip

__version__ = "2.2.1"


@enum.global_enum
class RegexFlag(enum.IntFlag, boundary=enum.KEEP):
    NOFLAG = 0
    ASCII = A = 256
    IGNORECASE = I = 2
    LOCALE = L = 4
    UNICODE = U = 32
    MULTILINE = M = 8
    DOTALL = S = 16
    VERBOSE = X = 64
    DEBUG = 128
    __str__ = object.__str__
    _numeric_repr_ = hex


class PatternError(Exception):
    """Exception raised for invalid regular expressions.

    Attributes:

        msg: The unformatted error message
        pattern: The regular expression pattern
        pos: The index in the pattern where compilation failed (may be None)
        lineno: The line corresponding to pos (may be None)
        colno: The column corresponding to pos (may be None)
    """

    def __init__(self, msg, pattern=None, pos=None):
        self.msg = msg
        self.pattern = pattern
        self.pos = pos
        if pattern is not None and pos is not None:
            msg = f"{msg} at position {pos}"
            newline = "\n" if isinstance(pattern, str) else b"\n"
            self.lineno = pattern.count(newline, 0, pos) + 1
            self.colno = pos - pattern.rfind(newline, 0, pos)
            if newline in pattern:
                msg = f"{msg} (line {self.lineno}, column {self.colno})"
        else:
            self.lineno = self.colno = None
        super().__init__(msg)


error = PatternError

_MAXIMUM = 9223372036854775807
_SHOWN_FLAGS = (
    ("re.IGNORECASE", 2), ("re.LOCALE", 4), ("re.MULTILINE", 8), ("re.DOTALL", 16), ("re.UNICODE", 32),
    ("re.VERBOSE", 64), ("re.DEBUG", 128), ("re.ASCII", 256),
)  # fmt: skip


def _index(value):
    try:
        return value.__index__()
    except AttributeError:
        raise TypeError(f"'{type(value).__name__}' object cannot be interpreted as an integer") from None


class Pattern:
    """Compiled regular expression object."""

    __slots__ = ("_code", "_flags", "_groups", "_groupindex", "_pattern", "_templates", "__weakref__")

    def __new__(cls, *args, **kwargs):
        raise TypeError("cannot create 're.Pattern' instances")

    flags = property(lambda self: self._flags, doc="The regex matching flags.")
    groups = property(lambda self: self._groups, doc="The number of capturing groups in the pattern.")
    pattern = property(lambda self: self._pattern, doc="The pattern string from which the RE object was compiled.")

    @property
    def groupindex(self):
        """A dictionary mapping group names to group numbers."""
        from types import MappingProxyType

        return MappingProxyType(self._groupindex)

    def _first(self, string, pos, endpos, how):
        found = _sre.matches(self._code, string, pos, endpos, how)
        return _match(self, string, pos, endpos, found[0]) if found else None

    def match(self, string, pos=0, endpos=_MAXIMUM):
        """Matches zero or more characters at the beginning of the string."""
        return self._first(string, pos, endpos, 0)

    def fullmatch(self, string, pos=0, endpos=_MAXIMUM):
        """Matches against all of the string."""
        return self._first(string, pos, endpos, 1)

    def search(self, string, pos=0, endpos=_MAXIMUM):
        """Scan through string looking for a match, and return a corresponding match object instance.

        Return None if no position in the string matches.
        """
        return self._first(string, pos, endpos, 2)

    def finditer(self, string, pos=0, endpos=_MAXIMUM):
        """Return an iterator over all non-overlapping matches for the RE pattern in string.

        For each match, the iterator returns a match object.
        """
        found = _sre.matches(self._code, string, pos, endpos, 3)
        return map(lambda spans: _match(self, string, pos, endpos, spans), found)

    def findall(self, string, pos=0, endpos=_MAXIMUM):
        """Return a list of all non-overlapping matches of pattern in string."""
        return _sre.findall(self._code, string, pos, endpos)

    def split(self, string, maxsplit=0):
        """Split string by the occurrences of pattern."""
        return _sre.split(self._code, string, maxsplit)

    def sub(self, repl, string, count=0):
        """Return the string obtained by replacing the leftmost non-overlapping occurrences of pattern in string by the replacement repl."""
        return self.subn(repl, string, count)[0]

    def subn(self, repl, string, count=0):
        """Return the tuple (new_string, number_of_subs_made) found by replacing the leftmost non-overlapping occurrences of pattern with the replacement repl."""
        if not callable(repl):
            parts = self._template(repl)
            if isinstance(repl, str) != isinstance(self._pattern, str):
                found = self.search(string)
                if found is None:
                    return _slice(string, 0, len(string)), 0
                grouped = any([isinstance(part, int) for part in parts])
                text = grouped != isinstance(self._pattern, str)
                wanted, given = ("str instance", "bytes") if text else ("a bytes-like object", "str")
                item = 1 if grouped or found.start() else 0
                raise TypeError(f"sequence item {item}: expected {wanted}, {given} found")
            return _sre.sub(self._code, string, _index(count), parts)
        if count < 0:
            return _slice(string, 0, len(string)), 0
        pieces = []
        last = done = 0
        for found in _sre.matches(self._code, string, 0, _MAXIMUM, 3):
            if count and done == count:
                break
            pieces.append(_slice(string, last, found[1]))
            piece = repl(_match(self, string, 0, _MAXIMUM, found))
            if piece is not None:
                pieces.append(piece)
            last = found[2]
            done += 1
        pieces.append(_slice(string, last, len(string)))
        if isinstance(string, str):
            return "".join(pieces), done
        return b"".join(pieces), done

    def scanner(self, string, pos=0, endpos=_MAXIMUM):
        return _Scanner(self, string, pos, endpos)

    def _template(self, repl):
        """The parts of a replacement: texts, and numbers of groups."""
        if isinstance(repl, (str, bytes, bytearray)) and ("\\" if isinstance(repl, str) else b"\\") not in repl:
            return [repl]
        parts = self._templates.get(repl)
        if parts is None:
            parts = self._templates[repl] = self._parts(repl)
        return parts

    def _parts(self, repl):
        parts = _sre.template(self._code, repl)
        if isinstance(parts, tuple):
            raise PatternError(parts[0], repl, parts[1])
        return parts

    def __repr__(self):
        flags = self._flags
        if isinstance(self._pattern, str) and flags & (4 | 32 | 256) == 32:
            flags &= ~32
        names = []
        for name, flag in _SHOWN_FLAGS:
            if flags & flag:
                names.append(name)
                flags &= ~flag
        if flags:
            names.append(hex(flags))
        shown = f"{self._pattern!r:.200}"
        return f"re.compile({shown}, {'|'.join(names)})" if names else f"re.compile({shown})"

    def __eq__(self, other):
        if not isinstance(other, Pattern):
            return NotImplemented
        return (type(self._pattern), self._pattern, self._flags) == (type(other._pattern), other._pattern, other._flags)

    def __hash__(self):
        return hash((self._pattern, self._flags))

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self

    def __reduce__(self):
        return _compile, (self._pattern, self._flags)

    def __class_getitem__(cls, item):
        from types import GenericAlias

        return GenericAlias(cls, item)


class Match:
    """The result of re.match() and re.search().
    Match objects always have a boolean value of True."""

    __slots__ = ("_re", "_string", "_pos", "_endpos", "_spans")

    def __new__(cls, *args, **kwargs):
        raise TypeError("cannot create 're.Match' instances")

    re = property(lambda self: self._re, doc="The regular expression object.")
    string = property(lambda self: self._string, doc="The string passed to match() or search().")
    pos = property(lambda self: self._pos, doc="The index into the string at which the RE engine started looking for a match.")
    endpos = property(lambda self: self._endpos, doc="The index into the string beyond which the RE engine will not go.")
    lastindex = property(lambda self: self._spans[0] or None, doc="The integer index of the last matched capturing group.")

    @property
    def lastgroup(self):
        """The name of the last matched capturing group."""
        for name, group in self._re._groupindex.items():
            if group == self._spans[0]:
                return name
        return None

    @property
    def regs(self):
        return tuple([self._span(group) for group in range(self._re._groups + 1)])

    def _number(self, group):
        if not isinstance(group, int):
            if isinstance(group, (str, bytes)):
                group = self._re._groupindex.get(group, -1)
            else:
                try:
                    group = group.__index__()
                except AttributeError:
                    group = -1
        if 0 <= group <= self._re._groups:
            return group
        raise IndexError("no such group")

    def _span(self, group):
        return self._spans[2 * group + 1], self._spans[2 * group + 2]

    def _text(self, group, default=None):
        start, end = self._span(group)
        return default if start < 0 else _slice(self._string, start, end)

    def group(self, *groups):
        """group([group1, ...]) -> str or tuple.

        Return subgroup(s) of the match by indices or names.
        For 0 returns the entire match.
        """
        if not groups:
            return self._text(0)
        if len(groups) == 1:
            return self._text(self._number(groups[0]))
        return tuple([self._text(self._number(group)) for group in groups])

    def __getitem__(self, group):
        return self._text(self._number(group))

    def groups(self, default=None):
        """Return a tuple containing all the subgroups of the match, from 1."""
        return tuple([self._text(group, default) for group in range(1, self._re._groups + 1)])

    def groupdict(self, default=None):
        """Return a dictionary containing all the named subgroups of the match, keyed by the subgroup name."""
        return {name: self._text(group, default) for name, group in self._re._groupindex.items()}

    def start(self, group=0, /):
        """Return index of the start of the substring matched by group."""
        return self._span(self._number(group))[0]

    def end(self, group=0, /):
        """Return index of the end of the substring matched by group."""
        return self._span(self._number(group))[1]

    def span(self, group=0, /):
        """For match object m, return the 2-tuple (m.start(group), m.end(group))."""
        return self._span(self._number(group))

    def expand(self, template):
        """Return the string obtained by doing backslash substitution on the string template, as done by the sub() method."""
        empty = self._string[:0]
        parts = self._re._template(template)
        return empty.join([self._text(part, empty) if isinstance(part, int) else part for part in parts])

    def __repr__(self):
        return f"<re.Match object; span={self._span(0)!r}, match={self._text(0)!r:.50}>"

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self

    def __reduce_ex__(self, protocol):
        raise TypeError("cannot pickle 're.Match' object")

    def __class_getitem__(cls, item):
        from types import GenericAlias

        return GenericAlias(cls, item)




def _match(pattern, string, pos, endpos, spans):
    match = object.__new__(Match)
    match._re = pattern
    match._string = string
    length = len(string)
    match._pos = 0 if pos < 0 else length if pos > length else pos
    match._endpos = 0 if endpos < 0 else length if endpos > length else endpos
    match._spans = spans
    return match


def _slice(string, start, end):
    part = string[start:end]
    if type(part) is str or type(part) is bytes:
        return part
    return str(part) if isinstance(part, str) else bytes(part)


class _Scanner:
    """What Pattern.scanner() gives: one match behind another."""

    def __init__(self, pattern, string, pos, endpos):
        self.pattern = pattern
        self._string = string
        self._pos = pos
        self._endpos = endpos

    def match(self):
        return self._next(0)

    def search(self):
        return self._next(2)

    def _next(self, how):
        match = self.pattern._first(self._string, self._pos, self._endpos, how)
        if match is not None:
            self._pos = match.end() + (match.end() == match.start())
        return match


_cache = {}
_MAXCACHE = 512


def _compile(pattern, flags):
    if isinstance(flags, RegexFlag):
        flags = flags.value
    try:
        return _cache[type(pattern), pattern, flags]
    except KeyError:
        pass
    if isinstance(pattern, Pattern):
        if flags:
            raise ValueError("cannot process flags argument with a compiled pattern")
        return pattern
    if flags & 128:
        raise NotImplementedError("re.DEBUG is not supported in Timeslice")
    compiled = _sre.compile(pattern, flags)
    if len(compiled) == 2:
        raise PatternError(compiled[0], pattern, compiled[1])
    p = object.__new__(Pattern)
    p._pattern = pattern
    p._templates = {}
    p._code, p._flags, p._groups, p._groupindex, found = compiled
    for message in found:
        import warnings

        warnings.warn(message, FutureWarning, stacklevel=3)
    if len(_cache) >= _MAXCACHE:
        del _cache[next(iter(_cache))]
    _cache[type(pattern), pattern, flags] = p
    return p


def compile(pattern, flags=0):
    "Compile a regular expression pattern, returning a Pattern object."
    return _compile(pattern, flags)


def match(pattern, string, flags=0):
    """Try to apply the pattern at the start of the string, returning
    a Match object, or None if no match was found."""
    return _compile(pattern, flags).match(string)


def fullmatch(pattern, string, flags=0):
    """Try to apply the pattern to all of the string, returning
    a Match object, or None if no match was found."""
    return _compile(pattern, flags).fullmatch(string)


def search(pattern, string, flags=0):
    """Scan through string looking for a match to the pattern, returning
    a Match object, or None if no match was found."""
    return _compile(pattern, flags).search(string)


class _ZeroSentinel(int):
    pass


_zero_sentinel = _ZeroSentinel()


def _positional(function, name, args, number, flags, fewest):
    """The deprecated way to give `count` and `flags`."""
    if number is not _zero_sentinel:
        raise TypeError(f"{function}() got multiple values for argument '{name}'")
    number, *args = args
    if args:
        if flags is not _zero_sentinel:
            raise TypeError(f"{function}() got multiple values for argument 'flags'")
        flags, *args = args
        if args:
            raise TypeError(f"{function}() takes from {fewest} to {fewest + 2} positional arguments but {fewest + 2 + len(args)} were given")
    import warnings

    warnings.warn(f"'{name}' is passed as positional argument", DeprecationWarning, stacklevel=3)
    return number, flags


def sub(pattern, repl, string, *args, count=_zero_sentinel, flags=_zero_sentinel):
    """Return the string obtained by replacing the leftmost
    non-overlapping occurrences of the pattern in string by the
    replacement repl.  repl can be either a string or a callable;
    if a string, backslash escapes in it are processed.  If it is
    a callable, it's passed the Match object and must return
    a replacement string to be used."""
    if args:
        count, flags = _positional("sub", "count", args, count, flags, 3)
    return _compile(pattern, flags).sub(repl, string, count)


def subn(pattern, repl, string, *args, count=_zero_sentinel, flags=_zero_sentinel):
    """Return a 2-tuple containing (new_string, number).
    new_string is the string obtained by replacing the leftmost
    non-overlapping occurrences of the pattern in the source
    string by the replacement repl.  number is the number of
    substitutions that were made. repl can be either a string or a
    callable; if a string, backslash escapes in it are processed.
    If it is a callable, it's passed the Match object and must
    return a replacement string to be used."""
    if args:
        count, flags = _positional("subn", "count", args, count, flags, 3)
    return _compile(pattern, flags).subn(repl, string, count)


def split(pattern, string, *args, maxsplit=_zero_sentinel, flags=_zero_sentinel):
    """Split the source string by the occurrences of the pattern,
    returning a list containing the resulting substrings.  If
    capturing parentheses are used in pattern, then the text of all
    groups in the pattern are also returned as part of the resulting
    list.  If maxsplit is nonzero, at most maxsplit splits occur,
    and the remainder of the string is returned as the final element
    of the list."""
    if args:
        maxsplit, flags = _positional("split", "maxsplit", args, maxsplit, flags, 2)
    return _compile(pattern, flags).split(string, maxsplit)


def findall(pattern, string, flags=0):
    """Return a list of all non-overlapping matches in the string.

    If one or more capturing groups are present in the pattern, return
    a list of groups; this will be a list of tuples if the pattern
    has more than one group.

    Empty matches are included in the result."""
    return _compile(pattern, flags).findall(string)


def finditer(pattern, string, flags=0):
    """Return an iterator over all non-overlapping matches in the
    string.  For each match, the iterator returns a Match object.

    Empty matches are included in the result."""
    return _compile(pattern, flags).finditer(string)


def purge():
    "Clear the regular expression caches"
    _cache.clear()


_special_chars_map = {i: "\\" + chr(i) for i in b"()[]{}?*+-|^$\\.&~# \t\n\r\v\f"}


def escape(pattern):
    """
    Escape special characters in a string.
    """
    if isinstance(pattern, str):
        return pattern.translate(_special_chars_map)
    return str(pattern, "latin1").translate(_special_chars_map).encode("latin1")


class Scanner:
    """Splits a text by a list of (pattern, action)."""

    def __init__(self, lexicon, flags=0):
        self.lexicon = lexicon
        self.scanner = _compile("|".join([f"({phrase})" for phrase, _ in lexicon]), flags)
        if self.scanner.groups != len(lexicon):
            raise NotImplementedError("re.Scanner with groups in its patterns is not supported in Timeslice")

    def scan(self, string):
        result = []
        i = 0
        while True:
            m = self.scanner.match(string, i)
            if not m or m.end() == i:
                return result, string[i:]
            action = self.lexicon[m.lastindex - 1][1]
            if callable(action):
                self.match = m
                action = action(self, m.group())
            if action is not None:
                result.append(action)
            i = m.end()
