"""match, search, fullmatch, findall, finditer, split: what they find and what a match knows."""
import re

m = re.match(r"(?P<user>\w+)@(?P<host>[\w.]+)", "ada@example.org, bob@example.com")
print(m, bool(m))
print(m.group(), m.group(0), m.group(1), m["host"], m.group("user", 2))
print(m.groups(), m.groupdict(), m.span(), m.span("host"), m.start(2), m.end(2))
print(m.lastindex, m.lastgroup, m.regs, m.pos, m.endpos, m.string[:3], m.re.pattern)
print(m.expand(r"\2/\g<user>\n").strip())

print(re.search("x", "abc"), re.fullmatch(r"\d+", "123a"), re.fullmatch(r"\d+", "123"))
print(re.findall(r"\d+", "1 22 333"), re.findall(r"(\w)(\d)", "a1 b2"), re.findall(r"(\w)\d", "a1 b2"))
for m in re.finditer(r"\b\w", "the quick brown fox"):
    print(m.start(), m.group(), end="; ")
print()
print(re.split(r"[,;]\s*", "a, b;c,d"), re.split(r"(-)", "1-2-3"), re.split(r"x*", "axbc"), re.split(",", "a,b,c", maxsplit=1))
print(re.findall(r"", "ab"), re.findall(r"a*", "baac"), re.sub(r"a*", "-", "baac"))

m = re.match(r"(a)|(b)", "b")
print(m.groups(), m.groups("none"), m.span(1), m[1], m.lastindex)
for wrong in (3, "name", -1):
    try:
        m.group(wrong)
    except IndexError as e:
        print(type(e).__name__, e)

p = re.compile(r"^\w+", re.M | re.I)
print(p, p.flags, p.groups, dict(p.groupindex), re.compile(p) is p, p == re.compile(r"^\w+", re.I | re.M))
print(p.findall("one two\nthree four"), p.match("one two", 4), p.search("ab cd\nef", 3), re.compile(r"\w+").search("ab cd", 1, 4))
print(re.compile("a" * 300).__repr__()[-20:], repr(re.match(".*", "x" * 80)))
print(re.escape("1+1=2 (or so?)"), re.escape(b"a.b"))
print(type(p), type(m), re.Pattern, re.Match)
