"""collections, collections.abc, abc, types, operator, heapq, bisect, functools."""

import collections
import collections.abc
import copy
import pickle
import random
import sys

import support
from support import compare


def counters(m):
    c = m.Counter("abracadabra")
    d = m.Counter(a=1, z=3)
    c2 = m.Counter(c)
    c2.subtract("aab")
    del c2["nothing"]
    return (c, d, c + d, c - d, c | d, c & d, +c2, -c2, c.most_common(2), c.total(), sorted(c.elements()), c == m.Counter("abracadabra"),
            c <= d, c > d, c != d, c["q"], m.Counter(), m.Counter({"a": 2}), c2, c.copy() == c, d.items(), m.Counter(a=-1) < m.Counter())


def counter_inplace(m):
    c = m.Counter("aabbc")
    c += m.Counter("ab")
    c -= m.Counter("c")
    c |= m.Counter("zz")
    c &= m.Counter("aazzz")
    return c


def counter_fromkeys(m):
    m.Counter.fromkeys("a")


def defaultdicts(m):
    d = m.defaultdict(list)
    d["a"].append(1)
    e = m.defaultdict(int, {"x": 3}, y=2)
    e["z"] += 5
    return d, e, e.copy(), e | {"w": 1}, {"w": 1} | e, m.defaultdict(None), d.get("q"), e.default_factory, dict(d)


def defaultdict_bad(m):
    m.defaultdict(3)


def defaultdict_missing(m):
    return m.defaultdict()["k"]


def defaultdict_loop(m):
    d = m.defaultdict(dict)
    d["me"] = d
    return d


def ordered(m):
    d = m.OrderedDict([("a", 1), ("b", 2), ("c", 3)])
    d.move_to_end("a")
    d.move_to_end("c", last=False)
    e = m.OrderedDict(d)
    popped = e.popitem(), e.popitem(last=False)
    return (d, e, popped, d == m.OrderedDict(reversed(list(d.items()))), d == dict(d), list(reversed(d)), m.OrderedDict(), d | {"z": 1},
            m.OrderedDict.fromkeys("xy", 0), d.copy(), d != {})


def ordered_pop_empty(m):
    m.OrderedDict().popitem()


def ordered_bad_move(m):
    m.OrderedDict().move_to_end("x")


def tuples(m):
    P = m.namedtuple("P", "x y", defaults=[7])
    p = P(1)
    q = P(*[3], y=4)
    x, y = q
    return (p, q, p._replace(x=9), P._fields, P._field_defaults, p._asdict(), P._make([5, 6]), p.x, p[1], x + y, P.__doc__, P.x.__doc__,
            p == (1, 7), hash(p) == hash((1, 7)), isinstance(p, tuple), P.__match_args__, P.x, P.__module__, P.__qualname__, m.namedtuple("E", "")(),
            m.namedtuple("R", "a def a _x", rename=True)._fields, P.__new__.__qualname__, P.__new__.__doc__, copy.copy(p), str(p), repr(P), len(p))


def tuple_errors(m):
    out = []
    for args, kw in [(("1a", "x"), {}), (("A", "def"), {}), (("A", "_x"), {}), (("A", "x x"), {}), (("A", "x"), {"defaults": (1, 2)}), (("A", ["a b"]), {})]:
        try:
            out.append(m.namedtuple(*args, **kw))
        except Exception as exc:
            out.append((type(exc).__name__, str(exc)))
    P = m.namedtuple("P", "x y")
    for call in (lambda: P(1), lambda: P(1, 2, 3), lambda: P(1, z=2), lambda: P._make([1]), lambda: P(1, 2)._replace(q=1), lambda: setattr(P(1, 2), "x", 3), lambda: setattr(P(1, 2), "z", 3)):
        try:
            out.append(call())
        except Exception as exc:
            out.append((type(exc).__name__, str(exc)))
    return out


def tuple_subclass(m):
    class P(m.namedtuple("P", "x y")):
        @property
        def total(self):
            return self.x + self.y

        def __str__(self):
            return f"<{self.x}>"

    p = P(1, 2)
    match p:
        case P(x, y=2):
            matched = x
    return p, str(p), p.total, P(x=3, y=4), matched


def chains(m):
    c = m.ChainMap({"a": 1}, {"a": 2, "b": 3})
    child = c.new_child({"c": 4}, d=5)
    c["z"] = 0
    del c["a"]
    return c, child, list(c), len(c), c["a"], c.get("q"), "b" in c, child.parents, dict(c), c | {"m": 1}, {"m": 1} | c, c.pop("z"), bool(m.ChainMap()), m.ChainMap.fromkeys("ab", 1), c.copy()


