"""From text to Python values."""

_WHITESPACE = " \t\n\r"
_ESCAPES = {'"': '"', "\\": "\\", "/": "/", "b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t"}
_CONSTANTS = {"NaN": float("nan"), "Infinity": float("inf"), "-Infinity": float("-inf")}


class JSONDecodeError(ValueError):
    def __init__(self, msg, doc, pos):
        lineno = doc.count("\n", 0, pos) + 1
        colno = pos - doc.rfind("\n", 0, pos)
        ValueError.__init__(self, f"{msg}: line {lineno} column {colno} (char {pos})")
        self.msg = msg
        self.doc = doc
        self.pos = pos
        self.lineno = lineno
        self.colno = colno

    def __reduce__(self):
        return self.__class__, (self.msg, self.doc, self.pos)


class JSONDecoder:
    def __init__(self, *, object_hook=None, parse_float=None, parse_int=None, parse_constant=None, strict=True, object_pairs_hook=None):
        self.object_hook = object_hook
        self.parse_float = parse_float or float
        self.parse_int = parse_int or int
        self.parse_constant = parse_constant or _CONSTANTS.__getitem__
        self.strict = strict
        self.object_pairs_hook = object_pairs_hook

    def decode(self, s):
        value, end = self.raw_decode(s, self._skip(s, 0))
        end = self._skip(s, end)
        if end != len(s):
            raise JSONDecodeError("Extra data", s, end)
        return value

    def raw_decode(self, s, idx=0):
        return self._value(s, idx)

    @staticmethod
    def _skip(s, at):
        while s[at : at + 1] in _WHITESPACE and at < len(s):
            at += 1
        return at

    def _value(self, s, at):
        char = s[at : at + 1]
        if char == '"':
            return self._string(s, at + 1)
        if char == "{":
            return self._object(s, at + 1)
        if char == "[":
            return self._array(s, at + 1)
        for text, value in (("null", None), ("true", True), ("false", False)):
            if s.startswith(text, at):
                return value, at + len(text)
        if char.isdigit() and char.isascii() or char == "-" and s[at + 1 : at + 2] in "0123456789" and s[at + 1 : at + 2]:
            return self._number(s, at)
        for text in _CONSTANTS:
            if s.startswith(text, at):
                return self.parse_constant(text), at + len(text)
        raise JSONDecodeError("Expecting value", s, at)

    def _number(self, s, start):
        def digits(at):
            while s[at : at + 1] in "0123456789" and at < len(s):
                at += 1
            return at

        first = start + (s[start] == "-")
        at = first + 1 if s[first] == "0" else digits(first)
        is_float = False
        if s[at : at + 1] == "." and digits(at + 1) > at + 1:
            at = digits(at + 1)
            is_float = True
        if s[at : at + 1] in ("e", "E"):
            exponent = at + 1 + (s[at + 1 : at + 2] in ("+", "-"))
            if digits(exponent) > exponent:
                at = digits(exponent)
                is_float = True
        return (self.parse_float if is_float else self.parse_int)(s[start:at]), at

    def _string(self, s, start):
        parts = []
        at = start
        while True:
            end = at
            while True:
                char = s[end : end + 1]
                if not char:
                    raise JSONDecodeError("Unterminated string starting at", s, start - 1)
                if char == '"' or char == "\\":
                    break
                if char < " " and self.strict:
                    raise JSONDecodeError("Invalid control character at", s, end)
                end += 1
            parts.append(s[at:end])
            if char == '"':
                return "".join(parts), end + 1
            escape = s[end + 1 : end + 2]
            if not escape:
                raise JSONDecodeError("Unterminated string starting at", s, start - 1)
            at = end + 2
            if escape == "u":
                code = self._hex4(s, end + 1)
                at += 4
                if 0xD800 <= code <= 0xDBFF and s[at : at + 2] == "\\u":
                    low = self._hex4(s, at + 1)
                    if 0xDC00 <= low <= 0xDFFF:
                        code = 0x10000 + ((code - 0xD800) << 10 | (low - 0xDC00))
                        at += 6
                parts.append(chr(code))
            elif escape in _ESCAPES:
                parts.append(_ESCAPES[escape])
            else:
                raise JSONDecodeError("Invalid \\escape", s, end)

    @staticmethod
    def _hex4(s, at):
        text = s[at + 1 : at + 5]
        if len(text) != 4 or any([c not in "0123456789abcdefABCDEF" for c in text]):
            raise JSONDecodeError("Invalid \\uXXXX escape", s, at)
        return int(text, 16)

    def _array(self, s, at):
        values = []
        at = self._skip(s, at)
        if s[at : at + 1] == "]":
            return values, at + 1
        while True:
            value, at = self._value(s, at)
            values.append(value)
            at = self._skip(s, at)
            if s[at : at + 1] == "]":
                return values, at + 1
            if s[at : at + 1] != ",":
                raise JSONDecodeError("Expecting ',' delimiter", s, at)
            comma = at
            at = self._skip(s, at + 1)
            if s[at : at + 1] == "]":
                raise JSONDecodeError("Illegal trailing comma before end of array", s, comma)

    def _object(self, s, at):
        pairs = []
        at = self._skip(s, at)
        while s[at : at + 1] != "}":
            if s[at : at + 1] != '"':
                raise JSONDecodeError("Expecting property name enclosed in double quotes", s, at)
            key, at = self._string(s, at + 1)
            at = self._skip(s, at)
            if s[at : at + 1] != ":":
                raise JSONDecodeError("Expecting ':' delimiter", s, at)
            value, at = self._value(s, self._skip(s, at + 1))
            pairs.append((key, value))
            at = self._skip(s, at)
            if s[at : at + 1] == "}":
                break
            if s[at : at + 1] != ",":
                raise JSONDecodeError("Expecting ',' delimiter", s, at)
            comma = at
            at = self._skip(s, at + 1)
            if s[at : at + 1] == "}":
                raise JSONDecodeError("Illegal trailing comma before end of object", s, comma)
        if self.object_pairs_hook is not None:
            return self.object_pairs_hook(pairs), at + 1
        result = dict(pairs)
        return (result if self.object_hook is None else self.object_hook(result)), at + 1
