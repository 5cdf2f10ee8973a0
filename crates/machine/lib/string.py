"""Character sets, templates and the formatter behind str.format()."""

from collections import ChainMap as _ChainMap

from _timeslice import format_pieces as _format_pieces

__all__ = [
    "ascii_letters", "ascii_lowercase", "ascii_uppercase", "capwords", "digits", "hexdigits", "octdigits", "printable",
    "punctuation", "whitespace", "Formatter", "Template",
]  # fmt: skip

whitespace = " \t\n\r\v\f"
ascii_lowercase = "abcdefghijklmnopqrstuvwxyz"
ascii_uppercase = ascii_lowercase.upper()
ascii_letters = ascii_lowercase + ascii_uppercase
digits = "0123456789"
hexdigits = digits + "abcdef" + "ABCDEF"
octdigits = "01234567"
punctuation = r"""!"#$%&'()*+,-./:;<=>?@[\]^_`{|}~"""
printable = digits + ascii_letters + punctuation + whitespace


def capwords(s, sep=None):
    return (sep or " ").join([word.capitalize() for word in s.split(sep)])


_FIRST = frozenset(ascii_letters + "_")
_LATER = frozenset(ascii_letters + digits + "_")


class Template:
    """$-substitution. The delimiter may be changed; patterns of one's own may not."""

    delimiter = "$"
    _sentinel = object()

    def __init_subclass__(cls):
        super().__init_subclass__()
        for name in ("pattern", "idpattern", "braceidpattern", "flags"):
            if name in cls.__dict__:
                raise NotImplementedError(f"string.Template.{name} is not supported in Timeslice")

    def __init__(self, template):
        self.template = template

    def _pieces(self):
        """(text, kind, name): kind is None, 'escaped', 'named' or 'invalid'."""
        text, mark = self.template, self.delimiter
        pieces = []
        at = 0
        while True:
            found = text.find(mark, at)
            if found < 0:
                pieces.append((text[at:], None, None))
                return pieces
            pieces.append((text[at:found], None, None))
            start = found + len(mark)
            braced = text[start : start + 1] == "{"
            end = first = start + braced
            if text[first : first + 1] in _FIRST:
                end += 1
                while text[end : end + 1] in _LATER:
                    end += 1
            closed = not braced or text[end : end + 1] == "}"
            if end > first and closed:
                at = end + braced
                pieces.append((text[found:at], "named", text[first:end]))
            elif text.startswith(mark, start):
                at = start + len(mark)
                pieces.append((text[found:at], "escaped", None))
            else:
                at = start
                pieces.append((text[found:at], "invalid", found))

    def _invalid(self, at):
        before = self.template[:at].splitlines(keepends=True)
        if not before:
            line, column = 1, 1
        else:
            line = len(before)
            column = at - len("".join(before[:-1])) + 1
            if before[-1].endswith("\n"):
                line, column = line + 1, 1
        raise ValueError(f"Invalid placeholder in string: line {line}, col {column}")

    def substitute(self, mapping=_sentinel, /, **kws):
        return self._replaced(self._mapping(mapping, kws), False)

    def safe_substitute(self, mapping=_sentinel, /, **kws):
        return self._replaced(self._mapping(mapping, kws), True)

    def _mapping(self, mapping, kws):
        if mapping is Template._sentinel:
            return kws
        return _ChainMap(kws, mapping) if kws else mapping

    def _replaced(self, mapping, safe):
        parts = []
        for text, kind, name in self._pieces():
            if kind is None:
                parts.append(text)
            elif kind == "escaped":
                parts.append(self.delimiter)
            elif kind == "invalid":
                if not safe:
                    self._invalid(name)
                parts.append(text)
            elif safe:
                try:
                    parts.append(str(mapping[name]))
                except KeyError:
                    parts.append(text)
            else:
                parts.append(str(mapping[name]))
        return "".join(parts)

    def is_valid(self):
        return all(kind != "invalid" for _, kind, _ in self._pieces())

    def get_identifiers(self):
        names = []
        for _, kind, name in self._pieces():
            if kind == "named" and name not in names:
                names.append(name)
        return names


