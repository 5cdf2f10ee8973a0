"""dataclasses, copy, reprlib."""

import collections
import sys
import typing

import support
from support import compare


def basics(m):
    @m.dataclass
    class P:
        x: int
        y: float = 2.5
        tags: list = m.field(default_factory=list)
        hidden: int = m.field(default=0, repr=False, compare=False)

    p, q = P(1), P(1, 2.5, [])
    p.tags.append("a")
    return p, q, p == q, P(1) == q, P(1) != P(2), P.__doc__, P.__match_args__, [f.name for f in m.fields(P)], m.fields(p)[0], P.y, hasattr(P, "tags"), P.__eq__(p, 3), P.__hash__, P.__init__.__annotations__, P.__dataclass_params__, m.is_dataclass(P), m.is_dataclass(p), m.is_dataclass(3), hasattr(P, "x")


def options(m):
    @m.dataclass(order=True, frozen=True)
    class V:
        major: int
        minor: int = 0

    @m.dataclass(kw_only=True)
    class K:
        a: int
        b: int = 1

    @m.dataclass
    class Mixed:
        a: int
        _: m.KW_ONLY
        b: int
        c: int = m.field(default=3, kw_only=True)

    @m.dataclass(slots=True)
    class S:
        x: int
        y: int = 5

        def get(self):
            return self.x + self.y

    @m.dataclass(eq=False, repr=False, init=False)
    class Bare:
        x: int = 3

    @m.dataclass(unsafe_hash=True)
    class H:
        x: int

    @m.dataclass(frozen=True, slots=True)
    class FS:
        a: int
        b: list = m.field(default_factory=list)

    out = [V(1) < V(1, 1), sorted([V(2), V(1, 5), V(1)]), hash(V(1)) == hash((1, 0)), K(a=1), Mixed(1, b=2), S(1), S.__slots__, S(1).get(), hasattr(S(1), "__dict__"), hash(H(3)) == hash((3,)), Bare().x, V.__match_args__, Mixed.__match_args__, FS(1), V(1) >= V(1), {V(1): 2}[V(1)]]
    fs = FS(1)
    for call in (lambda: setattr(V(1), "major", 2), lambda: delattr(V(1), "major"), lambda: K(1), lambda: Mixed(1, 2), lambda: setattr(S(1), "z", 1), lambda: V(), lambda: V(1, 2, 3), lambda: V(q=1), lambda: V(1) < 3, lambda: hash(K(a=1)), lambda: setattr(fs, "a", 2), lambda: setattr(V(1), "other", 1)):
        try:
            out.append(call())
        except Exception as exc:
            out.append((type(exc).__name__, str(exc)))
    return out


def post_init(m):
    @m.dataclass
    class C:
        a: int
        scale: m.InitVar[int]
        b: int = m.field(init=False)
        c: m.InitVar[int] = 7
        count: typing.ClassVar[int] = 0
        d: int = m.field(init=False, default=9)

        def __post_init__(self, scale, c):
            self.b = self.a * scale + c
            C.count += 1

    x = C(2, 10)
    return x, x.b, C.count, [f.name for f in m.fields(C)], m.replace(x, a=5, scale=1, c=0), C.__doc__


def inheritance(m):
    @m.dataclass
    class A:
        x: int
        y: int = 1

    @m.dataclass
    class B(A):
        z: int = 2
        x: int = 10

        def __repr__(self):
            return "custom B"

    class Plain(B):
        pass

    @m.dataclass
    class D(A):
        y: str = "over"

    return B(), B(5, 6, 7), B.__match_args__, Plain(1).x, D(1), A(1) == B(1), [f.name for f in m.fields(B)]


def conversions(m):
    @m.dataclass
    class Inner:
        v: int

    N = collections.namedtuple("N", "p q")

    @m.dataclass
    class Outer:
        a: Inner
        many: list
        table: dict
        n: object = None
        t: tuple = ()

    o = Outer(Inner(1), [Inner(2), 3], {"k": Inner(4)}, N(Inner(5), 1), (Inner(6),))
    dd = collections.defaultdict(list)
    dd["z"].append(Inner(1))
    return m.asdict(o), m.astuple(o), m.replace(o, a=0), m.asdict(o, dict_factory=list), m.asdict(Outer(1, [], dd))["table"], o.__replace__(n=4)


def recursive(m):
    @m.dataclass
    class Node:
        value: int
        next: "Node" = None

    n = Node(1)
    n.next = n
    return n, Node(1, Node(2))


def made(m):
    C = m.make_dataclass("C", ["a", ("b", int), ("c", int, m.field(default=5))], namespace={"sum": lambda self: self.b + self.c})
    return C(1, 2), C(1, 2).sum(), C.__module__ == __name__, m.make_dataclass("E", [], bases=(C,))(1, 2), C.__annotations__


