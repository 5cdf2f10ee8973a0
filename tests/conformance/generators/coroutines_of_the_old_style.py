"""Generators that are sent to: filters, averages, delegation, closing."""
# generator tricks
import os, re, sys, itertools, functools
def coroutine(func):
    @functools.wraps(func)
    def start(*args, **kwargs):
        cr = func(*args, **kwargs)
        next(cr)
        return cr
    return start
@coroutine
def grep(pattern):
    "grep doc"
    print("Looking for %s" % pattern)
    try:
        while True:
            line = (yield)
            if pattern in line:
                print(line,)
    except GeneratorExit:
        print("Going away. Goodbye")
g = grep("python")
g.send("Yeah, but no")
g.send("python generators rock!")
g.close()
try: g.send("x")
except StopIteration as e: print("stopped", e.value)
@coroutine
def averager():
    total, count, avg = 0.0, 0, None
    while True:
        term = yield avg
        if term is None: break
        total += term; count += 1; avg = total/count
    return (count, avg)
a = averager()
for x in (10, 30, 6.5): print(a.send(x))
try: a.send(None)
except StopIteration as exc: print(exc.value, exc)
def gen():
    try:
        yield 1
    except ValueError as e:
        print("inside", e); yield "recovered"
    finally:
        print("finally")
x = gen(); next(x)
print(x.throw(ValueError("thrown")))
try: next(x)
except StopIteration: print("done")
x = gen(); next(x)
try: x.throw(TypeError, "legacy")
except TypeError as e: print("TypeError", e)
def delegator():
    r = yield from averager.__wrapped__()
    print("sub result", r)
    return r
d = delegator(); next(d); d.send(4); d.send(8)
try: d.send(None)
except StopIteration as e: print(e.value)
x = gen()
try: x.send(5)
except TypeError as e: print(e)
print(grep.__name__, grep.__doc__, x.gi_frame is not None, x.gi_running, x.gi_yieldfrom, x.gi_code.co_name)
def bad():
    try: yield 1
    except GeneratorExit: yield 2
b = bad(); next(b)
try: b.close()
except RuntimeError as e: print(e)
def raises_stop():
    yield 1
    raise StopIteration("oops")
r = raises_stop(); next(r)
try: next(r)
except RuntimeError as e: print(e, repr(e.__cause__))
import inspect
print(inspect.getgeneratorstate(r), inspect.isgeneratorfunction(gen), inspect.isgenerator(r))
def tree(n):
    if n:
        yield from tree(n-1); yield n; yield from tree(n-1)
print(list(tree(3)))
print(list(itertools.islice(itertools.accumulate(itertools.count(1), lambda a, b: a*b), 6)))

