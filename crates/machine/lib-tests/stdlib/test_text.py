"""textwrap, pprint, graphlib, base64, hashlib, uuid, fnmatch, glob, tempfile, shutil, secrets."""

import collections
import dataclasses
import os
import random
import types

import support
from support import compare, same

TEXT = """The quick brown fox jumps over the lazy dog -- really well-known stuff, isn't it?  It is a
semi-self-contained test--with dashes, e.g. a-b, 1-2, x--y and supercalifragilisticexpialidocious words. Hello there.  "Quoted."
\tTabs\tand   spaces."""


def wrapping(m):
    out = []
    for width in (1, 5, 8, 10, 13, 20, 33, 40, 70):
        for kw in ({}, {"initial_indent": "* ", "subsequent_indent": "  "}, {"break_long_words": False}, {"break_on_hyphens": False}, {"drop_whitespace": False}, {"replace_whitespace": False}, {"expand_tabs": False}, {"fix_sentence_endings": True}, {"max_lines": 2}, {"max_lines": 3, "placeholder": "~"}):
            try:
                out.append((width, kw, m.wrap(TEXT, width, **kw)))
            except ValueError as exc:
                out.append(str(exc))
        try:
            out.append(m.shorten(TEXT, width))
        except ValueError as exc:
            out.append(str(exc))
        out.append(m.fill("word " * 9, width))
    return out, m.wrap(""), m.fill("a\n\nb")


def indents(m):
    return (m.dedent("  a\n    b\n\n  c\n   \n"), m.dedent("\ta\n  b"), m.dedent("   x"), m.dedent("\n  a\n"), m.dedent(""), m.indent("a\n\nb\n", "> "), m.indent("a\n \nb", "# ", lambda l: True), m.dedent("  a\n\tb"), m.dedent("    a\n     b\n  "))


compare("textwrap", [wrapping, indents, lambda m: m.wrap("x", 0)])


@dataclasses.dataclass
class Point:
    x: int
    label: str
    rest: list = dataclasses.field(default_factory=list)


def pretty(m):
    loop = [1]
    nested = {"b": list(range(30)), "a": {"k" * 20: "v" * 30, "z": ("t" * 30, "u" * 30, 1)}, 3: {1, 2, 3}, "long": "words and " * 15, "dc": Point(1, "l" * 50, list(range(20)))}
    data = [nested, [1, 2], (1,), {}, "short", "x" * 100, "line1\nline2 " * 8, collections.OrderedDict([("k" * 30, "v" * 30), ("q", 2)]), collections.Counter("aabbb" * 3 + "c" * 20), collections.defaultdict(list, {"a" * 40: [1], "b" * 40: [2]}), collections.deque(range(40)), collections.deque(range(40), maxlen=50),
            set(range(40)), frozenset("abc" * 3), types.SimpleNamespace(a="x" * 40, b="y" * 40), Point(1, "p"), collections.ChainMap({"a" * 40: 1}, {"b" * 40: 2}), types.MappingProxyType({"m" * 50: 1, "n" * 40: 2}), [[]], {"x": {"y": {"z": {"w": 1}}}}, {1: 2, "a": 3}, [None, True, 1.5, b"bytes"]]
    out = []
    for value in data:
        for kw in ({}, {"width": 30}, {"indent": 4}, {"compact": True}, {"depth": 2}, {"sort_dicts": False}, {"width": 40, "compact": True, "indent": 2}):
            out.append((kw, m.pformat(value, **kw)))
    m.pprint(nested, width=50)
    m.pp({"b": 1, "a": 2})
    return out, m.saferepr({"b": 1, "a": [1]}), m.isreadable(data[1]), m.isreadable(object()), m.isrecursive([1]), m.pformat(1234567, underscore_numbers=True)


def pretty_loop(m):
    loop = [1]
    loop.append(loop)
    return m.isrecursive(loop), "<Recursion on list with id=" in m.pformat(loop), m.PrettyPrinter(indent=2).pformat([1])


