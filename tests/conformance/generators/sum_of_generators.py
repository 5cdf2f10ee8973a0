"""sum() takes a generator item by item: ints, floats, mixtures, errors on the way."""
def g(n):
    for i in range(n): yield i
print(sum(g(10)), sum(x*0.1 for x in range(10)), sum((x for x in [2**62,2**62,1.5])), sum((True for _ in range(3))))
from fractions import Fraction
from decimal import Decimal
print(sum(Fraction(1,i) for i in range(1,6)), sum(Decimal(i) for i in range(3)))
print(sum((2**70 for _ in range(2)), 5), sum((i for i in ()), 7.5), sum((i for i in ())))
try: sum(x for x in ['a'])
except TypeError as e: print(e)
def bad():
    yield 1
    raise ValueError('x')
try: sum(bad())
except ValueError as e: print(repr(e))
print([sum(i for i in range(k)) for k in range(5)])
print(sum(([i] for i in range(3)), []))
print(sum((c for c in (1, 2.5, 3)), start=10))
print(sum(range(10), 0.5), sum(range(10**6)), sum(range(10,0,-2), 4))
def rec():
    yield sum(me)
me = rec()
try: sum(me)
except ValueError as e: print(e)
class V:
    def __init__(s,x): s.x=x
    def __add__(s,o): return V(s.x+(o.x if isinstance(o,V) else o))
    __radd__=__add__
print(sum(V(i) for i in range(4)).x)
print(sum(x for x in [1e100, 1.0, -1e100]), sum(x for x in [1, 1e308, 1e308]), sum(x for x in [float('inf'), 1]))
print(sum(1+2j for _ in range(2)))
def inner():
    x = yield 1
    return 5
print(sum(inner()))
class A:
    def __init__(self): self.t = sum(x for x in (1,2))
print(A().t, max([1,2,3], key=lambda k: sum(j for j in range(k))))
print(next(iter([sum(g(3))])), list(map(sum, [g(2), g(3)])), sorted([g(3),g(2)], key=sum)[0].__name__)
print(sum(i for i in [True, 10**30]))
