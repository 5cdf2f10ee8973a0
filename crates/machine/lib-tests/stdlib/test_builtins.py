"""The fallbacks of the builtins against the builtins themselves."""

import builtins
import collections
import random
import sys

import support
from support import same

b = support.own("_builtins")


class Key:
    """Compares, orders and hashes in Python, and keeps a log of the comparisons."""

    log = []

    def __init__(self, value, tag=0):
        self.value = value
        self.tag = tag

    def __lt__(self, other):
        Key.log.append((self.value, other.value))
        return self.value < other.value

    def __gt__(self, other):
        Key.log.append((self.value, ">", other.value))
        return self.value > other.value

    def __eq__(self, other):
        Key.log.append((self.value, "==", getattr(other, "value", other)))
        return isinstance(other, Key) and self.value == other.value

    def __hash__(self):
        return hash(self.value) % 5

    def __repr__(self):
        return f"K{self.value}" + (f".{self.tag}" if self.tag else "")

    def __index__(self):
        return self.value

    __int__ = __index__

    def __float__(self):
        return float(self.value)

    def __add__(self, other):
        return Key(self.value + getattr(other, "value", other))

    __radd__ = __add__


def logged(action):
    def run():
        Key.log = []
        result = action()
        return result, Key.log

    return run


def repr_cases():
    loop = [1]
    loop.append(loop)
    pair = ([],)
    pair[0].append(pair)
    table = {"a": Key(1)}
    table["me"] = table
    queue = collections.deque([Key(1)], maxlen=3)
    queue.append(queue)

    class Sub(set):
        pass

    # Items that are containers come back to the fallbacks, as on the machine.
    def ours(value):
        for kind in (list, tuple, dict, set, frozenset, collections.deque):
            if isinstance(value, kind):
                return getattr(b, "_repr_" + kind.__name__)(value)
        return repr(value)

    b.repr = ours
    for value in [loop, [], pair, (), (1,), table, {}, {Key(2)}, set(), frozenset(), frozenset([3]), Sub([1]), queue]:
        same("repr", lambda: repr(value), lambda: ours(value))
    del b.repr


def sorting_cases():
    rng = random.Random(5)
    for size in (0, 1, 2, 3, 5, 8, 20, 63):
        for spread in (2, 5, 1000):
            values = [rng.randrange(spread) for _ in range(size)]
            for shape in (values, sorted(values), sorted(values)[::-1]):
                for reverse in (False, True):
                    keys = [Key(v, i) for i, v in enumerate(shape)]
                    same("sorted", logged(lambda: sorted(keys, reverse=reverse)), logged(lambda: b._sorted(keys, None, reverse)))
                    same("sorted ints", lambda: sorted(shape, reverse=reverse), lambda: b._sorted(shape, None, reverse))
    for size in (64, 200, 333):
        keys = [Key(rng.randrange(50), i) for i in range(size)]
        for reverse in (False, True):
            same("sorted many", lambda: sorted(keys, reverse=reverse), lambda: b._sorted(keys, None, reverse))
            same("sorted by", lambda: sorted(keys, key=float, reverse=reverse), lambda: b._sorted(keys, float, reverse))
            same("by tuple", lambda: sorted(keys, key=lambda k: (k.value % 3, k.tag % 2), reverse=reverse),
                 lambda: b._sorted(keys, lambda k: (k.value % 3, k.tag % 2), reverse))
    same("no order", lambda: sorted([1, "a"]), lambda: b._sorted([1, "a"], None, False))
    for spoil in (False, True):
        def run(sort):
            seen = [3, 1, 2]

            def key(x):
                if spoil:
                    seen.append(9)
                return -x, len(seen)

            try:
                sort(seen, key)
            except ValueError as exc:
                return seen, str(exc)
            return seen

        same("list.sort", lambda: run(lambda s, k: s.sort(key=k)), lambda: run(lambda s, k: b._list_sort(s, k, False)))