def chain_errors(m):
    m.ChainMap({}, {"a": 1}).pop("a")


def chain_missing(m):
    m.ChainMap({}, {"a": 1})["q"]


def user_types(m):
    class D(m.UserDict):
        def __missing__(self, key):
            return key * 2

        def __setitem__(self, key, value):
            super().__setitem__(key, value + 1)

    d = D({"a": 1}, b=2)
    lst = m.UserList([3, 1, 2])
    lst.sort()
    lst += [9]
    lst.append(4)
    s = m.UserString("hello")
    return (d, d["zz"], d.get("q"), d | {"c": 1}, d.copy(), len(d), list(d.items()), lst, lst[1:], lst + [1], [0] + lst, lst * 2, 9 in lst, lst.index(9), lst.pop(),
            s, s.upper(), s[1:3], s + "!", "x" + s, s * 2, s == "hello", s.split("l"), s.find("l"), hash(s) == hash("hello"), str(s), s % (), "ell" in s, s.center(9, "*"))


compare("collections", [counters, counter_inplace, counter_fromkeys, defaultdicts, defaultdict_bad, defaultdict_missing, defaultdict_loop, ordered, ordered_pop_empty,
                        ordered_bad_move, tuples, tuple_errors, tuple_subclass, chains, chain_errors, chain_missing, user_types])

own_collections = support.own("collections")
own_abc = own_collections.abc


def which_builtins(m):
    async def co():
        pass

    async def ag():
        yield

    c = co()
    values = [1, "", b"", bytearray(), [], (), {}, set(), frozenset(), range(3), {}.keys(), {}.values(), {}.items(), iter([]), (x for x in ""), c, ag(), len, int, None,
              iter({}), iter(""), memoryview(b""), reversed([]), zip(), map(int, []), enumerate([]), collections.deque(), object(), iter({}.items()), iter(range(0))]
    names = [n for n in m.__all__ if n != "ByteString"]
    result = [(n, [isinstance(v, getattr(m, n)) for v in values]) for n in names]
    c.close()
    return result


def hooks(m):
    class Sizable:
        def __len__(self):
            return 3

        def __iter__(self):
            return iter("abc")

        def __contains__(self, x):
            return False

        __hash__ = None

    class Seq(m.Sequence):
        def __getitem__(self, i):
            return [5, 6, 7][i]

        def __len__(self):
            return 3

    class NotIter:
        __iter__ = None

    s = Seq()
    return ([issubclass(Sizable, getattr(m, n)) for n in m.__all__], list(s), list(reversed(s)), 6 in s, s.index(7), s.count(5), isinstance(NotIter(), m.Iterable),
            [issubclass(Seq, getattr(m, n)) for n in m.__all__], s.index(7, -1))


def set_mixin(m):
    class Bag(m.MutableSet):
        def __init__(self, it=()):
            self.items = []
            for x in it:
                self.add(x)

        def __contains__(self, x):
            return x in self.items

        def __iter__(self):
            return iter(self.items)

        def __len__(self):
            return len(self.items)

        def add(self, x):
            if x not in self.items:
                self.items.append(x)

        def discard(self, x):
            if x in self.items:
                self.items.remove(x)

        def __repr__(self):
            return f"Bag({self.items})"

    a, b = Bag("abc"), Bag("bcd")
    out = [a & b, a | b, a - b, a ^ b, a <= b, a < b, a == Bag("cba"), a.isdisjoint("xy"), a >= Bag("a"), {"a"} <= a, ["a"] | a, "ab" - a, a > Bag("a"), a != b]
    a |= "xy"
    a -= "x"
    a &= Bag("ay")
    a ^= "az"
    out.append(Bag(a))
    out.append(sorted(a))
    a.remove("y")
    try:
        a.remove("q")
    except KeyError as exc:
        out.append(repr(exc))
    out.append(a.pop())
    a.clear()
    out.append(a)
    return out


def mapping_mixin(m):
    class M(m.MutableMapping):
        def __init__(self):
            self.d = {}

        def __getitem__(self, k):
            return self.d[k]

        def __setitem__(self, k, v):
            self.d[k] = v

        def __delitem__(self, k):
            del self.d[k]

        def __iter__(self):
            return iter(self.d)

        def __len__(self):
            return len(self.d)

        def __repr__(self):
            return f"M({self.d})"

    x = M()
    x.update({"a": 1}, b=2)
    x.update([("c", 3)])
    return (x, x.keys(), x.items(), x.values(), list(x.items()), ("a", 1) in x.items(), 2 in x.values(), x.get("q", 7), x.pop("a"), x.pop("a", 9), x.popitem(), x.setdefault("k", 5),
            x == {"c": 3, "k": 5}, x.keys() & {"c"}, x.keys() | {"q"} == {"c", "k", "q"}, "c" in x, len(x), x.clear(), x, x == 3)


