"""decimal."""

import random
import sys
import threading

import support
from support import compare


def values(rng, D):
    digits = "".join(rng.choice("0123456789") for _ in range(rng.randint(1, rng.choice([3, 10, 40]))))
    return D(("-" if rng.random() < 0.4 else "") + digits + "E" + str(rng.randint(-25, 15)))


SPECIAL = ["0", "-0", "1", "-1", "Infinity", "-Infinity", "NaN", "0E+5", "-0E-9", "1E+30", "9999999999999999999999999999", "0.5", "1.50", "1E-30"]


def arithmetic(seed, prec, rounding):
    def case(m):
        rng = random.Random(seed)
        out = []
        with m.localcontext() as ctx:
            ctx.prec, ctx.rounding = prec, rounding
            for t in ctx.traps:
                ctx.traps[t] = False
            pairs = [(values(rng, m.Decimal), values(rng, m.Decimal)) for _ in range(60)]
            pairs += [(m.Decimal(a), m.Decimal(b)) for a in SPECIAL for b in SPECIAL]
            for a, b in pairs:
                ctx.clear_flags()
                for name, op in (("+", lambda: a + b), ("-", lambda: a - b), ("*", lambda: a * b), ("/", lambda: a / b), ("//", lambda: a // b), ("%", lambda: a % b), ("divmod", lambda: divmod(a, b)), ("max", lambda: a.max(b)), ("min", lambda: a.min(b)), ("cmp", lambda: a.compare(b)), ("total", lambda: a.compare_total(b)), ("neg", lambda: -a), ("pos", lambda: +a), ("abs", lambda: abs(a)), ("near", lambda: a.remainder_near(b)), ("fma", lambda: a.fma(b, a)), ("quantum", lambda: a.same_quantum(b)), ("==", lambda: a == b), ("norm", lambda: a.normalize()), ("int", lambda: a.to_integral_value())):
                    out.append((name, str(a), str(b), str(op())))
                out.append([s.__name__ for s, v in ctx.flags.items() if v])
                out.append((a, a.as_tuple(), a.adjusted(), a.to_eng_string(), a.number_class()))
            for a, _ in pairs[:60]:
                out += [abs(a).sqrt(), a.sqrt(), round(a), a.quantize(m.Decimal("0.01")), a.quantize(m.Decimal(1)), hash(a), float(a), int(a), a.as_integer_ratio(), bool(a), a.__floor__(), a.__ceil__()]
        return out

    return case


def transcendental(m):
    rng = random.Random(5)
    out = []
    for prec in (5, 28):
        with m.localcontext() as ctx:
            ctx.prec = prec
            for text in ["0.1", "1", "2", "10", "0.5", "3.14159", "123.456", "1e-10", "0.9999999", "1.0000001", "1000", "7e5", "2.718281828459045235360287471", "1e20"]:
                d = m.Decimal(text)
                out += [d.ln(), d.log10(), d.sqrt()]
                if d < 1000:
                    out += [d.exp(), (-d).exp()]
            for _ in range(12):
                d = m.Decimal(str(rng.uniform(0.01, 30)))
                out += [d.exp(), d.ln(), d.log10(), d ** m.Decimal("0.5"), d ** m.Decimal("1.7"), d**5, d**-3, 2**d]
    return out, m.Decimal(4) ** m.Decimal("0.5"), m.Decimal(2) ** 100, m.Decimal(0).ln(), m.Decimal("Infinity").exp(), m.Decimal("-Infinity").exp(), m.Decimal(-2) ** 3, m.Decimal(10) ** -2


def formatting(m):
    out = []
    for text in ["1234567.891", "-0.000123", "0", "1E+10", "1E-10", "12", "NaN", "-Infinity", "99.995", "0.00", "-5", "1.5E+3"]:
        d = m.Decimal(text)
        for spec in ["", ".2f", "f", ",.2f", "+.1f", "10.3f", "<10", ">10.1f", "^12", "010.2f", "e", ".3e", "E", "g", ".3g", "%", ".1%", ",", " .2f", "*^15.1f", "012,.1f", "n", ".0f", "G", "=+12.2f", ".10g"]:
            out.append((text, spec, format(d, spec)))
    return out, f"{m.Decimal('1.1'):.5}", "%s %.2f" % (m.Decimal("1.5"), m.Decimal("2.345"))


def construction(m):
    D = m.Decimal
    return (D("3.14"), D(" 1_000.5 "), D(5), D(-7), D(0.1), D((1, (1, 2, 3), -2)), D("1e5"), D(".5"), D("5."), D(), D(D("2.50")), D("sNaN12"), D(True), D.from_float(0.25), D("-0"), D("0.1") + D("0.2") == D("0.3"), D(1) / D(3), sum([D("1.1"), D("2.2")]), D("1.10") == D("1.1"), str(D("1.10")),
            {D(1): "x"}[1], D("0.5") == 0.5, D(2) > 1.5, 1 + D(1), 3 - D("0.5"), 2 * D("1.5"), 1 / D(8), 7 // D(2), 7 % D(2), divmod(7, D(2)), sorted([D(3), D(1), D(2)]), max(D(1), D(2)), D("1.5").is_signed(), D(3).real, round(D("2.5")), round(D("2.675"), 2), D("123").scaleb(-2), D("1E+3").to_integral_value(), D("10").logb(), pow(D(3), 4, 5), D("1.23").copy_negate(), D("1.2").copy_sign(D(-1)))


def contexts(m):
    D = m.Decimal
    out = [m.getcontext(), m.Context(prec=5, rounding=m.ROUND_UP), m.ExtendedContext, m.BasicContext, m.DefaultContext.prec]
    m.getcontext().prec = 6
    out += [D(1) / D(7), D("1.23456789"), +D("1.23456789"), D("1.23456789") * 1]
    with m.localcontext(prec=3) as ctx:
        out += [D(1) / 7, ctx.prec]
    out.append(m.getcontext().prec)
    m.setcontext(m.Context(prec=4, rounding=m.ROUND_DOWN))
    out += [D(2) / 3, m.getcontext().flags[m.Inexact], m.getcontext().flags[m.DivisionByZero]]
    seen = []
    t = threading.Thread(target=lambda: seen.append(m.getcontext().prec))
    t.start()
    t.join()
    c = m.Context(prec=3)
    out += [seen, c.add(D("1.234"), 1), c.divide(1, 3), c.create_decimal("3.14159"), c.sqrt(D(2)), c.power(2, 10), c.quantize(D("1.234"), D("0.1")), c.multiply(3, 4), c.subtract(1, D("0.001")), c.plus(D("1.2345")), c.minus(D(1)), c.copy().prec, c.Etiny(), c.Etop(), c.flags[m.Rounded], c]
    m.setcontext(m.Context(prec=28, rounding=m.ROUND_HALF_EVEN))
    for r in (m.ROUND_DOWN, m.ROUND_HALF_UP, m.ROUND_HALF_EVEN, m.ROUND_CEILING, m.ROUND_FLOOR, m.ROUND_UP, m.ROUND_HALF_DOWN, m.ROUND_05UP):
        out += [D(x).quantize(D(1), rounding=r) for x in ("2.5", "-2.5", "3.5", "2.4", "-2.6", "5.1", "10.1")]
    return out


def errors(m):
    D = m.Decimal
    m.setcontext(m.Context(prec=28, traps=[m.InvalidOperation, m.DivisionByZero, m.Overflow]))
    out = []
    for call in (lambda: D("abc"), lambda: D(1) / 0, lambda: D(0) / 0, lambda: D(-1).sqrt(), lambda: D("Infinity") - D("Infinity"), lambda: D("1e999999") * 10, lambda: D([1]), lambda: D(None), lambda: int(D("NaN")), lambda: int(D("Infinity")), lambda: D("1e30").quantize(D("1")), lambda: D("NaN") < 1, lambda: D(-1).ln(), lambda: D(1) // 0, lambda: D(1) % 0,
                 lambda: D("1e40") // 1, lambda: D("sNaN") + 1, lambda: m.setcontext(3), lambda: setattr(m.getcontext(), "prec", 0), lambda: setattr(m.getcontext(), "prec", "x"), lambda: setattr(m.getcontext(), "rounding", "x"), lambda: format(D(1), "q"), lambda: D((2, (1,), 0)), lambda: D("1").as_integer_ratio(), lambda: D("NaN").as_integer_ratio(), lambda: hash(D("sNaN")), lambda: round(D("NaN")), lambda: D(0) ** 0, lambda: D(-8) ** D("0.5"), lambda: D(""), lambda: D("1.2.3")):
        try:
            out.append(call())
        except Exception as exc:
            out.append((type(exc).__name__, str(exc), isinstance(exc, ArithmeticError)))
    return out


own = support.own("decimal")
compare("decimal", [arithmetic(s, p, r) for s, p, r in [(1, 28, "ROUND_HALF_EVEN"), (2, 5, "ROUND_HALF_UP"), (3, 9, "ROUND_DOWN"), (4, 3, "ROUND_CEILING"), (5, 3, "ROUND_FLOOR"), (6, 7, "ROUND_UP"), (7, 4, "ROUND_HALF_DOWN"), (8, 4, "ROUND_05UP")]]
        + [transcendental, formatting, construction, contexts, errors], ours=own)
support.finish()
