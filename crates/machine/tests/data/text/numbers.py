"""Golden cases of floats, integers and their hashes. Run with CPython 3.13 in this folder."""

import operator

from golden import INF, NAN, Golden


def floats():
    g = Golden("float")
    r = g.random
    for _ in range(1000):
        x = g.float()
        g.case("repr", [x], lambda: repr(x))
    for e in range(-1074, 1024, 7):
        g.case("repr", [2.0**e], lambda: repr(2.0**e))
    for e in range(-323, 309, 5):
        x = float(f"1e{e}")
        g.case("repr", [x], lambda: repr(x))
    for _ in range(500):
        x, n = g.float(), r.choice([r.randint(-5, 17), r.randint(-330, 330)])
        g.case("round_to", [x, n], lambda: round(x, n))
    for _ in range(300):
        x, n = r.randint(-10**6, 10**6) / 8, r.randint(-4, 3)
        g.case("round_to", [x, n], lambda: round(x, n))
    for x in (5.0, 15.0, 25.0, 50.0, 49.9, 51.0, 500.0, 4999.0, 0.5, 2.675, 1e308, 1.7e308, -1.7e308):
        for n in range(-5, 4):
            g.case("round_to", [x, n], lambda: round(x, n))
        g.case("round_to", [x, -308], lambda: round(x, -308))
        g.case("round_to", [x, -309], lambda: round(x, -309))
    for _ in range(300):
        x = g.float()
        g.case("round", [x], lambda: round(x))
        g.case("int", [x], lambda: int(x))
        g.case("ratio", [x], x.as_integer_ratio)
        g.case("is_integer", [x], x.is_integer)
        g.case("hex", [x], x.hex)
    ops = {"div": operator.truediv, "floordiv": operator.floordiv, "mod": operator.mod,
           "divmod": divmod}
    for _ in range(400):
        x = g.float()
        y = r.choice([g.float(), g.float(), 0.0, -0.0, 3.0, -3.0, INF])
        for name, op in ops.items():
            g.case(name, [x, y], lambda: op(x, y))
    for x in (0.0, -0.0, 1.0, -1.0, INF, -INF, NAN, 2.0, -2.0, 0.5, -0.5, 1e200, -1e200):
        for y in (0.0, -0.0, 1.0, -1.0, INF, -INF, NAN, 2.0, -2.0, 3.0, 0.5, -0.5, 1e300, 1001.0):
            g.case("pow", [x, y], lambda: real(x**y))
    for _ in range(300):
        x, y = float(r.randint(-20, 20)), float(r.randint(-12, 12))
        g.case("pow", [x, y], lambda: real(x**y))
    for _ in range(400):
        n, x = g.int(), g.float()
        if r.random() < 0.4:
            x = r.choice([float(n), float(n) + r.choice([-1, 0.5, 1]), float(n) * (1 + 2**-52)])
        g.case("compare", [n, x], lambda: (n < x, n == x, n > x))
    for _ in range(400):
        n = g.int() * r.choice([1, 1, 1, 2 ** r.randint(0, 1100)])
        g.case("from_int", [n], lambda: float(n))
    for bits in (53, 54, 55, 63, 64, 100):
        for low in range(-3, 4):
            n = 2**bits + low * 2 ** max(bits - 54, 0)
            g.case("from_int", [n], lambda: float(n))
            g.case("from_int", [-n - 1], lambda: float(-n - 1))
    for n in (2**1024 - 2**970, 2**1024 - 2**970 - 1, 2**1024 - 2**971, 2**1024, -2**1024):
        g.case("from_int", [n], lambda: float(n))
    for _ in range(500):
        a, b = g.int(), g.int()
        if r.random() < 0.3:
            a <<= r.randint(0, 1200)
        if r.random() < 0.3:
            b <<= r.randint(0, 1200)
        g.case("true_div", [a, b], lambda: a / b)
    for _ in range(400):
        x = g.float()
        if x == x:
            g.case("hash_float", [x], lambda: hash(x))
        n = g.int()
        g.case("hash_int", [n], lambda: hash(n))
    for n in (-1, 2**61 - 1, 2**61 - 2, -(2**61 - 2), 2**61, 2**122 - 1, -2**63):
        g.case("hash_int", [n], lambda: hash(n))
    for _ in range(200):
        a, b = g.float(), g.float()
        if a == a and b == b:
            g.case("hash_complex", [hash(a), hash(b)], lambda: hash(complex(a, b)))
    parses(g)
    g.write()


