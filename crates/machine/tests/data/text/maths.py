"""Golden cases of math, sum and random. Run with CPython 3.13 in this folder."""

import math
import random

from golden import INF, NAN, Golden

ONE = ("acos acosh asin asinh atan atanh cbrt cos cosh degrees erf erfc exp exp2 expm1 fabs gamma lgamma "
       "log log10 log1p log2 radians sin sinh sqrt tan tanh ulp floor ceil trunc modf frexp").split()
TWO = "atan2 copysign fmod pow remainder nextafter".split()
EDGES = [0.0, -0.0, 1.0, -1.0, 2.0, 3.0, -2.0, 0.5, -0.5, INF, -INF, NAN, 710.0, -746.0, 1e300, -1e300, 5e-324,
         1000.0, 170.5, 171.0, 172.0, -170.5, -200.5, -201.5, 23.0, 24.0, 1e-310, 2.2250738585072014e-308,
         1.7976931348623157e308, 8.0, 100.0, 1e22, math.pi, math.pi / 2]


def maths():
    g = Golden("math")
    r = g.random

    def real():
        kind = r.randrange(6)
        if kind == 0:
            return float(r.randint(-30, 30))
        if kind == 1:
            return round(r.uniform(-20, 20), r.randrange(4))
        if kind == 2:
            return r.uniform(-1, 1)
        if kind == 3:
            return r.uniform(-1, 1) * 10.0 ** r.randint(-12, 12)
        if kind == 4:
            return r.uniform(-700, 700)
        return g.float()

    for name in ONE:
        function = getattr(math, name)
        for x in EDGES + [real() for _ in range(120)]:
            g.case(name, [x], lambda: function(x))
    for name in ("log", "exp", "sin", "cos", "tan"):
        function = getattr(math, name)
        for _ in range(500):
            x = real()
            g.case(name, [x], lambda: function(x))
    for name in TWO:
        function = getattr(math, name)
        for x in EDGES[:16]:
            for y in EDGES[:16]:
                g.case(name, [x, y], lambda: function(x, y))
        for _ in range(150):
            x, y = real(), real()
            g.case(name, [x, y], lambda: function(x, y))
    for _ in range(1000):
        x, y = abs(real()), r.choice([0.5, 1 / 3, -0.5, 1.5, 2.0, 3.0, float(r.randint(-9, 9)), r.uniform(-3, 3)])
        g.case("pow", [x, y], lambda: math.pow(x, y))
    for _ in range(150):
        n = abs(g.int()) * r.choice([1, 1, -1, 10**400])
        for name in ("log", "log2", "log10"):
            g.case(name + "_int", [n], lambda: getattr(math, name)(n))
    for _ in range(200):
        x, n = real(), r.choice([r.randint(-1100, 1100), 10**30, -10**30, 0])
        g.case("ldexp", [x, n], lambda: math.ldexp(x, n))
        y, steps = r.choice([real(), x, x + 1e-9]), r.choice([0, 1, 2, 1000, 10**30, -1])
        g.case("nextafter_steps", [x, y, steps], lambda: math.nextafter(x, y, steps=steps))
        a = r.choice([x, x * (1 + 1e-9), x + 1e-12, INF, -INF, NAN])
        rel, absolute = r.choice([1e-9, 0.0, 0.1, -1.0]), r.choice([0.0, 1e-6, -0.5])
        g.case("isclose", [x, a, rel, absolute],
               lambda: math.isclose(x, a, rel_tol=rel, abs_tol=absolute))
        points = [real() for _ in range(r.randrange(5))]
        g.case("hypot", points, lambda: math.hypot(*points))
        z = r.choice([real(), -x * y])
        g.case("fma", [x, y, z], lambda: math.fma(x, y, z))
    for _ in range(150):
        p, q = [[real() for _ in range(r.choice([3, 3, 3, 2]))] for _ in range(2)]
        if len(p) == len(q) == 3:
            g.case("dist", p + q, lambda: math.dist(p, q))
    for xs in ([INF, NAN], [NAN, 1.0], [INF, -INF], [1e308, 1e308], [-1e308, -1e308, 1e308], [3.0, 4.0], [0.0, -0.0]):
        g.case("hypot", xs, lambda: math.hypot(*xs))
        g.case("fsum", xs, lambda: math.fsum(xs))
    for _ in range(400):
        xs = [r.choice([real(), 0.1, 1e16, -1e16, 1e-16, 1.0]) for _ in range(r.randrange(9))]
        g.case("fsum", xs, lambda: math.fsum(xs))
        mixed = [x if r.random() < 0.7 else r.randint(-100, 100) for x in xs]
        tagged = [x if isinstance(x, float) else f"i{x}" for x in mixed]
        g.case("sum", tagged, lambda: float(sum(mixed, 0.0)))
    for n in [*range(-2, 30), 50, 100, 10**20]:
        g.case("factorial", [n], lambda: math.factorial(n))
    for _ in range(300):
        n, k = r.randint(-2, 60), r.randint(-2, 60)
        g.case("comb", [n, k], lambda: math.comb(n, k))
        g.case("perm", [n, k], lambda: math.perm(n, k))
    for n, k in ((10**20, 3), (10**20, 10**20 - 3), (10**30, 10**25), (10**20, 0), (0, 0), (10**30, 10**30)):
        g.case("comb", [n, k], lambda: math.comb(n, k))
        if k < 100 or k == 10**25:
            g.case("perm", [n, k], lambda: math.perm(n, k))
    g.write()


def randoms():
    g = Golden("random")
    r = g.random
    seeds = [0, 1, 2, 42, -42, 123456789, 2**32 - 1, 2**32, 2**63 - 1, -2**63, 2**64, 10**50, -10**50]
    seeds += ["", "a", "seed", "né🙂", "x" * 200, b"\x00\x01", b"bytes"]
    seeds += [r.randint(-2**40, 2**40) for _ in range(20)]
    for seed in seeds:
        kind = type(seed).__name__
        made = lambda: random.Random(seed)
        g.case("random_" + kind, [seed], lambda: [made_random.random() for made_random in [made()] for _ in range(5)])

        def mixture():
            one = made()
            drawn = []
            for bits in (1, 7, 32, 33, 53, 64, 0, 65, 96, 200):
                drawn.append(one.getrandbits(bits))
            for bound in (1, 2, 3, 10, 1000, 2**33, 2**63 - 1):
                drawn.append(one.randrange(bound))
            return drawn

        g.case("mixture_" + kind, [seed], mixture)

        def later():
            one = made()
            for _ in range(2000):
                one.random()
            state = one.getstate()[1]
            return [state[0], state[623], state[624], one.getrandbits(32)]

        g.case("later_" + kind, [seed], later)
    g.write()


maths()
randoms()
