"""typing."""

import collections
import sys

import support
from support import compare


def reprs(m):
    T, K, P, Ts = m.TypeVar("T"), m.TypeVar("K", bound=int), m.ParamSpec("P"), m.TypeVarTuple("Ts")
    co = m.TypeVar("co", covariant=True)
    forms = [T, K, P, Ts, co, m.Any, m.Union[int, str], m.Optional[int], m.List[int], m.Dict[str, int], m.Tuple[int, ...], m.Tuple[()], m.Callable[[int], str], m.Callable[..., m.Any], m.List, m.Dict, m.Tuple, m.Callable, m.Type[int],
             m.Literal["a", 1], m.Annotated[int, "x"], m.ClassVar[int], m.Final[int], m.Generic[T], m.Iterator[int], m.Generator[int, None, str], m.Generator[int], m.Coroutine[m.Any, m.Any, int], m.Union[int, None], m.Union[int],
             m.Optional[m.List[int]], m.NoReturn, m.Self, m.Never, m.Iterable, m.Awaitable[int], m.AsyncIterator[int], m.AsyncGenerator[int, None], m.AsyncGenerator[int], m.Deque[int], m.DefaultDict[str, int], m.Counter[str], m.Set[int], m.FrozenSet[int],
             m.Concatenate[int, P], m.Unpack[Ts], m.Required[int], m.NotRequired[int], m.TypeGuard[int], m.LiteralString, m.Text, m.AnyStr, m.IO[str], m.Hashable, m.Sized, m.ForwardRef("x"), m.List["x"], m.Union["A", int], m.Callable[P, int],
             m.Optional[m.Callable[[int], str]], m.Union[m.List[int], m.Dict[str, m.Any]], m.Union[int, str, None], m.ContextManager[int], m.TypeAlias, m.Union, m.Optional, m.Literal, m.Mapping[str, int], m.Sequence[T], m.Union[int, m.Union[str, int]],
             m.List[int] | None, None | m.List[int], T | int, m.Any | None, m.Callable[[], None], m.OrderedDict[str, int], m.ChainMap[str, int], m.AbstractSet[int], m.Pattern[str], m.SupportsInt, m.Protocol, m.NoDefault, m.Tuple[int, str], m.List[T][int], m.Dict[T, K][str, int], m.Callable[[T], K][int, str], m.Union[T, int][str], m.Tuple[T, ...][int],
             m.List[m.List[T]][int], m.Annotated[m.List[T], 1][int], m.Literal[1, 1, True], m.Annotated[m.Annotated[int, 1], 2], m.AsyncContextManager[int], m.NewType("UserId", int), P.args, P.kwargs]
    return [repr(f).replace("own_", "") for f in forms]


def generics(m):
    T, U = m.TypeVar("T"), m.TypeVar("U")

    class Stack(m.Generic[T]):
        def __init__(self):
            self.items: m.List[T] = []

        def push(self, x: T) -> None:
            self.items.append(x)

    class Pair(Stack[U], m.Generic[T, U]):
        pass

    class Ints(m.List[int]):
        pass

    class Named(m.Dict[str, T]):
        pass

    s = Stack[int]()
    s.push(3)
    d = m.Dict[str, int]
    return (s.items, s.__orig_class__, Stack[str], Stack.__parameters__, Pair.__parameters__, Pair[int, str], Ints([1, 2]), Ints.__mro__, Named[int], Named.__mro__, Stack.__orig_bases__, isinstance(s, Stack), Stack[int] == Stack[int], hash(m.List[int]) == hash(m.List[int]),
            m.get_origin(d), m.get_args(d), m.get_args(m.Callable[[int], str]), m.get_origin(m.Union[int, str]) is m.Union, m.get_args(m.Optional[int]), m.get_origin(int), m.get_args(list[int]), m.get_origin(m.Annotated[int, 1]) is m.Annotated, m.get_args(m.Annotated[int, 1]),
            m.Union[int, str] == m.Union[str, int], m.Union[int, str] == (int | str), isinstance([], m.List), isinstance({}, m.Mapping), issubclass(list, m.Sequence), isinstance(3, m.Union[int, str]), m.DefaultDict(list), m.Deque[int]([1]))


def errors(m):
    T = m.TypeVar("T")

    class G(m.Generic[T]):
        pass

    out = []
    for call in (lambda: isinstance(3, m.List[int]), lambda: m.List[int, str], lambda: m.Dict[int], lambda: m.Union[()], lambda: m.Optional[1], lambda: m.List[1], lambda: G[int, str], lambda: m.Generic[int], lambda: m.Generic[T, T], lambda: type("X", (m.Generic,), {}),
                 lambda: m.Any(), lambda: isinstance(1, m.Any), lambda: m.List(), lambda: m.Dict[str, int](), lambda: m.NoReturn[int], lambda: m.Union(), lambda: m.Callable[int], lambda: m.Callable[int, str], lambda: m.TypeVar("X", int), lambda: m.TypeVar("X", covariant=True, contravariant=True),
                 lambda: m.ForwardRef("1 +"), lambda: m.Annotated[int], lambda: m.get_type_hints(3), lambda: m.assert_never(5), lambda: m.overload(len)(), lambda: m.List[int][str], lambda: m.Tuple[int, 3], lambda: isinstance(3, m.Generic[T]), lambda: m.Literal(),
                 lambda: m.NewType("N", int)[3], lambda: int[3]):
        try:
            out.append(call())
        except Exception as exc:
            out.append((type(exc).__name__, str(exc)))

    def sub(base):
        class S(base):
            pass

    for base in (T, m.Union[int, str], m.Optional, m.NewType("N", int), m.NoReturn):
        try:
            sub(base)
        except Exception as exc:
            out.append((type(exc).__name__, str(exc)[:60]))
    return out


