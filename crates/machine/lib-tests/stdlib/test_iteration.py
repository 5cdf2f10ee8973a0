"""itertools and contextlib."""

import asyncio
import io
import itertools
import sys

from support import compare


def endless(m):
    take = lambda it, n=7: [next(it) for _ in range(n)]
    c = m.count(5)
    next(c)
    return take(m.count()), take(m.count(10, -2)), take(m.count(0.5, 0.25)), take(m.cycle("abc")), take(m.repeat("x")), list(m.repeat(1, 3)), list(m.cycle([])), c, m.count(1, 2), m.repeat(5, 2), m.repeat([]), m.count(1.5), list(m.repeat(1, -1))


def streams(m):
    return (list(m.accumulate([1, 2, 3])), list(m.accumulate([3, 1, 2], max)), list(m.accumulate([1, 2], initial=10)), list(m.accumulate([])), list(m.batched("abcdefg", 3)),
            list(m.chain("ab", [1], ())), list(m.chain.from_iterable(["ab", "c"])), list(m.compress("abcdef", [1, 0, 1, 0, 1])), list(m.dropwhile(lambda x: x < 3, [1, 2, 3, 1])),
            list(m.takewhile(lambda x: x < 3, [1, 2, 3, 1])), list(m.filterfalse(lambda x: x % 2, range(6))), list(m.filterfalse(None, [0, 1, ""])), list(m.starmap(pow, [(2, 3), (3, 2)])),
            list(m.pairwise("abcd")), list(m.pairwise("a")), list(m.zip_longest("abc", [1], fillvalue="-")), list(m.zip_longest()), list(m.zip_longest("ab", "cd")), list(m.zip_longest("", "xy")))


def slices(m):
    it = iter(range(20))
    first = list(m.islice(it, 2, 8, 3))
    return first, list(it), list(m.islice("abcdef", 3)), list(m.islice("abc", None)), list(m.islice("abcdef", 1, None, 2)), list(m.islice("ab", 5)), list(m.islice("abc", 2, 1)), list(m.islice("abc", 0))


def slice_rest(m):
    out = []
    for args in [(3,), (2, 5), (1, 6, 2), (0, 6, 4), (4, 2)]:
        it = iter(range(10))
        out.append((list(m.islice(it, *args)), list(it)))
    return out


def combining(m):
    out = []
    for r in range(5):
        out.append(list(m.permutations("abc", r)))
        out.append(list(m.combinations("abcd", r)))
        out.append(list(m.combinations_with_replacement("abc", r)))
        out.append(list(m.product("ab", repeat=r))[:9])
    return out, list(m.product("ab", [1, 2, 3])), list(m.product()), list(m.product("ab", [])), list(m.permutations(range(4)))[::5], list(m.permutations([])), list(m.combinations_with_replacement([], 0))


def grouping(m):
    groups = [(k, list(g)) for k, g in m.groupby("aabbbca")]
    keyed = [(k, list(g)) for k, g in m.groupby([1, 3, 2, 4, 5], key=lambda x: x % 2)]
    g = m.groupby("aab")
    k1, one = next(g)
    part = next(one)
    k2, two = next(g)
    return groups, keyed, k1, part, list(one), k2, list(two), [k for k, _ in m.groupby([1, 1, 2])], list(m.groupby([]))


def teeing(m):
    a, b = m.tee([1, 2, 3])
    x = next(a), next(a), next(b)
    c, d = m.tee(b)
    return x, list(a), list(c), list(d), list(b), m.tee([], 0), len(m.tee([], 3))


def shared_source(m):
    it = iter(range(6))
    a = m.chain(it, "z")
    return next(a), next(it), list(a), list(a)


def errors(m):
    out = []
    for call in (lambda: m.batched("a", 0), lambda: m.islice([], -1), lambda: m.islice([], 0, -1), lambda: m.islice([], 0, 3, 0), lambda: m.islice([]), lambda: m.product("a", repeat=-1), lambda: m.permutations("a", -1),
                 lambda: m.combinations("a", -1), lambda: m.tee([], -1), lambda: list(m.batched("abc", 2, strict=True)), lambda: m.count("a"), lambda: m.chain(1).__next__(), lambda: m.islice([], "a"), lambda: m.cycle(3), lambda: m.permutations("a", "b")):
        try:
            out.append(call())
        except Exception as exc:
            out.append((type(exc).__name__, str(exc)))
    return out


def reprs(m):
    return [type(x).__name__ for x in (m.chain(), m.cycle(""), m.groupby(""), m.product(), m.tee("")[0])], repr(m.chain())[:28], m.chain, m.count


compare("itertools", [endless, streams, slices, slice_rest, combining, grouping, teeing, shared_source, errors, reprs])