def errors(m):
    out = []

    def define(body, **kw):
        return lambda: m.dataclass(**kw)(type("X", (), body))

    frozen = m.dataclass(frozen=True)(type("F", (), {"__annotations__": {"x": int}}))
    plain = m.dataclass(type("G", (), {"__annotations__": {"x": int}}))
    for call in (define({"__annotations__": {"x": list}, "x": []}), define({"__annotations__": {"x": int, "y": int}, "x": 1}), lambda: m.field(default=1, default_factory=list), lambda: m.fields(3), lambda: m.asdict(3), lambda: m.asdict(plain), lambda: m.replace(3), lambda: m.astuple(int),
                 lambda: m.dataclass(type("H", (frozen,), {"__annotations__": {}})), lambda: m.dataclass(frozen=True)(type("H", (plain,), {})), define({}, order=True, eq=False), define({"__lt__": 1}, order=True), define({"__setattr__": 1}, frozen=True), define({"x": m.field()}),
                 lambda: m.replace(plain(1), q=2), lambda: plain(1, 2), lambda: m.make_dataclass("Z", ["class"]), lambda: m.make_dataclass("Z", ["a", "a"]), lambda: m.make_dataclass("Z", ["1a"]), define({"__slots__": ("x",), "__annotations__": {"x": int}}, slots=True),
                 define({"__hash__": lambda s: 1, "__annotations__": {}}, unsafe_hash=True), define({"__annotations__": {"x": {}}, "x": {}}), define({"__annotations__": {"a": m.KW_ONLY, "b": m.KW_ONLY}}), define({}, weakref_slot=True)):
        try:
            out.append(call())
        except Exception as exc:
            out.append((type(exc).__name__, str(exc)))
    return out


def text_annotations(m):
    scope = {"m": m, "dataclass": m.dataclass, "InitVar": m.InitVar, "__name__": __name__, "typing": typing}
    exec("from __future__ import annotations\n@dataclass\nclass T:\n    a: int\n    b: typing.ClassVar[int] = 3\n    c: list = m.field(default_factory=list)\n    def __post_init__(self): self.a += 1\n", scope)
    T = scope["T"]
    return T(1), [f.name for f in m.fields(T)], T.__annotations__


def matching(m):
    @m.dataclass
    class P:
        x: int
        y: int

    match P(1, 2):
        case P(1, y=n):
            return n


compare("dataclasses", [basics, options, post_init, inheritance, conversions, recursive, made, errors, text_annotations, matching])


class Slotted:
    __slots__ = ("a", "b")

    def __init__(self, a):
        self.a = a

    def __repr__(self):
        return f"S({self.a})"


class Stateful:
    def __init__(self):
        self.x = [1]

    def __getstate__(self):
        return {"saved": self.x}

    def __setstate__(self, state):
        self.x = state["saved"] + ["restored"]


class Hooks:
    def __copy__(self):
        return "copied"

    def __deepcopy__(self, memo):
        return "deep"


def copies(m):
    loop = [1]
    loop.append(loop)
    a = [1, [2, 3], {"k": [4]}, (5, [6])]
    b, c = m.copy(a), m.deepcopy(a)
    a[1].append("x")
    d = m.deepcopy(loop)
    shared = []
    both = m.deepcopy([shared, shared])
    t = (1, 2)
    s = Slotted([1])
    s2, s3 = m.copy(s), m.deepcopy(s)
    dq = collections.deque([[1]], maxlen=3)
    od = collections.OrderedDict(a=[1])
    dd = collections.defaultdict(list, {"q": [1]})
    obj = support.namespace(v=[1])
    o2 = m.deepcopy(obj)
    st = m.copy(Stateful())
    return (b, c, d[1] is d, both[0] is both[1], m.copy(t) is t, m.deepcopy(t) is t, m.deepcopy((1, [2])), s2.a is s.a, s3.a is s.a, s3, m.copy(dq), m.deepcopy(dq), m.deepcopy(od), m.copy(dd), m.deepcopy(dd), o2, o2.v is obj.v, st.x, m.copy(Hooks()), m.deepcopy([Hooks()]),
            m.copy({1, 2}), m.deepcopy({1, (2, 3)}), m.copy(len) is len, m.deepcopy(int) is int, m.deepcopy(ValueError("x", [1])), m.copy(bytearray(b"x")), m.deepcopy({"a": {"b": [1]}}), m.copy(collections.Counter("aab")))


def uncopyable(m):
    out = []
    import threading

    for value in (threading.Lock(), (x for x in ""), sys):
        for f in (m.copy, m.deepcopy):
            try:
                out.append(f(value))
            except TypeError as exc:
                out.append(str(exc))
    return out


def replacing(m):
    import dataclasses

    P = collections.namedtuple("P", "x y")
    D = dataclasses.make_dataclass("D", ["a", "b"])
    return m.replace(P(1, 2), x=5), m.replace(D(1, 2), b=7)


compare("copy", [copies, uncopyable, replacing, lambda m: m.replace(3)])


def limited(m):
    return (m.repr(list(range(20))), m.repr("a" * 100), m.repr({i: i for i in range(9)}), m.repr(10**100), m.repr((1,)), m.repr([[[[[[[[1]]]]]]]]), m.repr({3, 1, 2}), m.repr(set()), m.repr("it's " * 20), m.repr(collections.deque(range(9))), m.repr(frozenset(range(9))), m.repr(None), m.repr("short"),
            m.Repr(maxlist=2).repr([1, 2, 3]), m.repr(object.__init__), m.repr(()), m.repr([]), m.repr({}))


def guarded(m):
    class L(list):
        @m.recursive_repr("<again>")
        def __repr__(self):
            return "L" + ",".join(map(repr, self))

    x = L([1])
    x.append(x)
    return x


compare("reprlib", [limited, guarded])
support.finish()
