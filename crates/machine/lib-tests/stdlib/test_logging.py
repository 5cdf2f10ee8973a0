"""logging, traceback, warnings, string, atexit."""

import io
import re
import sys
import threading

import support
from support import compare

own = support.own("logging", "string", "traceback", "warnings", "atexit")


def fresh(m):
    """A stream and a way back: the root logger as it was."""
    for h in m.root.handlers[:]:
        m.root.removeHandler(h)
    m.root.setLevel(m.WARNING)
    m.disable(m.NOTSET)
    m.Logger.manager.loggerDict.clear()
    return io.StringIO()


FIELDS = "%(name)s|%(levelno)s|%(levelname)-8s|%(filename)s|%(module)s|%(funcName)s|%(lineno)d|%(message)s|%(threadName)s|%(processName)s|%(taskName)s|%(process)d"


def basic(m):
    out = fresh(m)
    m.basicConfig(stream=out, level=m.DEBUG)
    m.debug("d %s", 1)
    m.info("i")
    m.warning("w %(a)s", {"a": 5})
    m.error("e %d %s", 1, "x")
    m.critical("c")
    m.log(15, "custom")
    m.getLogger("a.b").info("child")
    m.info({"not": "text"})
    m.info("percent % alone")
    return out.getvalue()


def unconfigured(m):
    fresh(m)
    m.getLogger("q").warning("last resort %s", 1)
    m.getLogger("q").info("not shown")
    m.warning("now a handler")
    m.info("still not")
    m.getLogger("q").error("through root")
    return len(m.root.handlers)


def formats(m):
    out = fresh(m)
    h = m.StreamHandler(out)
    lg = m.getLogger("x.y")
    lg.setLevel("DEBUG")
    lg.addHandler(h)
    lg.propagate = False
    for f in (m.Formatter(FIELDS), m.Formatter("{levelname:>10}:{message!r}", style="{"), m.Formatter("${levelname} $message $$", style="$"), m.Formatter(), m.Formatter("%(message)s %(extra)s", defaults={"extra": "-"}),
              m.Formatter("%(relativeCreated)d", None)):
        h.setFormatter(f)
        if "relative" in (f._fmt or ""):
            continue
        lg.info("hello %s", "w")
        lg.info("hello", extra={"extra": "E"})
    return out.getvalue()


def times(m):
    record = m.makeLogRecord({"msg": "m", "created": 1700000000.1234, "msecs": 123.0})
    f = m.Formatter("%(asctime)s %(message)s")
    f.converter = __import__("time").gmtime
    g = m.Formatter("%(asctime)s", datefmt="%H:%M:%S")
    g.converter = f.converter
    b = m.Formatter("{asctime}", style="{")
    b.converter = f.converter
    b.default_msec_format = None
    rec = m.LogRecord("n", 10, "/a/b.py", 3, "x", (), None)
    return f.format(record), g.format(record), b.format(record), rec.module, rec.filename, 0 <= rec.msecs < 1000, rec, abs(rec.created - __import__("time").time()) < 5, sorted(rec.__dict__)


def exceptions(m):
    out = fresh(m)
    m.basicConfig(stream=out, format="%(message)s")
    try:
        {}["k"]
    except KeyError as exc:
        m.exception("caught")
        m.error("explicit", exc_info=exc)
        m.error("tuple", exc_info=sys.exc_info())
        m.getLogger("z").exception("child")
    m.error("none", exc_info=True)
    m.warning("stack", stack_info=True)
    return re.sub(r"\n  File.*?(?=\nKey|\Z|\nstack|\ncaught)", "…", out.getvalue(), flags=re.S)


def tree(m):
    out = fresh(m)
    a, abc = m.getLogger("a"), m.getLogger("a.b.c")
    first = abc.parent.name
    ab = m.getLogger("a.b")
    res = [first, abc.parent.name, ab.parent.name, a.parent.name, m.getLogger("a") is a, m.getLogger() is m.root, m.getLogger("root") is m.root, a.getChild("q").name, m.root.getChild("z").name]
    a.setLevel(m.ERROR)
    res += [abc.getEffectiveLevel(), abc.isEnabledFor(m.INFO), abc.hasHandlers(), abc, a, m.root, sorted(x.name for x in a.getChildren())]
    h = m.StreamHandler(out)
    a.addHandler(h)
    a.addHandler(h)
    m.root.addHandler(h)
    abc.error("twice")
    ab.propagate = False
    abc.error("nowhere but last resort")
    a.disabled = True
    a.error("no")
    m.disable(m.ERROR)
    m.getLogger("other").error("no")
    m.getLogger("other").critical("yes")
    m.disable(m.NOTSET)
    h.setLevel("CRITICAL")
    m.getLogger("other").error("not for this handler")
    return res, out.getvalue(), h