def folding_cases():
    keys = [Key(v, i + 1) for i, v in enumerate([3, 1, 2, 1, 3])]
    for name in ("min", "max"):
        plain, ours = getattr(builtins, name), getattr(b, "_" + name)
        same(name, logged(lambda: plain(keys)), logged(lambda: ours((keys,), None, None, False)))
        same(name, logged(lambda: plain(*keys)), logged(lambda: ours(tuple(keys), None, None, False)))
        same(name, lambda: plain(keys, key=lambda k: -k.value), lambda: ours((keys,), lambda k: -k.value, None, False))
        same(name, lambda: plain([]), lambda: ours(([],), None, None, False))
        same(name, lambda: plain([], default=4), lambda: ours(([],), None, 4, True))
    for items, start in [(keys, 0), ([0.1] * 10, 0), ([1, 0.1, True, 5, 1e100, 1.0, -1e100], 0), ([0.1] * 3 + [1j], 0),
                         ([float("inf"), 1.0], 0.0), ([float("inf"), -float("inf")], 0), ([[1], [2]], []), ([], ""),
                         ([], b""), (["a"], 0), ([1e308, 1e308, -1e308], 0), ([Key(1), 0.5], 0)]:
        same("sum", lambda: sum(items, start), lambda: b._sum(items, start))
    for items in ([], [0, 1], [Key(1)], [0]):
        same("any", lambda: any(items), lambda: b._any(items))
        same("all", lambda: all(items), lambda: b._all(items))


def container_cases():
    pairs = [(Key(1), "a"), (Key(6), "b"), (Key(1), "c"), ["x", 2]]
    same("dict", lambda: dict(pairs, y=3), lambda: b._dict_from_pairs(pairs, {"y": 3}))
    for bad in ([1], [(1, 2, 3)], 1, ["ab"]):
        same("dict", lambda: dict(bad), lambda: b._dict_from_pairs(bad))

    class Mapping:
        def keys(self):
            return [Key(1), Key(2)]

        def __getitem__(self, key):
            return key.value * 10

    same("dict", lambda: dict(Mapping()), lambda: b._dict_from_pairs(Mapping()))
    same("list", lambda: list("abc"), lambda: b._list_from_iter("abc"))
    same("tuple", lambda: tuple(x for x in "abc"), lambda: b._tuple_from_iter(x for x in "abc"))
    same("set", lambda: len({Key(1), Key(6), Key(1)}), lambda: len(b._set_from_iter([Key(1), Key(6), Key(1)])))
    for items in (["a", "b"], [1], 1, (c for c in "xyz"), ["a", 2]):
        again = list(items) if hasattr(items, "__next__") else items
        same("join", lambda: "-".join(again), lambda: b._str_join("-", again))
    values = [Key(1), 2, Key(3), "x"]
    for probe in (Key(3), 2, "x", Key(9), None):
        same("index", logged(lambda: values.index(probe)), logged(lambda: b._list_index(values, probe)))
        same("index", lambda: values.index(probe, -2, 4), lambda: b._list_index(values, probe, -2, 4))
        same("tuple.index", lambda: tuple(values).index(probe), lambda: b._list_index(tuple(values), probe))
        same("count", logged(lambda: values.count(probe)), logged(lambda: b._seq_count(values, probe)))
        same("in", logged(lambda: probe in values), logged(lambda: b._seq_contains(values, probe)))
        same("in", logged(lambda: probe in iter(values)), logged(lambda: b._iter_contains(iter(values), probe)))

        def removed(remove):
            copy = list(values)
            remove(copy)
            return copy

        same("remove", lambda: removed(lambda c: c.remove(probe)), lambda: removed(lambda c: b._list_remove(c, probe)))
    lists = [[], [Key(1)], [Key(1), Key(2)], [Key(2)], [1, Key(1)], [Key(1), 5]]
    for x in lists:
        for y in lists:
            same("==", logged(lambda: x == y), logged(lambda: b._seq_eq(x, y)))
            same("<", lambda: x < y, lambda: b._seq_lt(x, y))
            same("<=", lambda: [1] + x <= [1] + y, lambda: b._seq_le([1] + x, [1] + y))
            same(">", lambda: tuple(x) > tuple(y), lambda: b._seq_gt(tuple(x), tuple(y)))
            same(">=", lambda: x >= y, lambda: b._seq_ge(x, y))


