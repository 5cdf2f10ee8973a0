"""json, statistics, fractions, numbers, timeit."""

import collections
import decimal
import enum
import fractions
import io
import math
import random

import support
from support import compare


def dumped(m):
    class E(enum.IntEnum):
        A = 3

    class Enc(m.JSONEncoder):
        def default(self, o):
            return {"set": sorted(o)} if isinstance(o, set) else super().default(o)

    data = {"a": [1, 2.5, None, True, "x\n\"é\u2028\U0001f600\x01"], "b": {}, "c": [], "d": (1, (2,)), 5: 1e20, None: -0.0, True: float("inf"), 1.5: [[]], "n": -10**30}
    f = io.StringIO()
    m.dump(data, f, indent=1)
    return (m.dumps(data), m.dumps(data, indent=2), m.dumps({"b": 1, "a": 2}, sort_keys=True), m.dumps(data, ensure_ascii=False, separators=(",", ":")), m.dumps("x"), m.dumps(E.A), m.dumps({1: {2, 1}}, cls=Enc), m.dumps([object], default=str), m.dumps({(1,): 2, "k": 1}, skipkeys=True),
            f.getvalue(), m.dumps([], indent=4), m.dumps({"a": [1]}, indent="--"), m.dumps(float("nan")), m.dumps([1, [2, {"a": 3}]], indent=0), "".join(m.JSONEncoder().iterencode([1, {"a": 2}])), m.dumps(collections.OrderedDict(z=1)), m.dumps(None), m.dumps(3.0), m.dumps(1e-7))


def dump_errors(m):
    loop = []
    loop.append(loop)
    out = []
    for call in (lambda: m.dumps(object()), lambda: m.dumps({1, 2}), lambda: m.dumps({(1,): 2}), lambda: m.dumps(loop), lambda: m.dumps(float("nan"), allow_nan=False), lambda: m.dumps({"a": [1, b"x"]}), lambda: m.dumps({"a": 1, 2: 3}, sort_keys=True)):
        try:
            out.append(call())
        except Exception as exc:
            text = support.re.sub("0x[0-9a-f]+", "", str(exc))
            out.append((type(exc).__name__, text, getattr(exc, "__notes__", None)))
    return out


def loaded(m):
    texts = ['{"a": [1, 2.5, -3e2, null, true, false], "b": {"c": "x\\n\\u00e9\\ud83d\\ude00"}}', " [ ] ", "{ }", "1", '"s"', "-0", "0.5", "1E+2", "NaN", "-Infinity", '{"a":1,"a":2}', "[1,\n2\n]", '["\\/\\b"]', '"\\ud800"', "123456789012345678901234567890"]
    return ([m.loads(t) for t in texts], m.loads(b'{"k": 1}'), m.loads('{"a": 1}', object_hook=lambda d: list(d.items())), m.loads('{"a": 1, "b": 2}', object_pairs_hook=list), m.loads("[1.5, 2]", parse_float=str, parse_int=float), m.load(io.StringIO("[1]")), m.JSONDecoder().raw_decode("[1] rest"), m.loads('"a\tb"', strict=False), m.loads("[NaN]", parse_constant=lambda c: c))


def load_errors(m):
    out = []
    for text in ("", "{", "[", "[1", "[1,", "[1,]", '{"a"', '{"a":', '{"a":1', '{"a":1,', '{"a":1,}', "{1:2}", "nul", '"abc', '"a\\', '"\\x"', '"\\u12"', "[1 2]", '{"a" 1}', "1 2", "\ufeff1", '"a\nb"', "'a'", "-", "01", "1.", ".5", "[1,\n  2,\n x]", "tru", "{,}", "[,]", '{"a":1 "b":2}'):
        try:
            out.append(m.loads(text))
        except ValueError as exc:
            out.append((type(exc).__name__, str(exc), exc.pos, exc.lineno, exc.colno))
    try:
        m.loads(3)
    except TypeError as exc:
        out.append(str(exc))
    return out


compare("json", [dumped, dump_errors, loaded, load_errors])