def filtering(m):
    out = fresh(m)
    h = m.StreamHandler(out)
    h.setFormatter(m.Formatter("%(name)s %(message)s"))
    m.root.addHandler(h)
    h.addFilter(m.Filter("a"))
    h.addFilter(lambda r: "skip" not in r.getMessage())

    class Tag(m.Filter):
        def filter(self, record):
            record.msg = "[" + record.msg + "]"
            return True

    h.addFilter(Tag())
    m.getLogger("a").warning("one")
    m.getLogger("ab").warning("two")
    m.getLogger("a.c").warning("three")
    m.getLogger("a").warning("skip me")
    m.getLogger("a").addFilter(lambda r: False)
    m.getLogger("a").warning("dropped")
    m.getLogger("a.c").warning("child not dropped")
    return out.getvalue()


def own_handlers(m):
    fresh(m)
    seen = []

    class Mine(m.Handler):
        def emit(self, record):
            seen.append((record.levelname, self.format(record)))

    class Broken(m.Handler):
        def emit(self, record):
            raise ValueError("in emit")

    class Fmt(m.Formatter):
        def format(self, record):
            return "<" + super().format(record) + ">"

    h = Mine(m.INFO)
    h.setFormatter(Fmt("%(message)s"))
    h.set_name("mine")
    lg = m.getLogger("lg")
    lg.addHandler(h)
    lg.setLevel(1)
    lg.info("a")
    lg.debug("b")
    lg.addHandler(m.NullHandler())
    named = m.getHandlerByName("mine") is h, "mine" in m.getHandlerNames()
    lg.removeHandler(h)
    h.close()
    lg.propagate = False
    lg.addHandler(Broken())
    try:
        lg.error("boom")
    except ValueError as exc:
        seen.append(str(exc))
    return seen, named, h, m.Handler(), m.NullHandler(), m.StreamHandler(), m.StreamHandler(io.StringIO()), m.lastResort


def bad_arguments(m):
    out = fresh(m)
    err = io.StringIO()
    saved, sys.stderr = sys.stderr, err
    try:
        m.basicConfig(stream=out)
        m.warning("needs %d", "number")
        m.warning("too many", 1)
        m.warning("missing %s %s", 1)
    finally:
        sys.stderr = saved
    text = err.getvalue()
    return out.getvalue(), re.findall(r"^(?:---.*|Message.*|Arguments.*|\w+Error.*|Call stack:)$", text, re.M)


def errors(m):
    out = []
    fresh(m)
    for call in (lambda: m.getLogger(3), lambda: m.getLogger("a").setLevel("NOPE"), lambda: m.getLogger("a").setLevel(1.5), lambda: m.Formatter("x", style="?"), lambda: m.Formatter("no fields"), lambda: m.Formatter("plain", style="{"),
                 lambda: m.Formatter("plain", style="$"), lambda: m.basicConfig(bad=1), lambda: m.basicConfig(stream=1, filename="f"), lambda: m.basicConfig(handlers=[], stream=1), lambda: m.getLogger("a").warning("x", extra={"msg": 1}),
                 lambda: m.getLogger("a").warning("x", extra={"message": 1}), lambda: m.setLoggerClass(int), lambda: m.Handler().emit(None), lambda: m.getLogger("a").log("INFO", "x"), lambda: m.Formatter("%(nope)s").format(m.makeLogRecord({"msg": "x"})),
                 lambda: m.basicConfig(style="x"), lambda: m.basicConfig(level="LOUD"), lambda: m.Formatter("{message", style="{"), lambda: m.Formatter("$", style="$")):
        for h in m.root.handlers[:]:
            m.root.removeHandler(h)
        try:
            out.append(call())
        except Exception as exc:
            out.append((type(exc).__name__, str(exc)))
    return out


def levels(m):
    m.addLevelName(25, "NOTICE")
    out = fresh(m)
    m.basicConfig(stream=out, level=25, format="%(levelname)s %(message)s", force=True)
    m.log(25, "noticed")
    m.log(26, "unnamed")
    return out.getvalue(), m.getLevelName(10), m.getLevelName("INFO"), m.getLevelName(99), m.getLevelName(25), m.getLevelNamesMapping()["WARN"], m.CRITICAL, m.FATAL