def table_cases():
    def run(ops):
        d = {}
        out = []
        for step in ops:
            try:
                out.append(step(d))
            except Exception as exc:
                out.append((type(exc).__name__, str(exc)))
        return out, d

    k = Key
    same(
        "dict ops",
        lambda: run([lambda d: d.__setitem__(k(1), 1), lambda d: d.__setitem__(k(6), 2), lambda d: d.__setitem__(k(1), 3),
                     lambda d: d[k(6)], lambda d: d[k(11)], lambda d: d.get(k(11), 0), lambda d: k(1) in d, lambda d: d.pop(k(1)),
                     lambda d: d.pop(k(1)), lambda d: d.pop(k(1), 5), lambda d: d.setdefault(k(2), 8), lambda d: d.setdefault(k(2), 9),
                     lambda d: d.__delitem__(k(2)), lambda d: d.__delitem__(k(2))]),
        lambda: run([lambda d: b._dict_setitem(d, k(1), 1), lambda d: b._dict_setitem(d, k(6), 2), lambda d: b._dict_setitem(d, k(1), 3),
                     lambda d: b._dict_getitem(d, k(6)), lambda d: b._dict_getitem(d, k(11)), lambda d: b._dict_get(d, k(11), 0),
                     lambda d: b._dict_contains(d, k(1)), lambda d: b._dict_pop(d, k(1)), lambda d: b._dict_pop(d, k(1)),
                     lambda d: b._dict_pop(d, k(1), 5), lambda d: b._dict_setdefault(d, k(2), 8), lambda d: b._dict_setdefault(d, k(2), 9),
                     lambda d: b._dict_delitem(d, k(2)), lambda d: b._dict_delitem(d, k(2))]),
    )

    class Missing(dict):
        def __missing__(self, key):
            return ("missing", key)

    same("__missing__", lambda: Missing()[k(1)], lambda: b._dict_getitem(Missing(), k(1)))
    x, y, z = {k(1): k(5)}, {k(1): k(5)}, {k(1): 6}
    for left in (x, y, z, {}):
        for right in (x, y, z, {}):
            same("dict ==", logged(lambda: left == right), logged(lambda: b._dict_eq(left, right)))
    sets = [set(), {k(1)}, {k(1), k(6)}, {k(6), k(2), 3}, frozenset([k(1), 3]), {3}]

    def ordered(result):
        return sorted(map(repr, result)) if isinstance(result, (set, frozenset)) else result

    for s in sets:
        for t in sets:
            for name in ("union", "intersection", "difference", "symmetric_difference", "issubset", "issuperset", "isdisjoint"):
                same(name, lambda: ordered(getattr(s, name)(t)), lambda: ordered(getattr(b, "_set_" + name)(s, t)))
                same(name, lambda: ordered(getattr(s, name)(list(t))), lambda: ordered(getattr(b, "_set_" + name)(s, list(t))))
            for name in ("eq", "le", "lt", "ge", "gt"):
                same(name, lambda: getattr(s, f"__{name}__")(t), lambda: getattr(b, "_set_" + name)(s, t))
            for name in ("update", "intersection_update", "difference_update", "symmetric_difference_update"):
                def changed(call):
                    copy = set(s)
                    call(copy)
                    return ordered(copy)

                same(name, lambda: changed(lambda c: getattr(c, name)(t)), lambda: changed(lambda c: getattr(b, "_set_" + name)(c, t)))
    for name in ("add", "discard", "remove"):
        for probe in (k(1), k(9), 3, {1}, frozenset({1})):
            def changed(call):
                copy = {k(1), 3, frozenset({1})}
                call(copy)
                return ordered(copy)

            same(name, lambda: changed(lambda c: getattr(c, name)(probe)), lambda: changed(lambda c: getattr(b, "_set_" + name)(c, probe)))
    same("in set", lambda: {1} in {frozenset({1})}, lambda: b._set_contains({frozenset({1})}, {1}))


