"""sub and subn with templates and functions."""
import re

print(re.sub(r"\s+", " ", "a  b \t c"), re.sub("a", "b", "aaa", count=2), re.subn("a", "b", "banana"))
print(re.sub(r"(\w+) (\w+)", r"\2 \1", "hello world"), re.sub(r"(?P<x>\d)", r"[\g<x>\g<1>0]", "a1b2"))
print(re.sub(r"\d+", lambda m: str(int(m.group()) * 2), "3 apples, 12 pears"))
print(re.sub("b", r"\n\t\\", "abc").encode(), re.sub("(b)?", r"[\1]", "abc"))
counts = {}


def count(match):
    word = match[0]
    counts[word] = counts.get(word, 0) + 1
    return word.upper() if counts[word] == 1 else ""


print(re.sub(r"\w+", count, "a b a c b a"), counts)
for template in (r"\3", r"\g<nope>", r"\g<", r"\q", r"\g<1a>", "\\"):
    try:
        re.sub("(a)", template, "a")
    except (re.error, IndexError) as e:
        print(type(e).__name__, e)
for arguments in ((1, "b", "a"), ("a", "b", 1), ("a", "b", b"a"), (b"a", "b", "a"), ("a", b"b", "a")):
    try:
        re.sub(*arguments)
    except TypeError as e:
        print(e)
print(re.compile("-").sub("+", "1-2-3", 1), re.compile("x").subn("y", "xx"))


class Shout(str):
    pass


print(type(re.sub("a", "b", Shout("cat"))), type(re.match("c", Shout("cat")).group()))
