"""Decorators with arguments, special methods, argument errors."""
# stderr: last
import time
from functools import wraps
def timer(func):
    @wraps(func)
    def wrapper(*args, **kwargs):
        start = time.perf_counter(); r = func(*args, **kwargs); print(f'{func.__name__!r} took {time.perf_counter() - start:.1f} s'); return r
    return wrapper
def retry(times, exceptions=(Exception,)):
    def deco(f):
        @wraps(f)
        def w(*a, **k):
            for attempt in range(1, times + 1):
                try: return f(*a, **k)
                except exceptions as e: print(f'attempt {attempt} failed: {e!r}')
            raise RuntimeError('gave up') from e if False else RuntimeError('gave up')
        return w
    return deco
n = 0
@timer
@retry(3, (ValueError,))
def flaky():
    global n; n += 1
    if n < 3: raise ValueError(n)
    return 'ok'
print(flaky())
class Ctx:
    def __init__(self, *, name: str, **kw): self.name = name; self.__dict__.update(kw)
    def __repr__(self): return f'{type(self).__name__}({", ".join(f"{k}={v!r}" for k, v in vars(self).items())})'
    def __eq__(self, o): return NotImplemented if not isinstance(o, Ctx) else vars(self) == vars(o)
    def __bool__(self): return bool(self.name)
    def __contains__(self, x): return hasattr(self, x)
    def __getitem__(self, k): return getattr(self, k)
    def __len__(self): return len(vars(self))
    def __iter__(self): return iter(vars(self))
    def __hash__(self): return hash(self.name)
c = Ctx(name='n', a=1); print(c, c == Ctx(name='n', a=1), c == 5, 'a' in c, c['a'], len(c), [*c], {c: 1}[c], not c)
x, *rest, y = range(5); print(x, rest, y, *rest, sep='|')
def f(a, /, b, *, c=3, **kw): return a, b, c, kw
print(f(1, b=2, z=5), f(*[1, 2], **{'c': 4}))
try: f(1, 2, 3)
except TypeError as e: print(e)
try: f(a=1, b=2)
except TypeError as e: print(e)
try: f()
except TypeError as e: print(e)
print([i if i % 2 else -i for i in range(5)], {k: v for k, v in zip('ab', (1, 2))}, sum(x for x in range(5)), any(x > 3 for x in range(5)), sorted('bca', reverse=True), list(map(str.upper, 'ab')), list(filter(None, [0, 1])), dict(enumerate('ab')), max('abc', key=ord), round(2.5), round(3.14159, 2), divmod(7, 2), pow(2, 10, 1000), abs(-3), hex(255), bin(5), oct(8), chr(97), ord('a'), int('ff', 16), float('1e3'), complex(1, 2), bytes(3), bytearray(b'x'), isinstance(1, (int, str)), type(1).__name__)
for i in range(3):
    if i == 5: break
else: print('no break')
try: print(undefined_name)
except NameError as e: print(e)
try: [].foo
except AttributeError as e: print(e)
try: 1 + 'a'
except TypeError as e: print(e)
try: [1][5]
except IndexError as e: print(e)
try: int('x')
except ValueError as e: print(e)
try: {}['x']
except KeyError as e: print(e)
try: raise ExceptionGroup('eg', [ValueError(1), ExceptionGroup('in', [TypeError(2)])])
except* TypeError as e: print(e.exceptions)
except* ValueError as e: print(e)
print(f(1))