def real(value):
    return ("complex",) if isinstance(value, complex) else value


def parses(g):
    r = g.random
    fixed = """1 1. .5 . e5 1e 1e5 1E+05 1e-5 +1 -1 ++1 +-1 1_0 1__0 _1 1_ 1_.5 1._5 1e_5 1e5_0
        1_e5 inf -inf +INF Infinity infinit nan -NaN nana 0x10 1e400 -1e400 1e-400 1,5 1d5 1f
        0.1e1_0 00012 1e0001 1e+ 1e- 1.5.5 1e5.5 infinity_ i_nf 1_000.000_1 0_0 ٣.٥ ٣e٢ 1é ½ ² 1²
        4.9406564584124654e-324 2.4703282292062327e-324 2.4703282292062328e-324
        1.7976931348623158e308 1.7976931348623159e308 9007199254740992.9 9007199254740993
        1e99999999999999999999 1e-99999999999999999999 0e99999999999999999999 None True""".split()
    fixed += ["", " ", " 1 ", "\t1\n", "1 2", "\u00a01\u2003", "1\x1c", "\x1c1", "1\x00", "- 1", "'", '"',
              "a'b", "a\"'b", "x\n", "\\", "\x7f", "\U0001f600", "1" * 400, "0." + "1" * 400,
              "1" * 300 + "e-300", "0" * 300 + "1"]
    for s in fixed:
        g.case("parse", [s], lambda: float(s))
        if len(s) < 100:
            g.case("fromhex", [s], lambda: float.fromhex(s))
    for s in ("0x1p-99999999999999999999", "-0x1p-4294967296", "0x1p99999999999", "0x0p99999999999", "-0x0p0",
              "0x1p-1075", "0x1.8p-1075", "0x1.0000000000001p-1075", "0x1p-1076", "0x1.fffffffffffff8p1023",
              "0x1.fffffffffffff7p1023", "0x1.00000000000008p0", "0x1.000000000000081p0", "0x.8p1"):
        g.case("fromhex", [s], lambda: float.fromhex(s))
    for _ in range(400):
        s = "".join(r.choice("0123456789._e+-") for _ in range(r.randint(1, 9)))
        g.case("parse", [s], lambda: float(s))
    for _ in range(300):
        digits = "".join(r.choice("0123456789") for _ in range(r.randint(1, 30)))
        s = f"{digits[:-2]}.{digits[-2:]}e{r.randint(-340, 310)}"
        g.case("parse", [s], lambda: float(s))
    for _ in range(400):
        x = g.float()
        if x == x:
            s = r.choice([repr(x), "%.25g" % x, "%.17g" % x, "%.3f" % x])
            g.case("parse", [s], lambda: float(s))
            g.case("fromhex", [x.hex()], lambda: float.fromhex(x.hex()))
    for _ in range(500):
        s = r.choice(["0x", "", "-0X"]) + "".join(
            r.choice("0123456789abcF.") for _ in range(r.randint(0, 20)))
        s += r.choice(["", f"p{r.randint(-1100, 1030)}", "p", "P+3", "p-1074", "p-1080"])
        g.case("fromhex", [s], lambda: float.fromhex(s))


