"""pathlib."""

import os
import tempfile

import support
from support import compare

PATHS = ["", ".", "/", "a", "a/b.txt", "/a/b/c.tar.gz", "a//b/./c", "../x", ".hidden", "a.", "//x/y", "a/..", "/a/"]


def pure(m):
    out = []
    for text in PATHS:
        p = m.PurePosixPath(text)
        out += [p, str(p), p.parts, p.name, p.parent, p.suffix, p.suffixes, p.stem, p.root, p.anchor, p.is_absolute(), list(p.parents), len(p.parents), p / "z", "q" / p, p.joinpath("1", "2"), p == m.PurePosixPath(text), hash(p) == hash(m.PurePosixPath(text)), p.match("*.txt"), p.as_posix()]
        for call in (lambda: p.with_name("n.x"), lambda: p.with_suffix(".py"), lambda: p.with_stem("s"), lambda: p.relative_to("a"), lambda: p.is_relative_to("/a"), lambda: p.relative_to("/a/z", walk_up=True), lambda: p.as_uri()):
            try:
                out.append(call())
            except ValueError as exc:
                out.append(str(exc))
    return out, sorted([m.PurePath("b"), m.PurePath("a/c"), m.PurePath("a")]), m.PurePath("a", "/b", "c"), m.PurePath("a") < m.PurePath("b"), os.fspath(m.PurePath("x/y")), type(m.PurePath("a")).__name__, {m.PurePath("a"): 1}[m.PurePath("a")]


def errors(m):
    out = []
    for call in (lambda: m.PurePath(3), lambda: m.PurePath("a") / 3, lambda: m.PurePath("a").with_suffix("x"), lambda: m.PurePath("a").with_name(""), lambda: m.PurePath("a").match(""), lambda: m.Path("/nope").read_text(), lambda: m.Path("/nope").unlink(), lambda: m.PurePath("a").parents[5], lambda: m.PurePath("a") < 3, lambda: m.Path("/nope").rmdir()):
        try:
            out.append(call())
        except Exception as exc:
            out.append((type(exc).__name__, str(exc)))
    return out


def concrete(m):
    folder = m.Path(tempfile.mkdtemp())
    f = folder / "f.txt"
    out = [f.exists(), f.write_text("héllo\nx"), f.read_text(), f.read_bytes(), f.exists(), f.is_file(), f.is_dir(), f.stat().st_size]
    sub = folder / "a" / "b"
    sub.mkdir(parents=True)
    sub.mkdir(parents=True, exist_ok=True)
    (sub / "c.py").write_bytes(b"1")
    (sub / "d.txt").touch()
    rel = lambda items: sorted(str(p.relative_to(folder)) for p in items)
    out += [rel(folder.iterdir()), rel(folder.glob("*")), rel(folder.glob("**/*.txt")), rel(folder.rglob("*.py")), rel(folder.glob("*/*")), rel(folder.glob("**")), [(rel([a]), sorted(b), sorted(c)) for a, b, c in folder.walk()]]
    g = f.rename(folder / "g.txt")
    out += [g.name, f.exists(), g.samefile(g), (folder / "a" / ".." / "g.txt").resolve() == g.resolve(), m.Path.cwd() == m.Path(os.getcwd()), m.Path("x").absolute() == m.Path.cwd() / "x", m.Path("~/q").expanduser() == m.Path.home() / "q"]
    with g.open("a") as h:
        h.write("!")
    out.append(g.read_text())
    g.unlink()
    g.unlink(missing_ok=True)
    for call in (lambda: sub.mkdir(), lambda: sub.rmdir(), lambda: (folder / "no" / "x").mkdir(), lambda: g.touch(exist_ok=True)):
        try:
            out.append(call())
        except OSError as exc:
            out.append(type(exc).__name__)
    return out, [line for line in g.open()], isinstance(g, os.PathLike), type(g).__name__


compare("pathlib", [pure, errors, concrete])
support.finish()
