import functools

@functools.lru_cache(maxsize=None)
def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)

print(fib(80), fib.cache_info())
fib.cache_clear()
print(fib.cache_info().currsize)

calls = []
@functools.lru_cache(maxsize=2)
def square(x):
    calls.append(x)
    return x * x

print([square(n) for n in (1, 2, 1, 3, 2)], calls, square.cache_info())

@functools.cache
def expensive(a, b=0):
    calls.append((a, b))
    return a + b

print(expensive(1), expensive(1), expensive(1, b=0), calls[-2:])
power = functools.partial(pow, exp=2)
print(power(5), functools.partial(int, base=2)('1010'), functools.partial(print, 'a', sep='-').args)
print(functools.reduce(lambda a, b: a * b, range(1, 6)), functools.reduce(max, [3, 9, 2]), functools.reduce(str.__add__, 'abc', '>'))

class Data:
    def __init__(self, values):
        self.values = values

    @functools.cached_property
    def total(self):
        print('computing', end=' ')
        return sum(self.values)

    def scaled(self, factor, value):
        return factor * value

    double = functools.partialmethod(scaled, 2)

d = Data([1, 2])
print(d.total, d.total, d.double(21))

def outer(f):
    @functools.wraps(f)
    def inner(*a, **k):
        """inner doc"""
        return f(*a, **k)
    return inner

@outer
def documented():
    """my doc"""

print(documented.__name__, documented.__doc__, documented.__wrapped__.__name__)
print(sorted(['b', 'a', 'C'], key=functools.cmp_to_key(lambda x, y: (x.lower() > y.lower()) - (x.lower() < y.lower()))))
try:
    functools.reduce(lambda a, b: a, [])
except TypeError as e:
    print(e)
try:
    fib([1])
except TypeError as e:
    print(e)
print(functools.partial(square, 3)(), functools.partial(dict, a=1)(b=2))