def number_cases():
    class Div:
        def __divmod__(self, other):
            return ("divmod", other) if other == 2 else NotImplemented

        def __rdivmod__(self, other):
            return ("rdivmod", other)

        def __pow__(self, other, mod=None):
            return ("pow", other, mod) if other else NotImplemented

        def __round__(self, *args):
            return ("round", args)

        def __format__(self, spec):
            return "F" + spec if spec != "bad" else 3

    class Plain:
        pass

    d, p = Div(), Plain()
    for x, y in [(d, 2), (d, 3), (3, d), (d, d), (p, 1), (p, d), (7, 2)]:
        same("divmod", lambda: divmod(x, y), lambda: b._divmod(x, y))
    for args in [(d, 2, 3), (d, 0, 3), (p, 1, 2), (2, 5, 7), (d, 1), (p, 1)]:
        same("pow", lambda: pow(*args), lambda: b._pow(*args))
    for args in [(d,), (d, 1), (d, None), (p,)]:
        same("round", lambda: round(*args), lambda: b._round(*args))
    for args in [(d, "x"), (d, "bad"), (p, "x"), (d,)]:
        same("format", lambda: format(*args), lambda: b._format(*args))
    same("f-string", lambda: f"{d!r:>3}"[:4], lambda: b._format_value(d, "r", ">3")[:4])
    for t in [(), (1,), (1, "a", 2.5), (Key(3), None), ((),), tuple(range(50)), (-1, -2)]:
        same("hash", lambda: hash(t), lambda: b._hash_tuple(t))


def text_cases():
    k = Key(7)
    box = support.namespace(x=[k, {"key": 5}], a="text")
    for template, args, kwargs in [
        ("{} {}", (k, 2), {}), ("{0} {1} {0!r}", (k, 2), {}), ("{a.x[0]} {a.x[1][key]:>{w}}", (), {"a": box, "w": 6}),
        ("{} {}", (1,), {}), ("{0} {}", (1,), {}), ("{} {0}", (1,), {}), ("{a}", (), {}), ("{0.q}", (k,), {}), ("{0[x]}", ([1],), {}),
        ("{!s:{}}|{:>{}}", ("a", 5, "b", 3), {}), ("{0.}", (1,), {}), ("{0[]}", (1,), {}), ("{0[1]x}", ([1, 2],), {}),
        ("{:%}{{}}", (0.5,), {}), ("{!a}", ("é",), {}), ("plain", (), {}),
    ]:
        same("str.format " + template, lambda: template.format(*args, **kwargs), lambda: b._str_format(template, args, kwargs))
    plain = object.__new__(type("A", (), {"__repr__": lambda self: "A!"}))
    for template, value in [
        ("%s and %r", (k, k)), ("%5s|%-5s|", (k, k)), ("%d %i %5.1f %x %c", (k, k, k, k, k)), ("%d", plain), ("%x", plain), ("%f", plain),
        ("%c", plain), ("%s", plain), ("%(a)s %(b)05d", {"a": k, "b": 3}), ("%(a)s", 1), ("%s %s", k), ("%s", (1, 2)), ("%*d|%-*d|%.*f", (5, k, 4, k, 2, k)),
        ("%*d", ("a", 1)), ("%*d", (-5, k)), ("%d%%", k), ("x", plain), ("x", {}), ("x", [k]), ("x", ()), ("%s", ([k],)), ("%a", "é"), ("%x", 1.5), ("%d", 3.9),
        ("%(a)s %s", {"a": 1}), ("%+d % d %#x %08.3f %e %g", (1, 2, 255, 3.14159, 12345.678, 0.0001)), ("%c%c", ("a", 98)), ("%c", "ab"),
        ("%s", {"a": k}), ("%s %s", {"a": 1}), ("%d", "1"), ("%.2s", k), ("%u", k), ("%o", k),
    ]:
        same("% " + template, lambda: template % value, lambda: b._percent_format(template, value))

    class Recorder:
        def __init__(self):
            self.calls = []

        def write(self, text):
            self.calls.append(text)

        def flush(self):
            self.calls.append("flush")

    def printed(call):
        file = Recorder()
        call(file)
        return file.calls

    same("print", lambda: printed(lambda f: print(k, 1, file=f)), lambda: printed(lambda f: b._print((k, 1), file=f)))
    same("print", lambda: printed(lambda f: print(k, 1, sep="", end="!", file=f, flush=True)),
         lambda: printed(lambda f: b._print((k, 1), "", "!", f, True)))
    same("print", lambda: print(1, sep=2), lambda: b._print((1,), 2))
    same("print", lambda: print(1, end=2), lambda: b._print((1,), None, 2))
    same("print", lambda: print(k), lambda: b._print((k,)))

    def typed(read, text):
        stdin, sys.stdin = sys.stdin, __import__("io").StringIO(text)
        try:
            return read()
        finally:
            sys.stdin = stdin

    for text in ("line\nnext", "last", ""):
        same("input", lambda: typed(lambda: input("? "), text), lambda: typed(lambda: b._input("? "), text))


