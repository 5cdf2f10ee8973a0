"""enum."""

import copy
import pickle

import support
from support import compare


def basic(m):
    class C(m.Enum):
        R = 1
        G = 2
        B = 2

        def describe(self):
            return f"{self.name}={self.value}"

        @classmethod
        def first(cls):
            return cls.R

        @property
        def double(self):
            return self.value * 2

    out = [C.R, str(C.R), f"{C.R:>6}", C.G is C.B, list(C), C, C["R"], C(1), len(C), C.R.name, C.__members__, type(C.R), isinstance(C.R, C), C.R in C, 1 in C, 9 in C, hash(C.R) == hash("R"), C.R == 1, C.R != C.G, sorted(dir(C)), C.R.describe(), C.first(), C.G.double, list(reversed(C)), bool(C.R),
           {C.R: 1}[C.R], C.R is C(C.R), copy.copy(C.R) is C.R, copy.deepcopy(C.R) is C.R, C.R.__class__ is C, C.__name__, C.R.G, [x.name for x in C], repr(C.__members__), C.B.name]
    match C.R:
        case C.G:
            out.append("G")
        case C.R:
            out.append("matched R")
    return out


def failures(m):
    class C(m.Enum):
        R = 1
        G = 2

    class F(m.Flag):
        A = m.auto()
        B = m.auto()
        D = m.auto()

    class I(m.IntEnum):
        A = 1

    class S(m.StrEnum):
        A = "a"

    def extend():
        class X(C):
            Z = 3

    def twice():
        class X(m.Enum):
            A = 1
            A = 2

    def clash():
        @m.unique
        class X(m.Enum):
            A = 1
            B = 1
            C = 1

    def sunder():
        class X(m.Enum):
            _bad_ = 1

    def notstr():
        class X(m.StrEnum):
            A = 1

    def late():
        class X(m.Enum):
            A = m.auto()

            def _generate_next_value_(name, start, count, last):
                return 1

    def mixed():
        class X(int, str, m.Enum):
            pass

    def verified():
        @m.verify(m.CONTINUOUS)
        class X(m.Enum):
            A = 1
            B = 4

    out = []
    for call in (lambda: C(5), lambda: C["Q"], lambda: setattr(C, "R", 3), lambda: setattr(C.R, "value", 3), lambda: setattr(C.R, "name", 3), lambda: delattr(C, "R"), lambda: C.R < C.G, lambda: F(8), lambda: C(), lambda: S("b"), lambda: C.Q, lambda: m.Enum("D", "a a"), lambda: m.Enum(1), lambda: F.A | 1,
                 lambda: F("x"), lambda: C.R.zz, lambda: I("x"), lambda: C.name, extend, twice, clash, sunder, notstr, late, mixed, verified, lambda: 1 in F.A, lambda: C(1, 2), lambda: F(-9)):
        try:
            out.append(call())
        except Exception as exc:
            out.append((type(exc).__name__, str(exc)))
    return out


def kinds(m):
    class I(m.IntEnum):
        A = 1
        B = m.auto()

    class S(m.StrEnum):
        X = m.auto()
        Y = "yy"

    class T(str, m.Enum):
        A = "a"

    class N(int, m.Enum):
        A = 5

    class D(float, m.Enum):
        PI = 3.14

    class B(bytes, m.Enum):
        A = b"x"

    return (I.A, str(I.A), I.A + 1, f"{I.A}", I.B, format(I.A, "03d"), I.A < I.B, I(2), sorted(I), S.X, str(S.X), repr(S.Y), S.Y.upper(), f"{S.X}", S("yy"), T.A, str(T.A), f"{T.A}", T.A == "a", T.A.upper(), N.A, str(N.A), f"{N.A}", N.A + 1, D.PI, D.PI * 2, B.A, I.A == 1, hash(I.A) == hash(1), "x" in S, {1: "one"}[I.A])