def managed(m):
    log = []

    @m.contextmanager
    def cm(fail=None, catch=None):
        "cm doc"
        log.append("in")
        try:
            yield 5
        except catch or () as exc:
            log.append(repr(exc))
            if fail:
                raise fail
        finally:
            log.append("out")

    with cm() as x:
        log.append(x)
    with cm(catch=ValueError):
        raise ValueError("v")
    for body, kw in [(KeyError("k"), {}), (ValueError("v"), {"catch": ValueError, "fail": TypeError("t")}), (StopIteration("s"), {}), (RuntimeError("r"), {}), (StopIteration("s"), {"catch": StopIteration}), (GeneratorExit(), {})]:
        try:
            with cm(**kw):
                raise body
        except BaseException as exc:
            log.append((repr(exc), repr(exc.__context__), repr(exc.__cause__)))

    @cm()
    def decorated(a):
        return a + 1

    return log, decorated(1), decorated(2), cm.__name__, cm.__doc__, type(cm()).__name__, log[-6:]


def misused(m):
    out = []

    @m.contextmanager
    def never():
        if False:
            yield

    @m.contextmanager
    def twice():
        try:
            yield
        except ValueError:
            pass
        yield

    for call, fail in ((never, None), (twice, None), (twice, ValueError())):
        try:
            with call():
                if fail:
                    raise fail
        except BaseException as exc:
            out.append(repr(exc))
    return out


def ready_made(m):
    out = []

    class Thing:
        def close(self):
            out.append("closed")

    with m.closing(Thing()) as t:
        out.append(type(t).__name__)
    with m.suppress(ValueError, KeyError):
        raise KeyError
    try:
        with m.suppress(ValueError):
            raise ExceptionGroup("g", [ValueError(1), TypeError(2)])
    except ExceptionGroup as exc:
        out.append(repr(exc))
    with m.suppress(ValueError):
        raise ExceptionGroup("g", [ValueError(1)])
    buf = io.StringIO()
    with m.redirect_stdout(buf) as b:
        print("captured")
        with m.redirect_stderr(buf):
            print("err", file=sys.stderr)
    with m.nullcontext(7) as n:
        out.append(n)
    out.append(buf.getvalue())
    out.append(b is buf)
    try:
        with m.suppress(ValueError):
            raise TypeError("through")
    except TypeError as exc:
        out.append(str(exc))
    return out, isinstance(m.nullcontext(), m.AbstractContextManager), issubclass(Thing, m.AbstractContextManager)


def stacks(m):
    log = []

    class CM:
        def __init__(self, name, result=False, fail=None):
            self.name, self.result, self.fail = name, result, fail

        def __enter__(self):
            log.append("enter " + self.name)
            return self.name

        def __exit__(self, t, v, tb):
            log.append(("exit " + self.name, repr(v)))
            if self.fail:
                raise self.fail
            return self.result

    with m.ExitStack() as s:
        log.append(s.enter_context(CM("a")))
        s.callback(log.append, "callback")
        s.push(lambda *exc: log.append(exc))
        s.push(CM("pushed"))
    with m.ExitStack() as s:
        s.enter_context(CM("swallow", True))
        s.enter_context(CM("inner"))
        raise ValueError("x")
    try:
        with m.ExitStack() as s:
            s.enter_context(CM("one", fail=KeyError("one")))
            s.enter_context(CM("two", fail=TypeError("two")))
            raise ValueError("body")
    except KeyError as exc:
        log.append((repr(exc), repr(exc.__context__), repr(exc.__context__.__context__)))
    with m.ExitStack() as s:
        s.callback(log.append, "kept")
        keep = s.pop_all()
    log.append("after")
    keep.close()
    for bad in (1, m.ExitStack):
        try:
            m.ExitStack().enter_context(bad)
        except TypeError as exc:
            log.append(str(exc))
    return log


def asynchronous(m):
    log = []

    @m.asynccontextmanager
    async def acm(swallow=False):
        log.append("in")
        try:
            yield "value"
        except ValueError:
            if not swallow:
                raise
            log.append("swallowed")
        finally:
            log.append("out")

    class Agen:
        async def aclose(self):
            log.append("aclose")

    async def main():
        async with acm() as v:
            log.append(v)
        async with acm(True):
            raise ValueError("x")
        try:
            async with acm():
                raise ValueError("y")
        except ValueError as exc:
            log.append(repr(exc))
        async with m.aclosing(Agen()):
            pass
        async with m.nullcontext(3) as n:
            log.append(n)
        async with m.AsyncExitStack() as stack:
            log.append(await stack.enter_async_context(acm(True)))
            stack.callback(log.append, "sync callback")

            async def acb(x):
                log.append(("acb", x))

            stack.push_async_callback(acb, 9)
            stack.enter_context(m.nullcontext())
            raise ValueError("z")

        @acm()
        async def decorated():
            return "decorated"

        log.append(await decorated())
        try:
            await m.AsyncExitStack().enter_async_context(m.closing(1))
        except TypeError as exc:
            log.append(str(exc))

    asyncio.run(main())
    return log


compare("contextlib", [managed, misused, ready_made, stacks, asynchronous, lambda m: sorted(m.__all__)])
import support

support.finish()