def adapters(m):
    out = fresh(m)
    m.basicConfig(stream=out, format="%(message)s %(who)s", level=1)

    class A(m.LoggerAdapter):
        def process(self, msg, kwargs):
            kwargs["extra"] = {"who": self.extra["who"]}
            return "~" + msg, kwargs

    a = A(m.getLogger("ad"), {"who": "me"})
    a.info("x %d", 1)
    a.warning("y")
    m.LoggerAdapter(m.getLogger("ad"), {"who": "plain"}).error("z")
    return out.getvalue(), a, a.getEffectiveLevel(), a.isEnabledFor(5), a.name, a.hasHandlers()


def threads(m):
    out = fresh(m)
    m.basicConfig(stream=out, format="%(threadName)s %(message)s", level=1)
    t = threading.Thread(target=lambda: m.info("from thread"), name="worker")
    t.start()
    t.join()
    return out.getvalue()


def files(m):
    import os
    import tempfile

    fresh(m)
    path = os.path.join(tempfile.mkdtemp(), "x.log")
    h = m.FileHandler(path, delay=True)
    existed = os.path.exists(path)
    m.root.addHandler(h)
    m.warning("to file")
    h.close()
    m.root.removeHandler(h)
    m.basicConfig(filename=path, filemode="w", force=True, level="INFO", encoding="utf-8")
    m.info("second")
    m.root.handlers[0].close()
    fresh(m)
    return existed, open(path).read()


def factories(m):
    out = fresh(m)
    old = m.getLogRecordFactory()

    def factory(*a, **k):
        record = old(*a, **k)
        record.custom = "C"
        return record

    m.setLogRecordFactory(factory)
    m.basicConfig(stream=out, format="%(custom)s %(message)s %(funcName)s", force=True)
    m.warning("x")
    m.setLogRecordFactory(old)

    class L(m.Logger):
        def shout(self, text):
            self.warning(text.upper(), stacklevel=2)

    m.setLoggerClass(L)
    m.basicConfig(stream=out, format="%(funcName)s %(message)s", force=True)
    m.getLogger("special").shout("hey")
    m.setLoggerClass(m.Logger)
    return out.getvalue(), m.getLoggerClass().__name__


def captured(m):
    out = fresh(m)
    m.basicConfig(stream=out, format="%(name)s %(levelname)s")
    import warnings

    w = warnings if m is not own else own.warnings
    with w.catch_warnings():
        w.simplefilter("always")
        m.captureWarnings(True)
        w.warn("into the log")
        m.captureWarnings(False)
    return out.getvalue()


compare("logging", [basic, unconfigured, formats, times, exceptions, tree, filtering, own_handlers, bad_arguments, errors, levels, adapters, threads, files, factories, captured, lambda m: m.Formatter(validate=False)._fmt, lambda m: sorted(m.__all__)], ours=own)


def queued(m):
    import logging
    import queue

    q = queue.Queue()
    out = []

    class Keep(logging.Handler):
        def emit(self, record):
            out.append(self.format(record))

    listener = m.QueueListener(q, Keep())
    qh = m.QueueHandler(q)
    lg = logging.getLogger("queued")
    lg.propagate = False
    lg.setLevel(1)
    lg.addHandler(qh)
    listener.start()
    lg.info("one %d", 1)
    lg.error("two")
    listener.stop()
    lg.removeHandler(qh)
    mem = m.MemoryHandler(3, target=Keep())
    lg.addHandler(mem)
    for i in range(4):
        lg.info("m%d", i)
    lg.error("flush")
    lg.info("last")
    lg.removeHandler(mem)
    mem.close()
    return out


def rotating(m):
    import logging
    import os
    import tempfile

    path = os.path.join(tempfile.mkdtemp(), "r.log")
    lg = logging.getLogger("rot")
    lg.propagate = False
    h = m.RotatingFileHandler(path, maxBytes=30, backupCount=2)
    lg.addHandler(h)
    for i in range(8):
        lg.warning("message %d", i)
    lg.removeHandler(h)
    h.close()
    folder = os.path.dirname(path)
    return [(n, open(os.path.join(folder, n)).read()) for n in sorted(os.listdir(folder))]


compare("logging.handlers", [queued, rotating])


def raising(depth=3):
    if depth:
        raising(depth - 1)
    raise ValueError("deep")


