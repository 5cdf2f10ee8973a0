"""Printing containers over several lines."""

import collections
import sys
import types

__all__ = ["pprint", "pformat", "isreadable", "isrecursive", "saferepr", "PrettyPrinter", "pp"]


def pprint(object, stream=None, indent=1, width=80, depth=None, *, compact=False, sort_dicts=True, underscore_numbers=False):
    PrettyPrinter(indent, width, depth, stream, compact=compact, sort_dicts=sort_dicts, underscore_numbers=underscore_numbers).pprint(object)


def pformat(object, indent=1, width=80, depth=None, *, compact=False, sort_dicts=True, underscore_numbers=False):
    return PrettyPrinter(indent, width, depth, compact=compact, sort_dicts=sort_dicts, underscore_numbers=underscore_numbers).pformat(object)


def pp(object, *args, sort_dicts=False, **kwargs):
    pprint(object, *args, sort_dicts=sort_dicts, **kwargs)


def saferepr(object):
    return PrettyPrinter()._short(object, set(), 0)[0]


def isreadable(object):
    return PrettyPrinter().isreadable(object)


def isrecursive(object):
    return PrettyPrinter().isrecursive(object)


class _Key:
    """Orders what has no order: by type name and address."""

    def __init__(self, obj):
        self.obj = obj

    def __lt__(self, other):
        try:
            return self.obj < other.obj
        except TypeError:
            return (str(type(self.obj)), id(self.obj)) < (str(type(other.obj)), id(other.obj))


def _sorted_items(mapping):
    return sorted(mapping.items(), key=lambda pair: (_Key(pair[0]), _Key(pair[1])))


