"""Golden cases of str's own methods and of repr. Run with CPython 3.13 in this folder."""

from golden import Golden

CASES = ("lower", "upper", "title", "capitalize", "swapcase", "casefold")
QUESTIONS = ("isalpha", "isdecimal", "isdigit", "isnumeric", "isalnum", "isspace", "isprintable",
             "isidentifier", "islower", "isupper", "istitle")
SPECIAL = "ΣσςßẞŉǰΐΰևẖẗẘẙẚﬀﬁﬃİıǅǄǆǈǲᾈᾀᾳᾼῳΆᾷ\u0345\u0301\u00ad'’.:·ªºʰʷⅷⅧⓐⒶꟹ𐐀𐐨𞤀𞤢ᎠᎠꭰგ᲋Ა"
SPACES = " \t\n\r\x0b\x0c\x1c\x1d\x1e\x1f\x85\xa0\u1680\u2000\u200a\u200b\u2028\u2029\u202f\u205f\u3000"
MIXED = "aAbB zZ019_-'\"\\éÉñßΣσς日本²½٣Ⅷ€\u200b\u0301\ufeff\U0001f600\U000e0001\x00\x7f\x80\xad"


def characters(g):
    """Every property in blocks of 64 characters: one bit each."""
    for start in list(range(0, 0x20000, 64)) + list(range(0x2F800, 0x31400, 64)) + \
            list(range(0xE0000, 0xE0200, 64)) + [0x10FFC0, 0xF0000]:
        if 0xD800 <= start < 0xE000:
            continue
        block = [chr(c) for c in range(start, start + 64)]
        for question in QUESTIONS:
            bits = sum(getattr(c, question)() << i for i, c in enumerate(block))
            if bits:
                g.case("bits", [question, start], lambda: f"{bits:x}")
        continued = sum(("a" + c).isidentifier() << i for i, c in enumerate(block))
        if continued:
            g.case("bits", ["continue", start], lambda: f"{continued:x}")
        for case in CASES:
            images = [getattr(c, case)() for c in block]
            if images != block:
                changed = " ".join(f"{ord(c):x}={image}" for c, image in zip(block, images) if image != c)
                g.case("images", [case, start], lambda: changed, 4000)
        ends = "".join("x" + c for c in block)
        if len(ends.splitlines()) > 1 or len(ends.split()) > 1:
            g.case("splitlines", [ends, False], lambda: "|".join(ends.splitlines()))
            g.case("split", [ends, -1], lambda: "|".join(ends.split()))
        values = [(f"{ord(c):x}", int(c)) for c in block if c.isdecimal()]
        for code, value in values:
            g.case("decimal", [code], lambda: value)


def methods(g):
    r = g.random

    def text(pool, most=8):
        return "".join(r.choice(pool) for _ in range(r.randint(0, most)))

    for _ in range(1500):
        s = text(r.choice([SPECIAL, "aAΣ'. \u0301" + SPECIAL, MIXED, "aAbB1 -'"]))
        for case in CASES:
            if r.random() < 0.5:
                g.case(case, [s], getattr(s, case))
    for _ in range(400):
        s = text(r.choice([SPECIAL, MIXED, "aA1_ ", "abc", "ABC", "019²", "Aa Bb"]), 4)
        for question in QUESTIONS:
            if r.random() < 0.5:
                g.case(question, [s], getattr(s, question))
    for _ in range(400):
        s = text(r.choice([MIXED, "'\"a", "\\'\n\t\r", SPACES]))
        g.case("repr", [s], lambda: repr(s))
        g.case("ascii", [s], lambda: ascii(s))
        b = r.randbytes(r.randint(0, 6)) if r.random() < 0.5 else text("'\"a\\\n ~\x7f").encode()
        g.case("repr_bytes", [b], lambda: repr(b))
        g.case("repr_bytearray", [b], lambda: repr(bytearray(b)))
    join = "|".join
    for _ in range(350):
        s = text(r.choice(["ab " + SPACES, "a b", "a\r\nb\n", "a,b,,", "aaab"]), 12)
        most = r.choice([-1, -1, 0, 1, 2, 3])
        g.case("split", [s, most], lambda: join(s.split(None, most)))
        g.case("rsplit", [s, most], lambda: join(s.rsplit(None, most)))
        keep = r.random() < 0.5
        g.case("splitlines", [s, keep], lambda: join(s.splitlines(keep)))
        sep = r.choice([",", "a", "aa", " ", "", "\n", "ab"])
        g.case("split_by", [s, sep, most], lambda: join(s.split(sep, most)))
        g.case("rsplit_by", [s, sep, most], lambda: join(s.rsplit(sep, most)))
        g.case("partition", [s, sep], lambda: join(s.partition(sep)))
        g.case("rpartition", [s, sep], lambda: join(s.rpartition(sep)))
        chars = r.choice([None, None, "a", "ab", " ,"])
        for method in ("strip", "lstrip", "rstrip"):
            g.case(method, [s, "" if chars is None else chars], lambda: getattr(s, method)(chars))
        tabs = text("ab\t\t\n\ré", 10)
        size = r.choice([8, 4, 1, 0, -1, 3])
        g.case("expandtabs", [tabs, size], lambda: tabs.expandtabs(size))
        width, fill = r.randint(-2, 14), r.choice(" *é")
        short = text("ab+-0é", 5)
        for method in ("ljust", "rjust", "center"):
            g.case(method, [short, width, fill], lambda: getattr(short, method)(width, fill))
        g.case("zfill", [short, width], lambda: short.zfill(width))


g = Golden("str")
characters(g)
methods(g)
g.write()