def seq_mixin(m):
    class L(m.MutableSequence):
        def __init__(self):
            self.d = []

        def __getitem__(self, i):
            return self.d[i]

        def __setitem__(self, i, v):
            self.d[i] = v

        def __delitem__(self, i):
            del self.d[i]

        def __len__(self):
            return len(self.d)

        def insert(self, i, v):
            self.d.insert(i, v)

    x = L()
    x.extend([3, 1, 2])
    x.append(4)
    x.reverse()
    x += [7]
    popped = x.pop(), x.pop(0)
    x.remove(1)
    x.extend(x)
    return list(x), popped, x.clear(), len(x)


def abstract(m):
    out = []
    for base in (m.Mapping, m.Iterator, m.Callable, m.Coroutine, m.MutableSequence):
        try:
            type("X", (base,), {})()
        except TypeError as exc:
            out.append(str(exc))
    return out, m.Mapping, m.Iterable[int], m.Callable[[int, str], bool], m.Callable[..., int], m.Mapping[str, int], m.Callable[[], None]


def generator_mixin(m):
    class G(m.Generator):
        n = 0

        def send(self, value):
            self.n += 1
            if self.n > 3:
                raise StopIteration
            return self.n, value

        def throw(self, *args):
            return super().throw(*args)

    g = G()
    out = [next(g), g.send(5), list(g)]
    g.close()
    return out


compare("collections.abc", [which_builtins, hooks, set_mixin, mapping_mixin, seq_mixin, abstract, generator_mixin], ours=own_abc, theirs=collections.abc)


def abc_class(m):
    class Shape(m.ABC):
        @m.abstractmethod
        def area(self):
            "doc"

        @property
        @m.abstractmethod
        def name(self):
            pass

        @classmethod
        @m.abstractmethod
        def make(cls):
            pass

    class Square(Shape):
        def area(self):
            return 4

    class Full(Square):
        name = "full"

        @classmethod
        def make(cls):
            return cls()

    @Shape.register
    class Alien:
        pass

    class Hooked(m.ABC):
        @classmethod
        def __subclasshook__(cls, other):
            return True if hasattr(other, "quack") else NotImplemented

    class Duck:
        quack = 1

    out = [sorted(Square.__abstractmethods__), Full.make().area(), isinstance(Alien(), Shape), issubclass(Alien, Shape), isinstance(3, Shape), issubclass(Full, Shape),
           isinstance(Duck(), Hooked), isinstance(1, Hooked), Alien.__name__, issubclass(Alien, Square)]
    for call in (Shape, Square, lambda: Shape.register(3), lambda: Full.register(Shape), lambda: issubclass(3, Shape)):
        try:
            out.append(call())
        except Exception as exc:
            out.append((type(exc).__name__, str(exc)))
    Square.register(int)
    out.append(isinstance(3, Shape))
    return out


compare("abc", [abc_class])


def type_names(m):
    return {n: getattr(m, n).__name__ for n in sorted(m.__all__) if isinstance(getattr(m, n), type) and n != "CapsuleType" and n[0].isupper()}


def namespaces(m):
    n = m.SimpleNamespace(a=1, b="x")
    n.c = n

    class Sub(m.SimpleNamespace):
        pass

    return n, n == m.SimpleNamespace(a=1, b="x"), Sub(q=1), m.SimpleNamespace({"k": 2}, z=1), m.SimpleNamespace(), m.SimpleNamespace(a=1) == m.SimpleNamespace(a=1)


def dynamic_classes(m):
    C = m.new_class("C", (int,), {}, lambda ns: ns.update(x=1))

    class Meta(type):
        def __new__(mcs, name, bases, ns, flag=0):
            cls = super().__new__(mcs, name, bases, ns)
            cls.flag = flag
            return cls

        def __init__(cls, *a, **k):
            pass

    D = m.new_class("D", (), {"metaclass": Meta, "flag": 7})
    return C.x, C(3) + 1, D.flag, m.resolve_bases((int, list[int])), m.prepare_class("q", (D,))[0].__name__, m.get_original_bases(type("z", (int,), {}))


