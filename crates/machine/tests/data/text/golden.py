"""What the golden-file generators share.

A golden file has one case a line, fields separated by tabs: the operation, its arguments,
and last what CPython answered. Floats are the 16 hex digits of their bits (`nan` for any
NaN), integers decimal, text escaped as below; an exception is `!Class: message`.

With another text in the environment variable SEED the cases are others.
"""

import os
import random
import struct
import sys

INF, NAN = float("inf"), float("nan")


def text(value):
    return (value.replace("\\", "\\\\").replace("\t", "\\t")
            .replace("\n", "\\n").replace("\r", "\\r"))


def field(value):
    if value is None:
        return "None"
    if isinstance(value, bool):
        return str(value)
    if isinstance(value, float):
        return "nan" if value != value else struct.pack(">d", value).hex()
    if isinstance(value, int):
        return str(value)
    if isinstance(value, bytes):
        return value.hex()
    if isinstance(value, (tuple, list)):
        return " ".join(field(item) for item in value)
    return text(value)


class Golden:
    """Collects the cases of one area, each once."""

    def __init__(self, name):
        self.name = name
        self.random = random.Random(name + os.environ.get("SEED", ""))
        self.lines = {}

    def case(self, op, args, answer, longest=500):
        """`answer` is called; what it returns or raises is the expectation."""
        try:
            result = field(answer())
        except Exception as error:
            shown = str(error)
            result = "!" + type(error).__name__ + (": " + text(shown) if shown else "")
        line = "\t".join([op, *map(field, args), result])
        try:
            line.encode()
        except UnicodeEncodeError:
            return  # a lone surrogate
        if len(line) < longest:
            self.lines[line] = None

    def write(self):
        with open(f"{self.name}.tsv", "w", encoding="utf-8", newline="\n") as out:
            for line in self.lines:
                out.write(line + "\n")
        print(self.name, len(self.lines), file=sys.stderr)

    def float(self):
        """A float, interesting more often than not."""
        r = self.random
        kind = r.randrange(12)
        if kind == 0:
            return r.choice([0.0, -0.0, 1.0, -1.0, INF, -INF, NAN, 5e-324, 0.5, 1.5, 2.5,
                             2.2250738585072014e-308, 1.7976931348623157e308, 1e16, 1e15,
                             9007199254740993.0, 1e22, 1e23, 0.1, 1 / 3, -0.5, 1e-5, 1e-4])
        if kind == 1:
            return struct.unpack(">d", r.randbytes(8))[0]
        if kind == 2:
            return float(r.randint(-1000, 1000))
        if kind == 3:
            return r.uniform(-1, 1)
        if kind == 4:
            return round(r.uniform(-1000, 1000), r.randrange(6))
        if kind == 5:
            return r.choice([1, -1]) * 2.0 ** r.randint(-1074, 1023)
        if kind == 6:
            return r.randint(-10**6, 10**6) / 2 ** r.randint(0, 12)
        if kind == 7:
            return r.randint(-99, 99) * 10.0 ** r.randint(-25, 25)
        if kind == 8:
            return r.randint(-100000, 100000) / 1000
        if kind == 9:
            return float(r.randint(-2**70, 2**70))
        return r.uniform(-1, 1) * 10.0 ** r.randint(-20, 25)

    def int(self):
        """An integer, of word size or large."""
        r = self.random
        kind = r.randrange(8)
        if kind < 3:
            return r.randint(-100, 100)
        if kind == 3:
            return r.choice([1, -1]) * (2 ** r.randint(0, 130) + r.randint(-1, 1))
        if kind == 4:
            return r.choice([2**63 - 1, -2**63, 2**63, -2**63 - 1, 2**62, 2**61 - 1,
                             2**61, 2**53 + 1, 2**31, 2**64, 10**18, 10**19])
        if kind == 5:
            return r.randint(-2**200, 2**200)
        return r.randint(-2**63, 2**63 - 1)