def class_cases():
    class Meta(type):
        def __instancecheck__(cls, obj):
            return obj == 5

        def __subclasscheck__(cls, other):
            return other is str

    class Odd(metaclass=Meta):
        pass

    class Proxy:
        __class__ = property(lambda self: int)

    class Looks:
        __bases__ = ()

    for obj in (5, "a", Odd(), Proxy(), None, [1]):
        for cls in (Odd, int, (str, Odd), int | None, int | str, 1, (1,), Looks(), list[int], int | list[int], type, ()):
            same("isinstance", lambda: isinstance(obj, cls), lambda: b._isinstance(obj, cls))
    for sub in (str, int, bool, Odd, 5, Looks()):
        for cls in (Odd, int, (str, Odd), int | None, 1, object, Looks(), list[int]):
            same("issubclass", lambda: issubclass(sub, cls), lambda: b._issubclass(sub, cls))

    class Other(type):
        pass

    class Third(metaclass=Other):
        pass

    class Prepared(type):
        @classmethod
        def __prepare__(mcs, name, bases, **kwds):
            return collections.OrderedDict(prepared=kwds)

        def __new__(mcs, name, bases, ns, **kwds):
            return super().__new__(mcs, name, bases, dict(ns))

        def __init__(cls, *args, **kwds):
            pass

    class BadPrepare(type):
        __prepare__ = classmethod(lambda *a: 1)

    class Entries:
        def __init__(self, value):
            self.value = value

        def __mro_entries__(self, bases):
            return self.value

    def body():
        x = 1

        def method(self):
            return self.x

    def shown(cls):
        if not isinstance(cls, type):
            return cls
        names = sorted(n for n in vars(cls) if n not in ("__dict__", "__weakref__", "__module__", "__doc__", "__firstlineno__", "__static_attributes__", "__qualname__"))
        return cls.__name__, cls.__bases__, type(cls).__name__, names, getattr(cls, "prepared", None), len(vars(cls).get("__orig_bases__", ()))

    for bases, kwds in [((), {}), ((Odd,), {}), ((Odd, Third), {}), ((Third,), {"metaclass": type}), ((), {"metaclass": Prepared, "flag": 1}),
                        ((), {"metaclass": BadPrepare}), ((), {"metaclass": lambda *a, **k: 5}), ((Entries((int,)),), {}), ((Entries(()), str), {}),
                        ((Entries(1),), {}), ((), {"a": 1}), ((int, str), {})]:
        same("build_class", lambda: shown(builtins.__build_class__(body, "X", *bases, **kwds)), lambda: shown(b._build_class(body, "X", bases, kwds)))

    log = []

    class Named:
        def __init__(self, bad=False):
            self.bad = bad

        def __set_name__(self, owner, name):
            log.append(name)
            if self.bad:
                raise ValueError("no")

    class Base:
        def __init_subclass__(cls, **kwds):
            log.append((cls.__name__, kwds))

    def through_type(bad):
        log.clear()
        type("C", (Base,), {"a": Named(), "b": Named(bad)}, k=1)
        return log[:]

    def through_ours(bad):
        class C(Base):
            a = Named()
            b = Named()

        C.b.bad = bad
        log.clear()
        b._type_new_hooks(C, {"k": 1})
        return log[:]

    same("hooks", lambda: through_type(False), lambda: through_ours(False))
    same("hooks", lambda: through_type(True), lambda: through_ours(True))