def old_coroutines(m):
    @m.coroutine
    def pause():
        got = yield "waiting"
        return got * 2

    async def main():
        return await pause()

    c = main()
    first = c.send(None)
    try:
        c.send(21)
    except StopIteration as exc:
        return first, exc.value


def old_coroutine_bad(m):
    m.coroutine(3)


compare("types", [type_names, namespaces, dynamic_classes, old_coroutines, old_coroutine_bad])


def operators(m):
    out = []
    for name in "lt le eq ne ge gt add and_ floordiv lshift mod mul or_ pow rshift sub truediv xor is_ is_not iadd isub imul ixor ipow".split():
        out.append(getattr(m, name)(7, 2))
    for name in "not_ truth abs inv invert neg pos index".split():
        out.append(getattr(m, name)(-7))
    d = {"a": [1, 2]}
    m.setitem(d, "b", 3)
    m.delitem(d, "a")
    return out, d, m.concat([1], [2]), m.contains([1], 1), m.countOf("abca", "a"), m.indexOf("abc", "c"), m.getitem([5], 0), m.length_hint(iter([1, 2])), m.length_hint(5, 3), m.call(int, "5"), m.__add__(1, 2), m.__not__(1)


def getters(m):
    obj = support.namespace(a=support.namespace(b=3), c=4)
    f, g, h = m.attrgetter("a.b", "c"), m.itemgetter(1, -1), m.methodcaller("split", ",", maxsplit=1)
    return f(obj), g("abc"), h("a,b,c"), f, g, h, m.attrgetter("c")(obj), m.itemgetter("k")({"k": 1}), m.itemgetter(slice(1))([1, 2])


compare("operator", [operators, getters, lambda m: m.indexOf([], 1), lambda m: m.index(1.5), lambda m: m.concat(1, 2), lambda m: m.attrgetter(1), lambda m: m.attrgetter("q")(1),
                     lambda m: m.itemgetter(5)([]), lambda m: m.methodcaller(1), lambda m: m.length_hint(1, "x"), lambda m: sorted(m.__all__)])


class Logged:
    log = []

    def __init__(self, v):
        self.v = v

    def __lt__(self, other):
        Logged.log.append((self.v, other.v))
        return self.v < other.v

    def __repr__(self):
        return f"L{self.v}"


def heaps(m):
    rng = random.Random(3)
    Logged.log = []
    heap = []
    out = []
    for _ in range(30):
        m.heappush(heap, Logged(rng.randrange(20)))
    for _ in range(10):
        out.append(m.heappop(heap))
    out.append(m.heapreplace(heap, Logged(1)))
    out.append(m.heappushpop(heap, Logged(4)))
    out.append(m.heappushpop(heap, Logged(400)))
    other = [Logged(rng.randrange(100)) for _ in range(17)]
    m.heapify(other)
    return out, heap, other, Logged.log


def heap_tools(m):
    data = [5, 1, 8, 3, 9, 2, 2]
    return (list(m.merge([1, 4, 7], [2, 4, 6], [0, 9])), list(m.merge([7, 1], [5, 4], reverse=True)), list(m.merge(["a", "bbb"], ["cc"], key=len)), m.nsmallest(3, data), m.nlargest(3, data),
            m.nlargest(2, data, key=lambda x: -x), m.nsmallest(0, data), m.nsmallest(99, data), m.nlargest(-1, data))


compare("heapq", [heaps, heap_tools, lambda m: m.heappop([]), lambda m: m.heapreplace([], 1), lambda m: m.heappush((), 1), lambda m: m.heapify("x"), lambda m: m.heappushpop([], 3)])


def bisecting(m):
    a = [1, 3, 3, 5]
    b = list(a)
    m.insort(b, 3)
    m.insort_left(b, 4)
    c = [("a", 1), ("b", 5)]
    m.insort(c, ("z", 3), key=lambda t: t[1])
    return m.bisect(a, 3), m.bisect_left(a, 3), m.bisect_right(a, 0), m.bisect_left(a, 3, 2), m.bisect(a, 9, 0, 2), b, c, m.bisect_left(c, 3, key=lambda t: t[1])


compare("bisect", [bisecting, lambda m: m.bisect([], 1, -1)])


def partials(m):
    def f(*a, **k):
        return a, k

    p = m.partial(f, 1, x=2)
    q = m.partial(p, 3, y=4)

    class C:
        def meth(self, a, b=0):
            return a, b

        half = m.partialmethod(meth, 10)
        kw = m.partialmethod(meth, b=5)

    return p(9), q(9, x=0), q.args, q.keywords, q.func is f, m.partial(print, "a", end=""), C().half(1), C().kw(2), m.partial(int, base=2)("101"), callable(p), m.partial


