"""os, os.path, io, weakref: on a real directory through the fake natives."""

import gc
import io
import os
import posixpath
import stat
import sys
import tempfile
import weakref

import support
from support import compare

own_os = support.own("os", "stat")
own_path = own_os.path


def in_folder(m):
    folder = os.path.realpath(tempfile.mkdtemp())
    before = os.getcwd()
    m.chdir(folder)
    os.chdir(folder)
    return folder, before


def files(m):
    folder, before = in_folder(m)
    out = []
    try:
        m.mkdir("d")
        m.makedirs("x/y/z")
        m.makedirs("x/y", exist_ok=True)
        with open("f.txt", "w") as f:
            f.write("hello")
        with open("x/g.py", "w") as f:
            f.write("1")
        out += [sorted(m.listdir()), sorted(m.listdir("x")), m.path.exists("f.txt"), m.path.isdir("d"), m.path.isfile("d"), m.path.getsize("f.txt"), m.path.exists("no")]
        out += [(a, sorted(b), sorted(c)) for a, b, c in sorted(m.walk("."))], [(a, b) for a, b, c in m.walk("x", topdown=False)]
        m.rename("f.txt", "d/h.txt")
        m.replace("x/g.py", "d/h.txt")
        out += [sorted(e.name for e in m.scandir("d")), [(e.is_file(), e.is_dir(), e.path) for e in m.scandir("d")], stat.S_ISREG(m.stat("d/h.txt").st_mode), m.stat("d").st_mode & 0o170000, m.path.getmtime("d") > 0]
        m.remove("d/h.txt")
        m.rmdir("d")
        m.removedirs("x/y/z")
        out += [m.listdir(), m.path.relpath("/a/b/c", "/a/x"), m.path.abspath("q/../r") == m.getcwd() + "/r", m.path.samefile(".", folder)]
    finally:
        os.chdir(before)
        m.chdir(before)
    return out


def file_errors(m):
    folder, before = in_folder(m)
    out = []
    try:
        m.mkdir("d")
        open("f", "w").close()
        open("d/in", "w").close()
        for call in (lambda: m.mkdir("d"), lambda: m.mkdir("no/such"), lambda: m.mkdir("f/x"), lambda: m.listdir("no"), lambda: m.listdir("f"), lambda: m.remove("no"), lambda: m.remove("d"), lambda: m.rmdir("d"), lambda: m.rmdir("f"),
                     lambda: m.rename("no", "x"), lambda: m.rename("f", "d"), lambda: m.rename("d", "f"), lambda: m.rename("f", "no/x"), lambda: m.stat("no"), lambda: m.chdir("no"), lambda: m.chdir("f"), lambda: m.makedirs("d"), lambda: m.stat(""),
                     lambda: m.path.getsize("no"), lambda: list(m.walk("no")), lambda: m.path.realpath("no", strict=True)):
            try:
                out.append(call())
            except OSError as exc:
                out.append((type(exc).__name__, str(exc).replace(folder, "~"), exc.errno))
    finally:
        os.chdir(before)
        m.chdir(before)
    return out


def environment(m):
    m.environ["ZZ"] = "1"
    out = [m.environ["ZZ"], m.getenv("ZZ"), m.getenv("NO", "d"), "ZZ" in m.environ, m.environ.get("NO"), m.path.expandvars("$ZZ-${ZZ}x-$NOPE-$"), m.environ.pop("ZZ")]
    for call in (lambda: m.environ["NO"], lambda: m.environ.__setitem__("a", 1)):
        try:
            call()
        except Exception as exc:
            out.append((type(exc).__name__, str(exc)))
    return out, m.sep, m.linesep, m.name, m.curdir, m.pathsep, m.getpid() > 0, len(m.urandom(5)), m.fspath("a"), m.fsencode("é"), m.fsdecode(b"x")


def path_like(m):
    class P:
        def __fspath__(self):
            return "/p/q"

    out = [m.fspath(P()), m.path.join(P(), "r"), isinstance(P(), m.PathLike), isinstance("x", m.PathLike), m.path.basename(P())]
    for bad in (1, type("B", (), {"__fspath__": lambda s: 3})()):
        try:
            m.fspath(bad)
        except TypeError as exc:
            out.append(str(exc))
    return out


compare("os", [files, file_errors, environment, path_like, lambda m: m.strerror(2), lambda m: m.urandom(-1)], ours=own_os)

PATHS = ["", "/", "//", "///a", "a", "a/", "a/b", "/a/b/", "a//b", "./a/../b", "../../x", "/..", "a.txt", ".hidden", "a.b.c", "a/.x", "..a", "dir.d/file", "~/x", "~", "/a/./b/../../c"]