def tracebacks(m):
    out = []
    try:
        raising()
    except ValueError as exc:
        tb = exc.__traceback__
        out += [m.format_exc(), m.format_exception(exc), m.format_tb(tb), m.format_tb(tb, 2), m.format_tb(tb, -1), m.format_exception(type(exc), exc, tb), m.format_exception(exc, limit=1)]
        out += [m.format_exception_only(exc), m.extract_tb(tb), [list(f) for f in m.extract_tb(tb)], m.extract_tb(tb).format(), m.format_list(m.extract_tb(tb)), [(type(f).__name__, n) for f, n in m.walk_tb(tb)]]
        t = m.TracebackException.from_exception(exc)
        out += ["".join(t.format()), list(t.format_exception_only()), t.stack, str(t), t.exc_type_str]
        m.print_exc()
        m.print_tb(tb)
        m.print_exception(exc, file=sys.stdout)
        m.print_exc(limit=1)
    return ["".join(x) if isinstance(x, list) and all(isinstance(y, str) for y in x) else x for x in out]


def chained(m):
    out = []
    try:
        try:
            {}["a"]
        except KeyError as exc:
            raise TypeError("second") from exc
    except TypeError as exc:
        exc.add_note("a note")
        out += [m.format_exc(), m.format_exc(chain=False), "".join(m.format_exception(exc, chain=False)), "".join(m.format_exception(exc, limit=0)), "".join(m.format_exception_only(exc))]
    try:
        try:
            raise ValueError
        except ValueError:
            raise KeyError("k")
    except KeyError:
        out += [m.format_exc(), m.format_exc(limit=-1)]
    try:
        raise ExceptionGroup("many", [ValueError(1), TypeError("t")])
    except ExceptionGroup as exc:
        out += [m.format_exc(), m.format_exception_only(exc)]
    return out


def no_exception(m):
    return m.format_exc(), m.format_exception(None), m.format_exception_only(ValueError()), m.format_exception_only(KeyError("x")), m.format_exception_only(SystemExit(3))


def stacks(m):
    def inner():
        return m.extract_stack()[-1], m.format_stack()[-1], m.extract_stack(limit=2)[0].name, len(m.format_stack(limit=1)), m.extract_stack()[-1].line

    m.print_stack(limit=1)
    return inner(), m.FrameSummary("f.py", 3, "fn", line=" x = 1 "), m.format_list([("a.py", 1, "f", "code"), ("b.py", 2, "g", None)]), m.FrameSummary("f", 1, "n") == ("f", 1, "n", "")


def recursion_limit(m):
    def again(n):
        return again(n - 1) if n else 1 / 0

    try:
        again(9)
    except ZeroDivisionError as exc:
        return m.format_exc(), len(m.extract_tb(exc.__traceback__)), "".join(m.extract_tb(exc.__traceback__).format()).count("File")


compare("traceback", [tracebacks, chained, no_exception, stacks, recursion_limit, lambda m: m.format_exception(3)])


def warned(m):
    with m.catch_warnings():
        m.resetwarnings()
        for _ in range(3):
            m.warn("repeated")
        m.warn("other", DeprecationWarning)
        m.warn(FutureWarning("instance"))
        m.simplefilter("ignore", UserWarning)
        m.warn("ignored")
        m.simplefilter("error")
        try:
            m.warn("raised", RuntimeWarning)
        except RuntimeWarning as exc:
            return repr(exc)


def filtered(m):
    with m.catch_warnings(record=True) as log:
        m.simplefilter("always")
        for _ in range(2):
            m.warn("always")
        m.simplefilter("once")
        for _ in range(2):
            m.warn("once")
        m.filterwarnings("ignore", message="skip.*")
        m.warn("skip this")
        m.warn("Skip case")
        m.warn("do not skip")
        m.filterwarnings("error", category=BytesWarning)
        try:
            m.warn("b", BytesWarning)
        except BytesWarning:
            pass
    return [(str(w.message), w.category.__name__, w.lineno > 0) for w in log], str(log[0].message), len(m.filters) > 3


def levels_of_stack(m):
    def helper():
        m.warn("caller's line", stacklevel=2)

    with m.catch_warnings(record=True) as log:
        m.simplefilter("always")
        helper()
        line = sys._getframe().f_lineno - 1
    return log[0].lineno == line, m.formatwarning("msg", UserWarning, "f.py", 3, "  code "), m.formatwarning("msg", UserWarning, "nofile.py", 3)