def wrapping(m):
    def deco(f):
        @m.wraps(f)
        def inner(*a):
            "inner doc"
            return f(*a) + 1

        return inner

    @deco
    def target(x: int) -> int:
        "target doc"
        return x

    return target(1), target.__name__, target.__doc__, target.__wrapped__(1), target.__annotations__, target.__qualname__, m.WRAPPER_ASSIGNMENTS, m.WRAPPER_UPDATES


def caches(m):
    calls = []

    @m.lru_cache(maxsize=2)
    def f(x, y=0):
        calls.append((x, y))
        return x + y

    out = [f(1), f(2), f(1), f(3), f(1), f(2), f(1, y=0), f.cache_info(), f.cache_parameters()]
    f.cache_clear()
    out.append(f.cache_info())

    @m.cache
    def fib(n):
        return n if n < 2 else fib(n - 1) + fib(n - 2)

    @m.lru_cache
    def plain(x):
        "doc"
        return x

    @m.lru_cache(typed=True)
    def typed(x):
        return x

    typed(1), typed(1.0), plain(1), plain(1.0)

    class C:
        @m.lru_cache
        def meth(self, x):
            return x

        @m.cached_property
        def prop(self):
            calls.append("prop")
            return 5

    c = C()
    return out, calls, fib(30), fib.cache_info(), plain.cache_info(), typed.cache_info(), c.meth(1), c.meth(1), C.meth.cache_info(), c.prop, c.prop, plain.__name__, plain.__doc__, repr(plain)[:34], C.__dict__["prop"].attrname, vars(c)


def orders(m):
    @m.total_ordering
    class T:
        def __init__(self, v):
            self.v = v

        def __eq__(self, o):
            return self.v == o.v

        def __lt__(self, o):
            return self.v < o.v

    @m.total_ordering
    class G:
        def __init__(self, v):
            self.v = v

        def __eq__(self, o):
            return self.v == o.v

        def __ge__(self, o):
            return self.v >= o.v if isinstance(o, G) else NotImplemented

    out = []
    for C in (T, G):
        for x in (1, 2):
            for y in (1, 2):
                a, b = C(x), C(y)
                out.append((a < b, a <= b, a > b, a >= b))
    words = sorted(["bb", "a", "ccc"], key=m.cmp_to_key(lambda a, b: len(b) - len(a)))
    K = m.cmp_to_key(lambda a, b: a - b)
    return out, words, K(1) < K(2), K(1) == K(1), K(3).obj, T.__le__.__name__


def no_order(m):
    m.total_ordering(type("X", (), {}))


def wrong_order(m):
    @m.total_ordering
    class G:
        def __ge__(self, o):
            return NotImplemented

    return G() < 3


def dispatch(m):
    @m.singledispatch
    def show(x):
        return "any"

    @show.register
    def _(x: int):
        return "int"

    @show.register(list)
    def _(x):
        return "list"

    @show.register(float | str)
    def _(x):
        return "float or str"

    @show.register(collections.abc.Mapping)
    def _(x):
        return "mapping"

    class C:
        @m.singledispatchmethod
        def neg(self, arg):
            raise NotImplementedError("no")

        @neg.register
        def _(self, arg: int):
            return -arg

        @neg.register(bool)
        @classmethod
        def _(cls, arg):
            return not arg, cls.__name__

    return [show(v) for v in (1, True, [1], 1.5, "a", {}, None, collections.OrderedDict())], show.dispatch(bool)(1), sorted(map(str, show.registry)), C().neg(5), C.neg(True), show.__name__


def dispatch_errors(m):
    out = []
    f = m.singledispatch(lambda x: 1)
    for call in (lambda: f(), lambda: f.register(3), lambda: f.register(lambda x: 1), lambda: f.register(3, len)):
        try:
            out.append(call())
        except Exception as exc:
            out.append(type(exc).__name__)
    return out


compare("functools", [partials, wrapping, caches, orders, no_order, wrong_order, dispatch, dispatch_errors, lambda m: m.reduce(lambda a, b: a + b, "abc"), lambda m: m.reduce(max, []),
                      lambda m: m.reduce(max, [], 5), lambda m: m.reduce(lambda a, b: a * b, [1, 2, 3], 10), lambda m: m.partial(3), lambda m: m.partial(), lambda m: m.lru_cache("x"),
                      lambda m: m.cached_property(len).__get__(1), lambda m: m.reduce(max, 3)])
support.finish()