def pure_paths(m):
    out = []
    for p in PATHS:
        out.append((p, m.split(p), m.splitext(p), m.basename(p), m.dirname(p), m.normpath(p), m.isabs(p), m.splitroot(p), m.splitdrive(p), m.normcase(p)))
        for q in PATHS:
            out.append(m.join(p, q))
            try:
                out.append(m.commonpath(["/" + p, "/" + q]))
            except ValueError as exc:
                out.append(str(exc))
    return out, m.commonprefix(["/usr/lib", "/usr/local"]), m.commonprefix([]), m.relpath("/a/b", "/a/b"), m.relpath("/a", "/a/b/c"), m.join("a", "b", "/c", "d")


compare("posixpath", [pure_paths, lambda m: m.commonpath([]), lambda m: m.commonpath(["a", "/b"]), lambda m: m.relpath("")], ours=own_path, theirs=posixpath)

own_io = support.own("io")


def custom_streams(m):
    class Upper(m.TextIOBase):
        def __init__(self):
            self.parts = []

        def write(self, s):
            self.parts.append(s.upper())
            return len(s)

    class Raw(m.RawIOBase):
        def __init__(self):
            self.data = b"line1\nline2\nrest"

        def readable(self):
            return True

        def readinto(self, b):
            n = min(len(b), len(self.data))
            b[:n] = self.data[:n]
            self.data = self.data[n:]
            return n

    u = Upper()
    print("hello", file=u)
    u.writelines(["a", "b"])
    r = Raw()
    out = [u.parts, r.readline(), r.read(3), r.read(), r.read(), u.closed, isinstance(u, m.IOBase), isinstance(m.StringIO(), m.TextIOBase), isinstance(m.BytesIO(), m.BufferedIOBase)]
    with u:
        pass
    out.append(u.closed)
    for call in (lambda: u.writelines([]), lambda: u.fileno(), lambda: u.read(), lambda: u.seek(0), lambda: iter(u)):
        try:
            out.append(call())
        except Exception as exc:
            out.append((type(exc).__name__, str(exc)))
    return out


def wrapped(m):
    b = m.BytesIO()
    t = m.TextIOWrapper(b, encoding="utf-8", newline="\r\n", write_through=True)
    t.write("é\n")
    t.flush()
    first = b.getvalue()
    r = m.TextIOWrapper(m.BytesIO("a\r\nb\nc".encode()))
    return first, r.readline(), list(r), r.read(), m.TextIOWrapper(m.BytesIO(b"xyz")).read(2), t.encoding, issubclass(m.UnsupportedOperation, OSError), issubclass(m.UnsupportedOperation, ValueError)


compare("io", [custom_streams, wrapped, lambda m: m.TextIOWrapper(m.BytesIO(), newline="x"), lambda m: m.TextIOWrapper(m.BytesIO()).write(3)], ours=own_io)


class Thing:
    def __init__(self, v=1):
        self.v = v

    def meth(self):
        return self.v

    def __len__(self):
        return 3

    def __add__(self, o):
        return self.v + o

    def __repr__(self):
        return "Thing"


def references(m):
    t = Thing()
    p = m.proxy(t)
    log = []
    r = m.ref(t, lambda r: log.append("dead"))
    wm = m.WeakMethod(t.meth, lambda r: log.append("method dead"))
    f = m.finalize(t, log.append, "finalized")
    out = [p.v, len(p), p + 4, bool(p), str(p), wm()(), wm == m.WeakMethod(t.meth), f.alive, f.peek()[2:], r() is t, m.getweakrefcount(t) > 0]
    p.v = 7
    out.append(t.v)
    out.append(type(p).__name__)
    del t
    gc.collect()
    out += [sorted(log), r(), wm(), f.alive, f()]
    for call in (lambda: p.v, lambda: len(p), lambda: m.WeakMethod(len), lambda: m.proxy(3)):
        try:
            out.append(call())
        except Exception as exc:
            out.append((type(exc).__name__, str(exc)))
    return out


def containers(m):
    a, b = Thing(1), Thing(2)
    d = m.WeakValueDictionary({"a": a})
    d["b"] = b
    k = m.WeakKeyDictionary()
    k[a] = 1
    k[b] = 2
    s = m.WeakSet([a, b])
    out = [sorted(d), len(d), len(k), len(s), a in s, d["a"] is a, d.get("q"), k[a], 3 in s, 3 in k, sorted(k.values()), d.pop("a") is a, s.pop() in (a, b)]
    s.add(a)
    s.add(b)
    del a, b
    gc.collect()
    out += [list(d.items()), len(k), len(s), list(s), "b" in d, d.setdefault("z", out and Thing) is Thing]
    return out


def finalizers(m):
    log = []
    t = Thing()
    f = m.finalize(t, lambda *a, **k: log.append((a, k)) or "result", 1, k=2)
    g = m.finalize(t, log.append, "g")
    return f(), f(), log, f.alive, g.detach()[2:], g.alive, g.peek(), m.finalize(t, print).atexit


compare("weakref", [references, containers, finalizers], ours=support.own("weakref"))
support.finish()