class PrettyPrinter:
    def __init__(self, indent=1, width=80, depth=None, stream=None, *, compact=False, sort_dicts=True, underscore_numbers=False):
        if indent < 0:
            raise ValueError("indent must be >= 0")
        if depth is not None and depth <= 0:
            raise ValueError("depth must be > 0")
        if not width:
            raise ValueError("width must be != 0")
        self._indent = indent
        self._width = width
        self._depth = depth
        self._stream = stream
        self._compact = compact
        self._sort_dicts = sort_dicts
        self._underscore_numbers = underscore_numbers

    def pprint(self, object):
        stream = sys.stdout if self._stream is None else self._stream
        stream.write(self.pformat(object) + "\n")

    def pformat(self, object):
        parts = []
        self._format(object, parts, 0, 0, {}, 0)
        return "".join(parts)

    def isrecursive(self, object):
        return self.format(object, {}, None, 0)[2]

    def isreadable(self, object):
        _, readable, recursive = self.format(object, {}, None, 0)
        return readable and not recursive

    def format(self, object, context, maxlevels, level):
        return self._short(object, set(context), level)

    # ------------------------------------------------------------ on one line

    def _short(self, obj, active, level):
        """(text, readable, recursive)"""
        kind = type(obj)
        if kind is int and self._underscore_numbers:
            return f"{obj:_d}", True, False
        if kind in (dict, list, tuple) and obj:
            if self._depth is not None and level >= self._depth:
                return {dict: "{...}", list: "[...]", tuple: "(...)"}[kind], False, False
            if id(obj) in active:
                return f"<Recursion on {kind.__name__} with id={id(obj)}>", False, True
            active = active | {id(obj)}
            if kind is dict:
                pairs = _sorted_items(obj) if self._sort_dicts else obj.items()
                shown = [(self._short(k, active, level + 1), self._short(v, active, level + 1)) for k, v in pairs]
                flat = [part for pair in shown for part in pair]
                text = "{" + ", ".join([f"{k[0]}: {v[0]}" for k, v in shown]) + "}"
            else:
                flat = [self._short(item, active, level + 1) for item in obj]
                text = ", ".join([part[0] for part in flat])
                text = f"[{text}]" if kind is list else f"({text},)" if len(obj) == 1 else f"({text})"
            return text, all(p[1] for p in flat), any(p[2] for p in flat)
        text = repr(obj)
        return text, bool(text) and not text.startswith("<"), False

    def _repr(self, obj, context, level):
        return self._short(obj, set(context), level)[0]

    # ------------------------------------------------------------ over several lines

    def _format(self, obj, out, indent, allowance, context, level):
        if id(obj) in context:
            out.append(f"<Recursion on {type(obj).__name__} with id={id(obj)}>")
            return
        text = self._repr(obj, context, level)
        if len(text) > self._width - indent - allowance:
            printer = self._printer(obj)
            if printer is not None and not (self._depth is not None and level >= self._depth):
                context[id(obj)] = 1
                printer(obj, out, indent, allowance, context, level + 1)
                del context[id(obj)]
                return
        out.append(text)

    def _printer(self, obj):
        cls = type(obj)
        method = getattr(cls, "__repr__", None)
        for kind, printer in (
            (dict, self._dict), (collections.OrderedDict, self._ordered), (list, self._list), (tuple, self._tuple),
            (set, self._set), (frozenset, self._set), (str, self._str), (types.SimpleNamespace, self._namespace),
            (collections.defaultdict, self._defaultdict), (collections.Counter, self._counter), (collections.deque, self._deque),
            (collections.ChainMap, self._chain), (types.MappingProxyType, self._proxy),
        ):  # fmt: skip
            if method is kind.__repr__ and isinstance(obj, kind):
                return printer
        params = getattr(cls, "__dataclass_params__", None)
        # A generated __repr__ is the only one with recursive_repr() around it.
        if params is not None and params.repr and hasattr(method, "__wrapped__"):
            return self._dataclass
        return None

    def _dict(self, obj, out, indent, allowance, context, level):
        out.append("{" + " " * (self._indent - 1))
        pairs = _sorted_items(obj) if self._sort_dicts else list(obj.items())
        self._dict_items(pairs, out, indent, allowance + 1, context, level)
        out.append("}")

    def _dict_items(self, pairs, out, indent, allowance, context, level):
        indent += self._indent
        for i, (key, value) in enumerate(pairs):
            last = i == len(pairs) - 1
            text = self._repr(key, context, level)
            out.append(text + ": ")
            self._format(value, out, indent + len(text) + 2, allowance if last else 1, context, level)
            if not last:
                out.append(",\n" + " " * indent)

    def _items(self, items, out, indent, allowance, context, level):
        indent += self._indent
        if self._indent > 1:
            out.append(" " * (self._indent - 1))
        separator = ",\n" + " " * indent
        items = list(items)
        # The room left on the line, for compact lists.
        width = room = self._width - indent + 1
        delimiter = ""
        for i, item in enumerate(items):
            last = i == len(items) - 1
            if last:
                room -= allowance
                width -= allowance
            if self._compact:
                text = self._repr(item, context, level)
                needed = len(text) + 2
                if room < needed:
                    room = width
                    if delimiter:
                        delimiter = separator
                if room >= needed:
                    room -= needed
                    out.append(delimiter + text)
                    delimiter = ", "
                    continue
            out.append(delimiter)
            delimiter = separator
            self._format(item, out, indent, allowance if last else 1, context, level)

    def _list(self, obj, out, indent, allowance, context, level):
        out.append("[")
        self._items(obj, out, indent, allowance + 1, context, level)
        out.append("]")

    def _tuple(self, obj, out, indent, allowance, context, level):
        out.append("(")
        end = ",)" if len(obj) == 1 else ")"
        self._items(obj, out, indent, allowance + len(end), context, level)
        out.append(end)

    def _set(self, obj, out, indent, allowance, context, level):
        if not obj:
            out.append(repr(obj))
            return
        cls = type(obj)
        if cls is set:
            out.append("{")
            end = "}"
        else:
            out.append(cls.__name__ + "({")
            end = "})"
            indent += len(cls.__name__) + 1
        self._items(sorted(obj, key=_Key), out, indent, allowance + len(end), context, level)
        out.append(end)

    def _str(self, obj, out, indent, allowance, context, level):
        if not obj:
            out.append(repr(obj))
            return
        chunks = []
        lines = obj.splitlines(True)
        if level == 1:
            indent += 1
            allowance += 1
        width = room = self._width - indent
        for i, line in enumerate(lines):
            text = repr(line)
            if i == len(lines) - 1:
                room -= allowance
            if len(text) <= room:
                chunks.append(text)
                continue
            # Words with the blanks behind them.
            parts = _words(line)
            room_here = width
            current = ""
            for j, part in enumerate(parts):
                candidate = current + part
                if j == len(parts) - 1 and i == len(lines) - 1:
                    room_here -= allowance
                if len(repr(candidate)) > room_here:
                    if current:
                        chunks.append(repr(current))
                    current = part
                else:
                    current = candidate
            if current:
                chunks.append(repr(current))
        if len(chunks) == 1:
            out.append(text)
            return
        if level == 1:
            out.append("(")
        out.append(("\n" + " " * indent).join(chunks))
        if level == 1:
            out.append(")")

    def _named(self, name, out, indent):
        out.append(name + "(")
        return indent + len(name) + 1

    def _ordered(self, obj, out, indent, allowance, context, level):
        if not obj:
            out.append(repr(obj))
            return
        indent = self._named(type(obj).__name__, out, indent)
        self._format(list(obj.items()), out, indent, allowance + 1, context, level)
        out.append(")")

    def _defaultdict(self, obj, out, indent, allowance, context, level):
        if not obj:
            out.append(repr(obj))
            return
        indent += len(type(obj).__name__) + 1
        out.append(f"{type(obj).__name__}({self._repr(obj.default_factory, context, level)},\n{' ' * indent}")
        self._dict(obj, out, indent, allowance + 1, context, level)
        out.append(")")

    def _counter(self, obj, out, indent, allowance, context, level):
        if not obj:
            out.append(repr(obj))
            return
        out.append(type(obj).__name__ + "({" + " " * (self._indent - 1))
        self._dict_items(obj.most_common(), out, indent + len(type(obj).__name__) + 1, allowance + 2, context, level)
        out.append("})")

    def _chain(self, obj, out, indent, allowance, context, level):
        indent = self._named(type(obj).__name__, out, indent)
        for i, mapping in enumerate(obj.maps):
            last = i == len(obj.maps) - 1
            self._format(mapping, out, indent, allowance + 1 if last else 1, context, level)
            out.append(")" if last else ",\n" + " " * indent)

    def _deque(self, obj, out, indent, allowance, context, level):
        if not obj:
            out.append(repr(obj))
            return
        indent = self._named(type(obj).__name__, out, indent)
        out.append("[")
        if obj.maxlen is None:
            self._items(obj, out, indent, allowance + 2, context, level)
            out.append("])")
        else:
            self._items(obj, out, indent, 2, context, level)
            out.append(f"],\n{' ' * indent}maxlen={self._repr(obj.maxlen, context, level)})")

    def _proxy(self, obj, out, indent, allowance, context, level):
        out.append("mappingproxy(")
        self._format(obj.copy(), out, indent + 13, allowance + 1, context, level)
        out.append(")")

    def _fields(self, name, pairs, out, indent, allowance, context, level):
        out.append(name + "(")
        indent += len(name) + 1
        for i, (key, value) in enumerate(pairs):
            last = i == len(pairs) - 1
            out.append(key + "=")
            if id(value) in context:
                out.append("...")
            else:
                self._format(value, out, indent + len(key) + 1, allowance if last else 1, context, level)
            if not last:
                out.append(",\n" + " " * indent)
        out.append(")")

    def _namespace(self, obj, out, indent, allowance, context, level):
        name = "namespace" if type(obj) is types.SimpleNamespace else type(obj).__name__
        self._fields(name, list(obj.__dict__.items()), out, indent, allowance, context, level)

    def _dataclass(self, obj, out, indent, allowance, context, level):
        import dataclasses

        pairs = [(f.name, getattr(obj, f.name)) for f in dataclasses.fields(obj) if f.repr]
        self._fields(type(obj).__name__, pairs, out, indent, allowance, context, level)


def _words(line):
    parts = []
    start = 0
    i = 0
    while i < len(line):
        while i < len(line) and not line[i].isspace():
            i += 1
        while i < len(line) and line[i].isspace():
            i += 1
        parts.append(line[start:i])
        start = i
    return parts
