"""From Python values to text."""

_ESCAPES = {"\\": "\\\\", '"': '\\"', "\b": "\\b", "\f": "\\f", "\n": "\\n", "\r": "\\r", "\t": "\\t"}
for _code in range(0x20):
    _ESCAPES.setdefault(chr(_code), f"\\u{_code:04x}")
del _code


def encode_basestring(s):
    return '"' + "".join([_ESCAPES.get(char, char) for char in s]) + '"'


def encode_basestring_ascii(s):
    if s.isascii():
        return encode_basestring(s)
    parts = []
    for char in s:
        code = ord(char)
        if char in _ESCAPES:
            parts.append(_ESCAPES[char])
        elif code < 0x80:
            parts.append(char)
        elif code < 0x10000:
            parts.append(f"\\u{code:04x}")
        else:
            code -= 0x10000
            parts.append(f"\\u{0xD800 | code >> 10:04x}\\u{0xDC00 | code & 0x3FF:04x}")
    return '"' + "".join(parts) + '"'


class JSONEncoder:
    item_separator = ", "
    key_separator = ": "

    def __init__(self, *, skipkeys=False, ensure_ascii=True, check_circular=True, allow_nan=True, sort_keys=False,
                 indent=None, separators=None, default=None):  # fmt: skip
        self.skipkeys = skipkeys
        self.ensure_ascii = ensure_ascii
        self.check_circular = check_circular
        self.allow_nan = allow_nan
        self.sort_keys = sort_keys
        self.indent = indent
        if separators is not None:
            self.item_separator, self.key_separator = separators
        elif indent is not None:
            self.item_separator = ","
        if default is not None:
            self.default = default

    def default(self, o):
        raise TypeError(f"Object of type {o.__class__.__name__} is not JSON serializable")

    def encode(self, o):
        return "".join(self.iterencode(o))

    def iterencode(self, o, _one_shot=False):
        return self._encode(o, 0, {} if self.check_circular else None)

    def _text(self, s):
        return encode_basestring_ascii(s) if self.ensure_ascii else encode_basestring(s)

    def _float(self, x):
        if x != x:
            text = "NaN"
        elif x in (float("inf"), float("-inf")):
            text = "Infinity" if x > 0 else "-Infinity"
        else:
            return float.__repr__(x)
        if not self.allow_nan:
            raise ValueError(f"Out of range float values are not JSON compliant: {x!r}")
        return text

    def _encode(self, o, level, active):
        if isinstance(o, str):
            yield self._text(o)
        elif o is None:
            yield "null"
        elif o is True:
            yield "true"
        elif o is False:
            yield "false"
        elif isinstance(o, int):
            yield int.__repr__(o)
        elif isinstance(o, float):
            yield self._float(o)
        else:
            marker = id(o)
            if active is not None:
                if marker in active:
                    raise ValueError("Circular reference detected")
                active[marker] = o
            if isinstance(o, (list, tuple)):
                yield from self._array(o, level, active)
            elif isinstance(o, dict):
                yield from self._object(o, level, active)
            else:
                yield from self._encode(self.default(o), level, active)
            if active is not None:
                del active[marker]

    def _line(self, level):
        """The break before an item of that level."""
        if self.indent is None:
            return ""
        return "\n" + (self.indent if isinstance(self.indent, str) else " " * self.indent) * level

    def _array(self, items, level, active):
        if not items:
            yield "[]"
            return
        yield "["
        before = self._line(level + 1)
        for item in items:
            yield before
            yield from self._encode(item, level + 1, active)
            before = self.item_separator + self._line(level + 1)
        yield self._line(level) + "]"

    def _key(self, key):
        """The key as text; None for one that is skipped."""
        if isinstance(key, str):
            return key
        if isinstance(key, float):
            return self._float(key)
        if key is True:
            return "true"
        if key is False:
            return "false"
        if key is None:
            return "null"
        if isinstance(key, int):
            return int.__repr__(key)
        if self.skipkeys:
            return None
        raise TypeError(f"keys must be str, int, float, bool or None, not {key.__class__.__name__}")

    def _object(self, mapping, level, active):
        if not mapping:
            yield "{}"
            return
        yield "{"
        before = self._line(level + 1)
        for key, value in sorted(mapping.items()) if self.sort_keys else mapping.items():
            text = self._key(key)
            if text is None:
                continue
            yield before + self._text(text) + self.key_separator
            yield from self._encode(value, level + 1, active)
            before = self.item_separator + self._line(level + 1)
        yield self._line(level) + "}"