def fraction_values(m):
    F = m.Fraction
    rng = random.Random(1)
    out = [F(3, 4), F("3/4"), F("-1.25e2"), F(0.5), F(5), F(6, -8), F(" 7 "), F(decimal.Decimal("1.1")), F(F(1, 2), F(3, 4)), str(F(4, 2)), F(1.1).limit_denominator(100), F(math.pi).limit_denominator(1000), F.from_float(0.25), F(7, 2).as_integer_ratio(), F("1_000/3")]
    for _ in range(60):
        a, b = F(rng.randint(-50, 50), rng.randint(1, 30)), F(rng.randint(-50, 50) or 1, rng.randint(1, 30))
        n, f = rng.randint(1, 9), rng.uniform(-3, 3)
        out += [a + b, a - b, a * b, a / b, a // b, a % b, divmod(a, b), a**2, b**-2, a + n, n - a, n / b, a * f, f / b, a < b, a >= f, a == b, round(a), round(a, 2), int(a), math.floor(a), math.ceil(a), hash(a), float(a), -a, abs(a), bool(a), n**a, a**0.5 if a >= 0 else 0, f"{a}", a == n, a.numerator, a > n, divmod(n, b), n // b, n % b]
    return out, sum([F(1, 3)] * 3), F(1, 2) == 0.5, F(1, 2) in {0.5}, F(1, 2) + 1j, f"{F(1, 3):.3f}", f"{F(2, 3):>10.2e}", f"{F(5, 2):10}|"


def fraction_errors(m):
    out = []
    for call in (lambda: m.Fraction(1, 0), lambda: m.Fraction("x"), lambda: m.Fraction(1.5, 2), lambda: m.Fraction("1/0"), lambda: m.Fraction(1, 2) / 0, lambda: m.Fraction(None), lambda: m.Fraction(0) ** -1, lambda: m.Fraction(1, 2).limit_denominator(0), lambda: m.Fraction(1, 2) // 0, lambda: m.Fraction(1) + "a", lambda: m.Fraction(float("nan")), lambda: m.Fraction("1.2.3"), lambda: m.Fraction("")):
        try:
            out.append(call())
        except Exception as exc:
            out.append((type(exc).__name__, str(exc)))
    return out


compare("fractions", [fraction_values, fraction_errors])


def tower(m):
    return [[isinstance(v, getattr(m, n)) for n in m.__all__] for v in (1, 1.5, 1j, True, "x", fractions.Fraction(1))][:5]


compare("numbers", [tower])


def summaries(m):
    rng = random.Random(8)
    sets = [[1, 2, 3, 4], [1.5, 2.5, 9.25], [0.1] * 10, [rng.gauss(5, 3) for _ in range(101)], [rng.randint(1, 9) for _ in range(40)], [fractions.Fraction(1, 3), fractions.Fraction(1, 6)], [decimal.Decimal("1.5"), decimal.Decimal("2.25"), decimal.Decimal("1")], [1e16, 1, -1e16], [3, 4.5], [True, False], [1e-300, 2e-300, 1e300]]
    out = []
    for data in sets:
        for name in "mean median median_low median_high mode multimode variance pvariance stdev pstdev quantiles".split():
            out.append((name, getattr(m, name)(data)))
        if not isinstance(data[0], decimal.Decimal):
            out += [m.fmean(data), m.harmonic_mean(data) if min(data) >= 0 else 0, m.median_grouped(data)]
    data = sets[3]
    return out, m.geometric_mean([1, 2, 4]), m.fmean([1, 2], weights=[3, 1]), m.harmonic_mean([40, 60], weights=[5, 30]), m.quantiles(data, n=10), m.quantiles(data, n=5, method="inclusive"), m.variance([1, 2, 3], 2), m.pvariance([1, 2, 3], 2), m.stdev([1, 2]), m.mean([float("inf"), 1]), m.mode("abca"), m.multimode("")


def pairs(m):
    rng = random.Random(5)
    x = [rng.uniform(0, 10) for _ in range(30)]
    y = [3 * a + rng.gauss(0, 1) for a in x]
    return m.covariance(x, y), m.correlation(x, y), m.linear_regression(x, y), m.linear_regression(x, y, proportional=True), m.correlation([1, 2, 2, 4], [3, 1, 5, 5], method="ranked")


def normal(m):
    n = m.NormalDist(10, 2)
    return n, n.pdf(11), n.cdf(12), n.inv_cdf(0.3), n.inv_cdf(1e-9), n.inv_cdf(1 - 1e-13), n.quantiles(), n.zscore(13), n + 3, n * 2, n - n, -n, n.mean, n.stdev, n.variance, m.NormalDist.from_samples([1, 2, 3, 4]), n.samples(3, seed=4), n == m.NormalDist(10, 2), 5 - n, n / 4


def statistic_errors(m):
    out = []
    for call in (lambda: m.mean([]), lambda: m.median([]), lambda: m.stdev([1]), lambda: m.variance([1]), lambda: m.pvariance([]), lambda: m.mode([]), lambda: m.mean(["a"]), lambda: m.quantiles([]), lambda: m.quantiles([1, 2], n=0), lambda: m.fmean([]), lambda: m.geometric_mean([]), lambda: m.geometric_mean([-1]), lambda: m.harmonic_mean([-1, 2]), lambda: m.correlation([1], [1]),
                 lambda: m.correlation([1, 1], [1, 2]), lambda: m.NormalDist(0, -1), lambda: m.NormalDist().inv_cdf(0), lambda: m.linear_regression([1, 1], [2, 3]), lambda: m.quantiles([1, 2], method="x"), lambda: m.covariance([1, 2], [1])):
        try:
            out.append(call())
        except Exception as exc:
            out.append((type(exc).__name__, str(exc)))
    return out


compare("statistics", [summaries, pairs, normal, statistic_errors], ours=support.own("statistics"))


def timed(m):
    t = m.timeit("x = 1", number=10)
    calls = []
    m.timeit(lambda: calls.append(1), number=5)
    m.timeit("f()", "def f(): g.append(2)", globals={"g": calls}, number=3)
    ticks = iter(range(100))
    return t >= 0, calls, len(m.repeat("pass", number=2, repeat=3)), m.timeit("pass", timer=lambda: next(ticks), number=1), m.Timer("pass").autorange()[1] >= 0.2, m.default_timer.__name__


compare("timeit", [timed, lambda m: m.Timer("1 +"), lambda m: m.Timer(3)])
support.finish()