def iterator_cases():
    class Old:
        def __getitem__(self, i):
            if i > 2:
                raise IndexError
            return i * 10

        def __len__(self):
            return 3

    class Own:
        def __reversed__(self):
            return iter("own")

    class Never(Old):
        __reversed__ = None

    plain = support.namespace(**{n: getattr(builtins, n) for n in ("map", "filter", "zip", "enumerate", "reversed")}, call=iter, seq=iter)
    ours = support.namespace(**{n: getattr(b, n) for n in ("map", "filter", "zip", "enumerate", "reversed")}, call=b._callable_iterator, seq=b._seq_iterator)
    for case in [
        lambda m: list(m.map(lambda x, y: x + y, [1, 2, 3], (4, 5))), lambda m: m.map(int), lambda m: m.map(int, 3), lambda m: m.map(int, []),
        lambda m: list(m.filter(lambda x: x % 2, range(6))), lambda m: list(m.filter(None, [0, 1, "", "a"])), lambda m: m.filter(None, []),
        lambda m: list(m.zip("ab", [1, 2, 3])), lambda m: list(m.zip()), lambda m: list(m.zip("ab", [1, 2, 3], strict=True)),
        lambda m: list(m.zip([1, 2, 3], "ab", strict=True)), lambda m: list(m.zip("ab", "ab", "abc", strict=True)), lambda m: list(m.zip("ab", "ab", "a", strict=True)),
        lambda m: m.zip(1), lambda m: m.zip([]), lambda m: list(m.enumerate("ab", 5)), lambda m: list(m.enumerate("ab", start=Key(2))), lambda m: m.enumerate([]),
        lambda m: list(m.reversed(Old())), lambda m: list(m.reversed(Own())), lambda m: m.reversed(Old()), lambda m: m.reversed(Never()), lambda m: m.reversed(1),
        lambda m: list(m.seq(Old())), lambda m: m.seq(Old()), lambda m: list(m.call(iter([1, 2, 3, 4]).__next__, 3)), lambda m: m.call(int, 1),
        lambda m: list(m.call(iter([1, 2]).__next__, 3)), lambda m: (m.zip, m.map, m.filter, m.enumerate, m.reversed),
    ]:
        same(f"iterator line {case.__code__.co_firstlineno}", lambda: case(plain), lambda: case(ours))


def reduce_cases():
    class Plain:
        def __init__(self):
            self.a = [1]

    class Slots:
        __slots__ = ("x", "__private", "unset")

        def __init__(self):
            self.x = 1
            self.__private = 2

    class Sub(list):
        pass

    class Num(int):
        pass

    class Table(dict):
        pass

    class State:
        def __getstate__(self):
            return "state"

    class Own:
        def __reduce__(self):
            return "own"

    def shown(parts):
        if isinstance(parts, str):
            return parts
        function, args, *rest = parts
        return function.__name__, args, [list(r) if hasattr(r, "__next__") else r for r in rest]

    sub = Sub([1, 2])
    sub.note = "n"
    error = ValueError("x", 1)
    noted = KeyError("k")
    noted.extra = 5
    for value in [Plain(), Slots(), sub, Num(7), Table(a=1), State(), Own(), error, noted, {1}, collections.deque([1], 3), collections.deque(), object(), range(3)]:
        want, got = value.__reduce_ex__(4), b._reduce_ex(value)
        def trimmed(parts):
            # Trailing Nones say nothing.
            parts = list(shown(parts)) if not isinstance(parts, str) else [parts, (), []]
            while parts[2:] and parts[2] and parts[2][-1] is None:
                parts[2].pop()
            return parts

        same("reduce", lambda: trimmed(want), lambda: trimmed(got))
    for value in ((x for x in ""), sys, __import__("threading").Lock()):
        same("reduce", lambda: value.__reduce_ex__(4), lambda: b._reduce_ex(value))


repr_cases()
reduce_cases()
sorting_cases()
folding_cases()
container_cases()
table_cases()
number_cases()
text_cases()
class_cases()
iterator_cases()
support.finish()
