"""The in-memory files against real ones: every operation on both."""

import io
import os
import sys
import tempfile

import support
from support import same

# Ours on the memory tree, with our os and io; CPython's in a temporary folder.
with support._instead_of(["os", "io", "_files", "stat"]):
    own_io = support._load("io")
    support._load("stat")
    own_files = support._load("_files")
    own_os = support._load("os")

folder = os.path.realpath(tempfile.mkdtemp())


def both(label, case):
    """case(open, os, io, folder) on both."""

    def ours():
        saved = {name: sys.modules[name] for name in ("os", "io")}
        sys.modules.update(os=own_os, io=own_io, _files=own_files)
        try:
            return case(own_files.open, own_os, own_io, "/tmp")
        finally:
            sys.modules.update(saved)
            del sys.modules["_files"]

    same(label, lambda: case(open, os, io, folder), ours)


def texts(open, os, io, folder):
    path = folder + "/t.txt"
    out = []
    with open(path, "w") as f:
        out += [f.write("one\ntwo\n"), f.writelines(["three", "\n"]), f.name == path, f.mode, f.closed, f.writable(), f.readable(), f.tell()]
    out.append(f.closed)
    with open(path) as f:
        out += [f.readline(), f.read(2), f.tell(), list(f), f.read(), f.seek(0), f.readlines(), f.encoding.lower()]
    with open(path, "a+", encoding="utf-8") as f:
        f.write("é")
        f.seek(0)
        out.append(f.read())
    with open(path, "r+") as f:
        out.append(f.readline())
        f.seek(0)
        f.write("ONE")
        f.seek(0, 2)
        f.write("end")
    with open(path, newline="") as f:
        out.append(f.read())
    for line in open(path):
        out.append(line)
    print("printed", 1, file=open(path, "w"))
    out.append(open(path).read())
    with open(folder + "/crlf", "w", newline="\r\n") as f:
        f.write("a\nb\n")
    out += [open(folder + "/crlf").read(), open(folder + "/crlf", newline="").read(), open(folder + "/crlf", "rb").read(), os.path.getsize(path), sorted(os.listdir(folder))]
    return out


def binary(open, os, io, folder):
    path = folder + "/b.bin"
    with open(path, "wb") as f:
        out = [f.write(b"12345\n678"), f.tell()]
    with open(path, "rb") as f:
        out += [f.read(3), f.seek(-2, 2), f.read(), f.seek(0), f.readline(), f.readlines(), f.read()]
    with open(path, "rb+") as f:
        f.seek(2)
        f.write(b"XX")
        f.seek(0)
        out += [f.read(), f.truncate(4), f.seek(0), f.read()]
    with open(path, "xb") if not os.path.exists(path) else open(path, "ab") as f:
        f.write(b"!")
    out.append(open(path, "rb").read())
    return out


def failing(open, os, io, folder):
    out = []
    open(folder + "/e", "w").close()
    closed = open(folder + "/e")
    closed.close()
    for call in (lambda: open(folder + "/none"), lambda: open(folder), lambda: open(folder + "/no/x", "w"), lambda: open(folder + "/e/x", "w"), lambda: open(folder + "/e", "x"), lambda: open(folder + "/e", "q"), lambda: open(folder + "/e", "rw"), lambda: open(folder + "/e", "rb", encoding="utf-8"), lambda: open(folder + "/e", "rbt"),
                 lambda: closed.read(), lambda: open(folder + "/e", "w").read(), lambda: open(folder + "/e").write("x"), lambda: open(folder + "/e", "wb").write("x"), lambda: open(folder + "/e", "w").write(b"x"), lambda: open(None), lambda: open(folder + "/e", 3), lambda: open(folder + "/e", "bt+r")):
        try:
            out.append(call())
        except Exception as exc:
            out.append((type(exc).__name__, str(exc).replace(folder, "~")))
    return out


both("texts", texts)
both("binary", binary)
both("failing", failing)
support.finish()
