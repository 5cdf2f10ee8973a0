"""close() and throw(GeneratorExit) close what a generator delegates to, and end the generator itself."""
# stderr: last
def inner():
    try:
        while True:
            x = yield 1
    except GeneratorExit:
        print('inner closing'); return 'value'
def outer():
    try:
        r = yield from inner()
        print('NEVER', r)
        yield 'no'
    except GeneratorExit:
        print('outer closing'); raise
    finally: print('outer finally')
o = outer(); next(o); o.close()
o = outer(); next(o)
try: o.throw(GeneratorExit)
except GeneratorExit as e: print('GE', repr(e))
class It:
    def __iter__(self): return self
    def __next__(self): return 1
    def close(self): print('It.close')
def o2(): yield from It()
o = o2(); next(o); o.close()
def ign():
    while True:
        try: yield 1
        except GeneratorExit: pass
def o3():
    try: yield from ign()
    except RuntimeError as e: print('RE', e); raise
o = o3(); next(o)
try: o.close()
except RuntimeError as e: print(e)
def o4():
    try: yield from [1,2]
    except GeneratorExit: print('list'); raise
o = o4(); next(o); o.close()
async def co():
    try: await A()
    except GeneratorExit: print('co closing'); raise
class A:
    def __await__(self):
        try: yield
        except GeneratorExit: print('A closing'); raise
c = co(); c.send(None); c.close()
def bad():
    try: yield
    except GeneratorExit: raise ValueError('in close')
def o5():
    try: yield from bad()
    except ValueError as e: print('o5', e, repr(e.__context__))
o = o5(); next(o); print(o.close())
def ret():
    try: yield
    except GeneratorExit: return 'closed value'
r = ret(); next(r); print(r.close())
import types
def g(x): return lambda: x
try: exec(g(1).__code__)
except TypeError as e: print(e)
print(list(enumerate(iterable='ab', start=1)), list(enumerate('ab', start=2)))