class Formatter:
    """str.format() with steps that a subclass can replace."""

    def format(self, format_string, /, *args, **kwargs):
        return self.vformat(format_string, args, kwargs)

    def vformat(self, format_string, args, kwargs):
        used_args = set()
        result, _ = self._vformat(format_string, args, kwargs, used_args, 2)
        self.check_unused_args(used_args, args, kwargs)
        return result

    def _vformat(self, format_string, args, kwargs, used_args, depth, auto_arg_index=0):
        if depth < 0:
            raise ValueError("Max string recursion exceeded")
        parts = []
        for literal, field, spec, conversion in self.parse(format_string):
            if literal:
                parts.append(literal)
            if field is None:
                continue
            if field == "":
                if auto_arg_index is False:
                    raise ValueError("cannot switch from manual field specification to automatic field numbering")
                field = str(auto_arg_index)
                auto_arg_index += 1
            elif field.isdigit():
                if auto_arg_index:
                    raise ValueError("cannot switch from automatic field numbering to manual field specification")
                auto_arg_index = False
            obj, used = self.get_field(field, args, kwargs)
            used_args.add(used)
            obj = self.convert_field(obj, conversion)
            spec, auto_arg_index = self._vformat(spec or "", args, kwargs, used_args, depth - 1, auto_arg_index)
            parts.append(self.format_field(obj, spec))
        return "".join(parts), auto_arg_index

    def get_value(self, key, args, kwargs):
        return args[key] if isinstance(key, int) else kwargs[key]

    def check_unused_args(self, used_args, args, kwargs):
        pass

    def format_field(self, value, format_spec):
        return format(value, format_spec)

    def convert_field(self, value, conversion):
        if conversion is None:
            return value
        if conversion == "s":
            return str(value)
        if conversion == "r":
            return repr(value)
        if conversion == "a":
            return ascii(value)
        raise ValueError(f"Unknown conversion specifier {conversion!s}")

    def parse(self, format_string):
        """(literal, field name or None, spec or None, conversion or None) of each piece."""
        for literal, field, conversion, spec in _format_pieces(format_string):
            yield literal, field, None if field is None else _spec_text(spec), conversion

    def get_field(self, field_name, args, kwargs):
        first, steps = _split_field(field_name)
        obj = self.get_value(first, args, kwargs)
        for is_attribute, name in steps:
            obj = getattr(obj, name) if is_attribute else obj[name]
        return obj, first


def _spec_text(pieces):
    """The text that a parsed format spec was written as."""
    text = ""
    for literal, field, conversion, spec in pieces or ():
        text += literal.replace("{", "{{").replace("}", "}}")
        if field is not None:
            inner = _spec_text(spec)
            text += "{" + field + ("!" + conversion if conversion else "") + (":" + inner if inner else "") + "}"
    return text


def _split_field(field):
    """`0.name[key]` as (0, [(True, 'name'), (False, 'key')])."""
    end = 0
    while end < len(field) and field[end] not in ".[":
        end += 1
    first, rest = field[:end], field[end:]
    steps = []
    while rest:
        if rest[0] == ".":
            end = 1
            while end < len(rest) and rest[end] not in ".[":
                end += 1
            name, rest = rest[1:end], rest[end:]
            if not name:
                raise ValueError("Empty attribute in format string")
            steps.append((True, name))
        elif rest[0] == "[":
            end = rest.find("]")
            if end < 0:
                raise ValueError("Missing ']' in format string")
            name, rest = rest[1:end], rest[end + 1 :]
            if not name:
                raise ValueError("Empty attribute in format string")
            steps.append((False, int(name) if name.isdigit() else name))
        else:
            raise ValueError("Only '.' or '[' may follow ']' in format field specifier")
    return int(first) if first.isdigit() else first, steps