def flags(m):
    class F(m.Flag):
        A = m.auto()
        B = m.auto()
        C = m.auto()
        AB = A | B

    class IF(m.IntFlag):
        A = 1
        B = 2

    class Conform(m.Flag, boundary=m.CONFORM):
        A = 1
        B = 4

    class Keep(m.Flag, boundary=m.KEEP):
        A = 1

    class Eject(m.IntFlag, boundary=m.EJECT):
        A = 1

    return (F.A | F.B, F.A | F.C, F.A & F.B, F(0), ~F.A, list(F.AB), F.A in F.AB, F(7), bool(F(0)), len(F.AB), F.A ^ F.AB, list(F), str(F.A | F.C), str(F(0)), F, F.A.value, F.AB, ~F(0), IF.A | IF.B | 8, IF.A | 4, ~IF.A, IF(0), IF(9), IF.A | IF.B, IF.A + 1, 4 | IF.B, str(IF.A | IF.B), IF.A & 3, Conform(7), ~Conform.A,
            Keep(9), Eject(8), type(Eject(8)), F(-1), F(-2), hash(F.A | F.B) == hash(F.AB), [f.name for f in F], F.A | F.B is F.AB, F["AB"], list(F(0)), (F.A | F.C).name, list(IF.A | IF.B | 8), m.show_flag_values(11))


def functional(m):
    A = m.Enum("A", "x y, z")
    return A, list(A), m.Enum("A", {"x": 5})(5), m.Enum("A", [("q", 1)]).q, m.IntEnum("I", ["a", "b"]).b + 1, m.Flag("F", "a b c").c.value, m.Enum("A", "a b", start=10).b.value, A.__module__ == __name__, m.Enum("E", ()), m.StrEnum("S", "Aa Bb").Aa


def custom(m):
    class P(m.Enum):
        E = (1, 2)
        F = (3, 4)

        def __init__(self, a, b):
            self.a = a
            self.b = b

        @property
        def sum(self):
            return self.a + self.b

    class V(m.Enum):
        def __new__(cls, code, text):
            obj = object.__new__(cls)
            obj._value_ = code
            obj.text = text
            return obj

        OK = (200, "fine")
        BAD = (500, "oops")

    class G(m.Enum):
        def _generate_next_value_(name, start, count, last):
            return name.lower() + str(count)

        X = m.auto()
        Y = m.auto()

    class O(m.Enum):
        @m.member
        def f(self):
            return 1

        Z = m.nonmember(6)
        W = m.member(7)

        @staticmethod
        def st():
            return "static"

        class Inner:
            pass

    class Miss(m.Enum):
        A = 1

        @classmethod
        def _missing_(cls, value):
            return cls.A if value == "a" else None

    class Base(m.Enum):
        def shout(self):
            return self.name.upper()

        def __str__(self):
            return "S:" + self.name

    class Sub(Base):
        low = 1

    class Ordered(m.Enum):
        def __lt__(self, other):
            return self.value < other.value

        A = 2
        B = 1

    class Unhashable(m.Enum):
        A = [1]
        B = {"k": 1}
        C = [1]

    class Bad(m.Enum):
        A = 1

        @classmethod
        def _missing_(cls, value):
            return 7

    class Autos(m.Enum):
        A = m.auto()
        B = 10
        C = m.auto()
        D = (m.auto(), "x")

    try:
        Bad(3)
    except TypeError as exc:
        bad = str(exc)
    return (P.E.sum, P.E.value, P((1, 2)), P.E, V.OK.text, V(500), V.BAD.value, list(G), O.W, O.Z, O.st(), list(O)[1:], Miss("a"), Sub.low.shout(), str(Sub.low), f"{Sub.low}", sorted(Ordered), Unhashable([1]), Unhashable.C, [1] in Unhashable, bad, Autos.C, Autos.D)


def hooks(m):
    seen = []

    class Base(m.Enum):
        def __init_subclass__(cls, **kw):
            seen.append((cls.__name__, len(cls), kw))
            super().__init_subclass__(**kw)

    class A(Base):
        X = 1
        Y = 2

    class Described(m.Enum):
        "about it"
        ONE = 1

        @m.property
        def label(self):
            return "label " + self._name_

    return seen, Described.__doc__, Described.ONE.label, pickle.loads(pickle.dumps(Global.A)) is Global.A


import enum


class Global(enum.Enum):
    A = 1


def datatypes(m):
    import dataclasses

    @dataclasses.dataclass
    class Data:
        x: int
        y: int = 2

    class E(Data, m.Enum):
        A = 1
        B = 3, 4

    return E.A, E.B.y, E.A.x, m.auto(), m.EnumType, m.Enum, m.Flag


compare("enum", [basic, failures, kinds, flags, functional, custom, hooks, datatypes])
support.finish()