def protocols(m):
    @m.runtime_checkable
    class HasLen(m.Protocol):
        def __len__(self) -> int: ...

        def size(self) -> int:
            return len(self)

    class Plain(m.Protocol):
        x: int

    @m.runtime_checkable
    class Data(m.Protocol):
        x: int

    class A:
        x = 3

        def __len__(self):
            return 2

        def size(self):
            return 2

    class Explicit(HasLen):
        def __len__(self):
            return 9

    out = [isinstance(A(), HasLen), isinstance([], HasLen), issubclass(A, HasLen), isinstance(A(), Data), isinstance(3, Data), Explicit().size(), isinstance(Explicit(), HasLen), isinstance(3, m.SupportsInt), isinstance("3", m.SupportsInt), isinstance(3, m.SupportsAbs), isinstance(3.5, m.SupportsIndex), m.is_protocol(HasLen), sorted(m.get_protocol_members(HasLen))]
    for call in (lambda: isinstance(A(), Plain), lambda: HasLen(), lambda: Plain(), lambda: issubclass(A, Data), lambda: m.runtime_checkable(A), lambda: type("B", (m.Protocol, A), {}), lambda: issubclass(A, Plain)):
        try:
            out.append(call())
        except Exception as exc:
            out.append((type(exc).__name__, str(exc)[:90]))
    T = m.TypeVar("T")

    class Gen(m.Protocol[T]):
        def get(self) -> T: ...

    out.append(Gen[int])
    return out


def hints(m):
    def f(a: int, b: "str", c: m.List["int"] = None, *d: m.Optional["float"], **e: None) -> "m.Dict[str, int]": ...

    class C:
        x: int
        y: "m.ClassVar[str]" = "a"
        z: m.Annotated[int, "meta"]

    class D(C):
        w: "C"

    scope = {"m": m, "C": C}
    return m.get_type_hints(f, scope), m.get_type_hints(C, scope), m.get_type_hints(D, scope, include_extras=True), f.__annotations__


def named_tuples(m):
    class P(m.NamedTuple):
        "doc"
        x: int
        y: str = "d"

        def both(self):
            return f"{self.x}{self.y}"

    Q = m.NamedTuple("Q", [("a", int), ("b", str)])
    p = P(1)
    out = [p, p.both(), P(x=2, y="z"), P._fields, P._field_defaults, P.__annotations__, Q(1, "2"), Q.__annotations__, isinstance(p, tuple), P.__doc__, P.__mro__, p._replace(x=5), P.__orig_bases__ == (m.NamedTuple,), P.__module__ == __name__]
    for call in (lambda: P(), lambda: type(m.NamedTuple("Z", [("a", int)]))("W", (3,), {}), lambda: m.NamedTuple("Z", [("a", 1)])):
        try:
            out.append(call())
        except Exception as exc:
            out.append((type(exc).__name__, str(exc)[:70]))
    try:
        class Bad(m.NamedTuple):
            x: int = 1
            y: str
    except TypeError as exc:
        out.append(str(exc))
    return out


def typed_dicts(m):
    class Movie(m.TypedDict):
        name: str
        year: int

    class More(Movie, total=False):
        extra: str
        must: m.Required[int]

    Alt = m.TypedDict("Alt", {"in": int, "x-y": str})
    mv = Movie(name="a", year=1)
    out = [mv, type(mv), Movie.__annotations__, sorted(More.__required_keys__), sorted(More.__optional_keys__), More.__total__, Movie.__total__, Alt.__annotations__, Alt({"in": 1}), m.is_typeddict(Movie), m.is_typeddict(dict), Movie.__name__]
    for call in (lambda: isinstance({}, Movie), lambda: issubclass(dict, Movie)):
        try:
            out.append(call())
        except Exception as exc:
            out.append((type(exc).__name__, str(exc)))
    return out


def decorators(m):
    @m.overload
    def f(x: int) -> int: ...
    @m.overload
    def f(x: str) -> str: ...
    def f(x):
        return x

    @m.final
    class C:
        @m.override
        def meth(self):
            pass

    return f(3), len(m.get_overloads(f)), C.__final__, C.meth.__override__, m.cast(int, "x"), m.cast("List[int]", []), m.reveal_type(3), m.assert_type(1, int), m.TYPE_CHECKING, m.NewType("U", int)(5), m.NewType("U", int).__supertype__


def specs(m):
    P, R = m.ParamSpec("P"), m.TypeVar("R")

    def deco(f: m.Callable[P, R]) -> m.Callable[P, m.Awaitable[R]]:
        def inner(*args: P.args, **kwargs: P.kwargs):
            return f(*args, **kwargs)

        return inner

    class Z(m.Generic[P, R]):
        pass

    class Arr(m.Generic[m.Unpack[m.TypeVarTuple("Ts")]]):
        pass

    return deco(lambda x: x + 1)(2), Z[[int, str], bool], Arr[int, str], deco.__annotations__


compare("typing", [reprs, generics, errors, protocols, hints, named_tuples, typed_dicts, decorators, specs])
support.finish()