def defaults(m):
    m.warn("shown by default")
    m.warn("not shown", PendingDeprecationWarning)
    m.warn("not shown", ImportWarning)
    m.warn_explicit("explicit", UserWarning, "some.py", 7)
    m.showwarning("direct", UserWarning, "d.py", 1)


def replaced(m):
    got = []
    with m.catch_warnings():
        m.simplefilter("always")
        m.showwarning = lambda *a: got.append((str(a[0]), a[1].__name__, len(a)))
        m.warn("to mine")
    return got, m.showwarning.__name__


def deprecations(m):
    @m.deprecated("old f")
    def f(x):
        return x

    @m.deprecated("old C")
    class C:
        def __init__(self, v):
            self.v = v

    with m.catch_warnings(record=True) as log:
        m.simplefilter("always")
        r = f(1), C(2).v
    return r, [str(w.message) for w in log], f.__deprecated__, C.__deprecated__, f.__name__


compare("warnings", [warned, filtered, levels_of_stack, defaults, replaced, deprecations, lambda m: m.warn("x", int), lambda m: m.simplefilter("loud"), lambda m: m.filterwarnings("error", category=int), lambda m: m.filterwarnings("error", lineno=-1), lambda m: m.catch_warnings()])


def templates(m):
    t = m.Template("$who likes ${what}s, $$5 and $Who_2.")
    return (t.substitute(who="tim", what="kung pao", Who_2=3), t.substitute({"who": 1, "what": 2}, Who_2=4), t.safe_substitute(who="x"), t.is_valid(), t.get_identifiers(), m.Template("$ x ${").safe_substitute(), m.Template("$x-${y}z").substitute(x=1, y=2),
            m.Template("a $").is_valid(), t.template)


def template_errors(m):
    out = []
    for text, kw in [("$a $b", {"a": 1}), ("x\ny $ z", {}), ("${bad-name}", {}), ("$1", {}), ("$", {}), ("${a", {"a": 1})]:
        try:
            out.append(m.Template(text).substitute(**kw))
        except Exception as exc:
            out.append((type(exc).__name__, str(exc)))

    class Percent(m.Template):
        delimiter = "%"

    return out, Percent("%a $a %%").substitute(a=1)


def formatters(m):
    class F(m.Formatter):
        def get_value(self, key, args, kwargs):
            return "default" if isinstance(key, str) and key not in kwargs else super().get_value(key, args, kwargs)

        def format_field(self, value, spec):
            return "up:" + str(value).upper() if spec == "up" else super().format_field(value, spec)

    f = m.Formatter()
    return (f.format("{0} {a!r:>5} {b[k]} {c.real} {{}}", 1, a="x", b={"k": 2}, c=3), f.format("{} {}", 1, 2), F().format("{x} {y:up} {0:{w}}|", 5, y="q", w=4), list(f.parse("a{b!r:c{d}}e{}")), f.vformat("{0}", (9,), {}),
            m.capwords("hello big  world"), m.capwords("a-b", "-"), m.ascii_letters, m.digits, m.punctuation, m.printable, m.whitespace, m.hexdigits, m.octdigits)


compare("string", [templates, template_errors, formatters, lambda m: m.Formatter().format("{x}"), lambda m: m.Formatter().format("{}"), lambda m: m.Formatter().format("{0} {}", 1, 2), lambda m: m.Formatter().format("{!z}", 1)])


def exits(m):
    seen = []
    m._clear()
    m.register(seen.append, "first")
    m.register(lambda *a, k=0: seen.append((a, k)), 1, k=2)

    @m.register
    def last():
        seen.append("last")

    gone = m.register(seen.append)
    m.unregister(gone)
    m._run_exitfuncs()
    return seen, m._ncallbacks()


def failing_exit(m):
    m._clear()

    def fails():
        raise ValueError("at exit")

    m.register(fails)
    m._run_exitfuncs()


own_atexit = support.own("atexit", "traceback")
compare("atexit", [exits, lambda m: m.register(3)], ours=own_atexit)


def first_line_of_failure():
    saved, sys.stderr = sys.stderr, io.StringIO()
    try:
        failing_exit(own_atexit)
        return sys.stderr.getvalue().splitlines()[0]
    finally:
        sys.stderr = saved


# The text as 3.13 prints it at exit, where no program can catch it.
support.same("atexit failure", lambda: "Exception ignored in atexit callback <function failing_exit.<locals>.fails at 0x1234567>:", first_line_of_failure)
support.finish()
