"""random against CPython's own numbers, seed by seed."""

import support
from support import compare



def draws(seed):
    def case(m):
        r = m.Random(seed)
        out = []
        for i in range(12):
            out += [r.random(), r.randint(1, 6), r.randint(-5, 10**20), r.randrange(10), r.randrange(3, 30, 4), r.randrange(10, -10, -3), r.choice("abcdef"), r.choices([1, 2, 3], k=4),
                    r.choices("abc", weights=[5, 1, 1], k=3), r.choices("abc", cum_weights=[1, 2, 9], k=2), r.uniform(-2, 5), r.gauss(), r.gauss(5, 2), r.normalvariate(1, 2), r.expovariate(0.5),
                    r.betavariate(2, 3), r.betavariate(0.3, 0.4), r.triangular(), r.triangular(1, 5, 2), r.getrandbits(5), r.getrandbits(100), r.randbytes(7), r.lognormvariate(0, 1),
                    r.vonmisesvariate(1, 2), r.vonmisesvariate(1, 0), r.gammavariate(2.5, 1), r.gammavariate(1, 2), r.gammavariate(0.5, 2), r.paretovariate(3), r.weibullvariate(1, 2),
                    r.binomialvariate(10, 0.3), r.binomialvariate(200, 0.4), r.binomialvariate(1000, 0.7), r.binomialvariate(), r.sample(range(10), 4), r.sample(range(10000), 12), r.sample("abc", 2, counts=[3, 1, 2])]
            x = list(range(9))
            r.shuffle(x)
            out.append(x)
        state = r.getstate()
        a = r.random(), r.gauss()
        r.setstate(state)
        return out, a == (r.random(), r.gauss()), state[0], len(state[1])

    return case


def module_functions(m):
    m.seed(11)
    a = [m.random(), m.randint(1, 100), m.choice([1, 2, 3]), m.sample([1, 2, 3, 4], 2)]
    state = m.getstate()
    b = m.getrandbits(8)
    m.setstate(state)
    return a, b == m.getrandbits(8)


def version_one(m):
    r = m.Random()
    r.seed("hello", version=1)
    a = r.random()
    r.seed(b"hello", version=1)
    return a, r.random()


def own_source(m):
    class Half(m.Random):
        def random(self):
            return 0.5

    class Bits(m.Random):
        def getrandbits(self, k):
            return 1

    return Half().randrange(10), Half().choice("abc"), Bits().randrange(10), Half(3).uniform(0, 4)


def errors(m):
    out = []
    r = m.Random(1)
    for call in (lambda: r.choice([]), lambda: r.randrange(0), lambda: r.randrange(5, 5), lambda: r.randrange(1, 5, 0), lambda: r.randint(5, 1), lambda: r.sample([1], 2), lambda: r.sample({1}, 1), lambda: r.choices([1], [1, 2]),
                 lambda: r.choices([1], [0]), lambda: r.choices([1], [1], cum_weights=[1]), lambda: r.choices([1, 2], 5), lambda: m.Random([1]), lambda: r.getrandbits(-1), lambda: r.gammavariate(0, 1), lambda: r.randrange(1.5),
                 lambda: r.binomialvariate(-1), lambda: r.binomialvariate(2, 1.5), lambda: r.sample([1], 1, counts=[1, 2]), lambda: r.randrange(1, None, 2), lambda: r.setstate((9, (), None)), lambda: r.choices([1], [float("inf")]),
                 lambda: r.randrange(9, 1, 2), lambda: m.SystemRandom().getstate(), lambda: 0 <= m.SystemRandom().random() < 1, lambda: m.SystemRandom().randint(3, 3), lambda: r.choice({1: 2}), lambda: r.sample([1], -1)):
        try:
            out.append(call())
        except Exception as exc:
            out.append((type(exc).__name__, str(exc)))
    return out


compare("random", [draws(s) for s in (0, 1, 42, -7, 2**70, 3.5, -0.25, "text", b"bytes", "", bytearray(b"x"), True)] + [module_functions, version_one, own_source, errors, lambda m: sorted(m.__all__)])
support.finish()
