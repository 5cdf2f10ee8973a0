"""inspect, doctest."""

import functools
import re
import sys
import types

import support
from support import compare


def sample(a, /, b: int, c=3, *args: str, d, e: "x" = 5, **kw) -> list[int]:
    """Sample doc.

        indented
    """
    if a:
        return [
            b,
        ]

    return []


@functools.lru_cache
def decorated(x):
    return x


class Sample:
    """Class doc"""

    def __init__(self, p, q=1):
        self.p = p

    def method(self, z):
        "method doc"
        return z

    @staticmethod
    def static(s):
        pass

    @classmethod
    def klass(cls, k):
        pass

    def __call__(self, called):
        pass


async def coro():
    pass


def gen():
    yield


async def agen():
    yield


def kinds(m):
    c = coro()
    things = [sample, Sample, Sample(1).method, len, sys, 3, gen(), c, agen(), sample.__code__, Sample.static, decorated, property(), coro, gen, agen, functools.partial(coro)]
    names = "isabstract isasyncgen isasyncgenfunction isawaitable isbuiltin isclass iscode iscoroutine iscoroutinefunction isfunction isgenerator isgeneratorfunction ismethod ismodule".split()
    out = [[getattr(m, n)(t) for t in things] for n in names]
    c.close()
    return out


def signatures(m):
    out = [str(m.signature(f)) for f in (sample, Sample, Sample(1).method, Sample.method, Sample.static, Sample.klass, Sample(1), decorated, lambda: 0, lambda *a, k=None: 0, functools.partial(sample, 1, e=2), functools.partial(Sample(1).method), object, coro)]
    s = m.signature(sample)
    out += [s, s.parameters["b"], s.parameters["b"].kind, s.parameters["c"].default, s.parameters["a"].annotation is m.Parameter.empty, s.return_annotation, list(s.parameters), s == m.signature(sample)]
    b = s.bind(1, 2, d=4, z=9)
    out += [b.arguments, b.args, b.kwargs, b]
    b.apply_defaults()
    out.append(b.arguments)
    for call in (lambda: s.bind(), lambda: s.bind(1, 2), lambda: m.signature(Sample).bind(1, 2, 3), lambda: m.signature(Sample).bind(1, x=2), lambda: m.signature(3), lambda: m.signature(Sample).bind(1, p=2)):
        try:
            out.append(call())
        except Exception as exc:
            out.append((type(exc).__name__, str(exc)))
    return out


def sources(m):
    return (m.getsource(sample), m.getsource(Sample), m.getsource(Sample.method), m.getsourcelines(gen), m.getdoc(sample), m.getdoc(Sample), m.cleandoc("  a\n    b\n   c\n\n"), m.getfile(sample) == __file__, m.getmodule(Sample).__name__, m.getmodulename("/a/b.py"), m.unwrap(decorated).__name__,
            [n for n, v in m.getmembers(Sample) if not n.startswith("__")], [n for n, v in m.getmembers(Sample, m.isfunction)], m.getattr_static(Sample, "static"))


def states(m):
    g = gen()
    a = m.getgeneratorstate(g)
    next(g)
    b = m.getgeneratorstate(g)
    g.close()
    c = coro()
    d = m.getcoroutinestate(c)
    c.close()
    return a, b, m.getgeneratorstate(g), d, m.getcoroutinestate(c), m.currentframe().f_code.co_name, m.stack()[0].function


compare("inspect", [kinds, signatures, sources, states], ours=support.own("inspect"))

MODULE = '''"""Module doc
>>> 1 + 1
2
>>> bad()
5
>>> True
1
"""


def bad():
    """
    >>> bad()
    4
    >>> 1 / 0
    Traceback (most recent call last):
    ...
    ZeroDivisionError: division by zero
    >>> print("a\\\\n\\\\nb")
    a
    <BLANKLINE>
    b
    >>> int("x")
    Traceback (most recent call last):
    ValueError: other
    >>> for i in range(2):
    ...     print(i)
    0
    1
    >>> print(list(range(20)))  # doctest: +ELLIPSIS
    [0, 1, ..., 19]
    >>> print("a   b")  # doctest: +NORMALIZE_WHITESPACE
    a b
    >>> skipped()  # doctest: +SKIP
    >>> x = 3
    >>> x
    >>> x
    4
    >>> print("no output wanted")
    >>> None
    """
    return 3


class C:
    """
    >>> C().m()
    'ok'
    """

    def m(self):
        """
        >>> [1,
        ...  2]
        [1, 2]
        """
        return "ok"

    @property
    def p(self):
        """
        >>> C().p
        7
        """
        return 7

    @staticmethod
    def s():
        """
        >>> C.s()
        8
        """
        return 8


def nothing():
    pass


__test__ = {"extra": ">>> 3 * 3\\n9\\n"}
'''


def tested(verbose):
    def case(m):
        module = types.ModuleType("sample_module")
        module.__file__ = "/nowhere/sample_module.py"
        sys.modules["sample_module"] = module
        exec(compile(MODULE, module.__file__, "exec"), module.__dict__)
        import linecache

        linecache.cache["/nowhere/sample_module.py"] = (len(MODULE), None, MODULE.splitlines(True), module.__file__)
        return m.testmod(module, verbose=verbose)

    return case


class own_lines:
    """linecache as our doctest sees it: only the sample."""

    @staticmethod
    def getlines(filename):
        return MODULE.splitlines(True)


def examples(m):
    parser = m.DocTestParser()
    found = parser.get_examples("text\n  >>> 1\n  1\n\n  >>> f(\n  ... 2)\n  x\n  y\nmore\n")
    m.run_docstring_examples(sample, {}, name="s")
    return [(e.source, e.want, e.lineno, e.indent) for e in found]


own = support.own("doctest", "inspect")
own.linecache = own_lines
plain = support.outcome


def without_frames(action):
    """CPython shows a frame of its own above the example's, and the example's line, which only its linecache knows."""
    text = re.sub(r"(?s)      File [^\n]*in __run\n.*?(?=      File )", "", plain(action))
    return re.sub(r"(      File [^\n]*in <module>\n)(        [^\n]*\n)+", r"\1", text)


support.outcome = without_frames
compare("doctest", [tested(False), tested(True), examples], ours=own)
support.finish()