compare("pprint", [pretty, pretty_loop, lambda m: m.PrettyPrinter(indent=-1)])


def sorters(m):
    t = m.TopologicalSorter({"D": {"B", "C"}, "C": {"A"}, "B": {"A"}})
    t.prepare()
    out = []
    while t.is_active():
        ready = t.get_ready()
        out.append(sorted(ready))
        t.done(*ready)
    s = m.TopologicalSorter()
    s.add(1, 2, 3)
    s.add(3, 4)
    out.append(list(m.TopologicalSorter({1: [2, 3], 3: [4], 4: [2]}).static_order()))
    out.append(list(s.static_order()))
    return out


def sorter_errors(m):
    out = []
    t = m.TopologicalSorter({1: [2], 2: [3]})
    for call in (lambda: list(m.TopologicalSorter({1: [2], 2: [3], 3: [1]}).static_order()), lambda: t.get_ready(), lambda: t.done(1), lambda: (t.prepare(), t.add(5)), lambda: t.done(9), lambda: t.done(1), lambda: (t.get_ready(), t.done(3), t.done(3)), lambda: t.prepare(), lambda: list(m.TopologicalSorter({1: [1]}).static_order()), lambda: list(m.TopologicalSorter({0: [], 1: [0, 2], 2: [1], 5: [2]}).static_order())):
        try:
            out.append(call())
        except ValueError as exc:
            out.append((type(exc).__name__, exc.args))
    return out


compare("graphlib", [sorters, sorter_errors])


def encodings(m):
    rng = random.Random(1)
    out = []
    for n in range(20):
        data = rng.randbytes(n)
        for kind in ("b64", "b32", "b16", "urlsafe_b64"):
            text = getattr(m, kind + "encode")(data)
            out += [text, getattr(m, kind + "decode")(text) == data]
    return out, m.b64decode("aGk="), m.b64decode(b"aG k="), m.b64encode(b"\xff\xfe", b"-_"), m.encodebytes(b"x" * 60), m.decodebytes(b"aGk=\n"), m.b16decode("ff", casefold=True), m.b32decode(b"me======", casefold=True)


def encoding_errors(m):
    out = []
    for call in (lambda: m.b64decode("a"), lambda: m.b64decode("abc"), lambda: m.b64decode("a$b=", validate=True), lambda: m.b64encode("x"), lambda: m.b16decode("zz"), lambda: m.b32decode("abc"), lambda: m.b64decode(3), lambda: m.b64decode("é")):
        try:
            out.append(call())
        except Exception as exc:
            out.append((type(exc).__name__, str(exc)))
    return out


compare("base64", [encodings, encoding_errors], ours=support.own("base64"))
compare("binascii", [lambda m: (m.hexlify(b"\x01\xff"), m.hexlify(b"abc", "-"), m.unhexlify("01ff"), m.crc32(b"hello"), m.crc32(b"lo", m.crc32(b"hel")), m.b2a_base64(b"hi"), m.a2b_base64(b"aGk=")), lambda m: m.unhexlify("abc"), lambda m: m.unhexlify("zz")])


def hashes(m):
    out = []
    for data in (b"", b"abc", b"x" * 55, b"y" * 56, b"z" * 64, bytes(range(256))):
        for name in ("md5", "sha1", "sha256", "sha512"):
            h = getattr(m, name)(data[:3])
            h.update(data[3:])
            out += [h.hexdigest(), h.digest(), h.digest_size, h.block_size, h.name, m.new(name, data).hexdigest(), h.copy().hexdigest()]
    return out


compare("hashlib", [hashes, lambda m: m.md5("text"), lambda m: m.sha256("text")])