def ints():
    g = Golden("int")
    r = g.random
    binary = {"floordiv": operator.floordiv, "mod": operator.mod, "divmod": divmod}
    for _ in range(500):
        a = g.int()
        b = r.choice([g.int(), g.int(), 0, 1, -1, 7, -7, 2**64])
        for name, op in binary.items():
            g.case(name, [a, b], lambda: op(a, b))
    for a in (-2**63, 2**63 - 1, 0, 5, -5):
        for b in (-1, 1, 0, -2**63, 2**63 - 1):
            for name, op in binary.items():
                g.case(name, [a, b], lambda: op(a, b))
    for _ in range(400):
        a = r.choice([g.int(), 0, 1, -1])
        b = r.choice([r.randint(0, 70), r.randint(-3, 200), 0, 10**30, 63, 64])
        g.case("rshift", [a, b], lambda: a >> b)
        if b < 10**6 or a == 0:
            g.case("lshift", [a, b], lambda: a << b)
    g.case("lshift", [1, 10**30], lambda: 1 << 10**30)
    g.case("lshift", [0, -1], lambda: 0 << -1)
    for _ in range(300):
        a, b = r.choice([g.int(), r.randint(-12, 12)]), r.randint(-4, 40)
        if b >= 0:
            g.case("pow", [a, b], lambda: a**b)
    for a in (0, 1, -1, 2, -2, 10, -10, 2**1030):
        for b in (-1, -2, -3, -1000, -10**30):
            g.case("pow", [a, b], lambda: a**b)
    for a in (0, 1, -1):
        for b in (10**30, 10**30 + 1):
            g.case("pow", [a, b], lambda: a**b)
    for _ in range(500):
        a, b = g.int(), r.choice([r.randint(-5, 100), abs(g.int())])
        m = r.choice([g.int(), r.randint(-12, 12), 0, 1, -1, 97])
        g.case("pow_mod", [a, b, m], lambda: pow(a, b, m))
    import math
    for _ in range(250):
        a, b = g.int(), g.int()
        g.case("isqrt", [a], lambda: math.isqrt(a))
        g.case("bit_length", [a], a.bit_length)
        g.case("bit_count", [a], a.bit_count)
        g.case("gcd", [a, b], lambda: math.gcd(a, b))
        g.case("lcm", [a, b], lambda: math.lcm(a, b))
        n = r.randint(-25, 5)
        g.case("round", [a, n], lambda: round(a, n))
        for base, show in ((2, bin), (8, oct), (16, hex), (10, str)):
            g.case("radix", [a, base], lambda: show(a))
    for a in (5, 15, 25, -5, -15, -25, 50, 51, 49, 150, 250, 2**63 - 1):
        for n in (-1, -2, -3, -19, -20, 0, 1, -10**30):
            if n > -10**6:
                g.case("round", [a, n], lambda: round(a, n))
    fixed = """0 1 -1 +1 12 012 00 0_0 1_0 1__0 _1 1_ -_1 - + +-1 0x 0xf 0XF 0x_f 0x__f 0_xf 0b1 0b2 0b
        0o17 0o18 0b12 f z Z 1.0 1e5 ٣٤ ٣٤x ² ½ é ' " True 0x1f_ff 9223372036854775807
        9223372036854775808 -9223372036854775808 -9223372036854775809 1_000_000 0b1_1 -0x1 +0b1
        --1 0xg 0o_7 0_7 -00 -01 0b0x1 0x0b1 0o0 0z""".split()
    fixed += ["", " ", " 1 ", "1 2", "\t1\n", "\u00a01\u2003", "1\x1c", "1\x00", "- 1", "a'b", "a\"'b",
              "x\n", "\\", "1" * 100, "-" + "9" * 60, "0 ", " 0x1 "]
    for s in fixed:
        for base in (10, 0, 2, 8, 16, 36, 3, 1, 37, -1):
            g.case("parse", [s, base], lambda: int(s, base))
    for _ in range(400):
        s = "".join(r.choice("0123456789abxo_-+ ") for _ in range(r.randint(1, 6)))
        base = r.choice([10, 10, 0, 16, 2, 8, 36, r.randint(2, 36)])
        g.case("parse", [s, base], lambda: int(s, base))
    for _ in range(200):
        n, base = g.int(), r.randint(2, 36)
        s = in_base(n, base)
        g.case("parse", [s, base], lambda: int(s, base))
    g.write()


def in_base(n, base):
    digits = ""
    rest = abs(n)
    while rest or not digits:
        rest, digit = divmod(rest, base)
        digits = "0123456789abcdefghijklmnopqrstuvwxyz"[digit] + digits
    return "-" * (n < 0) + digits


floats()
ints()
