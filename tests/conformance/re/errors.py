# stderr: user
"""Patterns that are wrong, and where."""
import re

for pattern in (
    "(", ")", "a)", "[", "[]", "[z-a]", "*", "a**", "a{2}{3}", "+a", "a{3,2}", "\\", r"\q", r"\8", r"(a)\2", "(?P<n", "(?P<n>a)(?P<n>b)",
    "(?P<1>a)", "(?P=n)", "(?P<>a)", "(?Pa)", "(?a", "(?z)", "(?<a)", "(?<=a+)b", "(?(1)a|b|c)", "(?(2)a)", "(?(x)a)", "(?#", r"\x1", r"\u12",
    r"\777", "a(?i)b", "(?i-i:a)", "(?au:a)", "(?-a:x)", "(?L:a)", r"(a\1)", "(?", "(?i", "(?-", "(?:a", "x\n(a\n*", r"[\d-z]", "^*", "a|*",
):  # fmt: skip
    try:
        re.compile(pattern)
        print(repr(pattern), "is fine")
    except re.error as e:
        print(repr(pattern), "|", e, "|", e.msg, e.pos, e.lineno, e.colno)
print(re.error is re.PatternError, re.error.__mro__[1])
for arguments in ((3,), ("a", re.A | re.U), (b"a", re.U), ("a", re.L), ("a{99999999999}",)):
    try:
        re.compile(*arguments)
    except Exception as e:
        print(type(e).__name__, e)
for text in (5, None, b"bytes"):
    try:
        re.search("a", text)
    except TypeError as e:
        print(e)
try:
    re.compile(re.compile("a"), re.I)
except ValueError as e:
    print(e)
re.compile("(a")