def ids(m):
    u = m.UUID("12345678-1234-5678-1234-567812345678")
    return (u, str(u), u.hex, u.int, u.bytes, u.bytes_le, u.fields, u.urn, u.version, u.variant, m.UUID(int=5), m.UUID(bytes=b"1" * 16), m.UUID(bytes_le=u.bytes_le) == u, m.UUID(fields=u.fields) == u, m.uuid3(m.NAMESPACE_DNS, "python.org"), m.uuid5(m.NAMESPACE_URL, "x"), m.uuid4().version, m.uuid1().version, m.uuid4() != m.uuid4(), u < m.UUID(int=1), hash(u) == hash(u.int), m.UUID("{12345678123456781234567812345678}") == u, m.uuid1() != m.uuid1(), m.uuid4().variant, m.UUID(int=5, version=4))


compare("uuid", [ids, lambda m: m.UUID("x"), lambda m: m.UUID(), lambda m: m.UUID(int=-1), lambda m: setattr(m.UUID(int=1), "int", 2)])


def patterns(m):
    names = ["a.py", "ab.txt", "b.py", ".h", "a[1].c", "x-y", "", "abc"]
    return [(n, p, m.fnmatchcase(n, p)) for n in names for p in ("*", "*.py", "a*", "?b*", "[ab]*", "[!a]*", "*[[]*", "a?c", "[a-c]*", "*-*", "**", "", "[", "a.??")], m.filter(names, "*.py")


compare("fnmatch", [patterns])


def globbing(m):
    import tempfile

    folder = tempfile.mkdtemp()
    for name in ("a.py", "b.txt", "sub/c.py", "sub/deep/d.py", ".hid"):
        path = os.path.join(folder, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        open(path, "w").close()
    rel = lambda found: sorted(os.path.relpath(f, folder) for f in found)
    return [rel(m.glob(os.path.join(folder, p), recursive=r)) for p, r in (("*", False), ("*.py", False), ("*/*.py", False), ("**/*.py", True), ("a.py", False), ("nope*", False), ("sub/**", True), (".*", False), ("?.txt", False))], m.escape("a[b]*"), m.has_magic("a*"), sorted(m.glob("*.py", root_dir=folder))


compare("glob", [globbing])


def temporary(m):
    with m.TemporaryDirectory() as folder:
        inside = os.path.isdir(folder)
        path = os.path.join(folder, "f")
        open(path, "w").close()
    with m.NamedTemporaryFile("w+", suffix=".txt") as f:
        f.write("hi")
        f.flush()
        f.seek(0)
        text = f.read()
        name = f.name
        there = os.path.exists(name)
    d = m.mkdtemp(prefix="pre")
    return inside, os.path.exists(folder), text, there, os.path.exists(name), name.endswith(".txt"), os.path.basename(d).startswith("pre"), os.path.isdir(d), os.path.exists(m.mkstemp()[1])


compare("tempfile", [temporary])


def moving(m):
    import tempfile

    folder = tempfile.mkdtemp()
    j = lambda *p: os.path.join(folder, *p)
    os.makedirs(j("a/b"))
    for p in ("a/1", "a/b/2"):
        with open(j(p), "w") as f:
            f.write(p)
    m.copytree(j("a"), j("c"))
    m.copy(j("a/1"), j("copied"))
    m.copy(j("a/1"), j("a/b"))
    m.move(j("copied"), j("moved"))
    m.move(j("moved"), j("c"))
    m.rmtree(j("a"))
    found = sorted((os.path.relpath(a, folder), sorted(b), sorted(c)) for a, b, c in os.walk(folder))
    out = []
    for call in (lambda: m.copyfile(j("c/1"), j("c/1")), lambda: m.rmtree(j("nope")), lambda: m.rmtree(j("nope"), ignore_errors=True), lambda: m.copytree(j("c"), j("c/b"))):
        try:
            out.append(call())
        except OSError as exc:
            out.append(type(exc).__name__)
    return found, out, open(j("c/moved")).read()


compare("shutil", [moving])
secrets = support.own("secrets")
same("secrets", lambda: (64, 16, True, True), lambda: (len(secrets.token_hex()), len(secrets.token_bytes(16)), 0 <= secrets.randbelow(5) < 5, secrets.choice("a") == "a"))
support.finish()
