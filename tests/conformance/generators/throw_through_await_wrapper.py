"""throw() into a coroutine that awaits through an object's own __await__, where objects have finalisers."""
class D:
    def __del__(self): pass
d = D()
class Wrapper:
    def __init__(self, coro):
        self.coro = coro
    def __await__(self):
        return self.coro.__await__()
class FutureLike:
    def __await__(self):
        return (yield)
class Marker(Exception):
    pass
async def coro1():
    try:
        return await FutureLike()
    except ZeroDivisionError:
        raise Marker
async def coro2():
    return await Wrapper(coro1())
def f():
    c = coro2()
    c.send(None)
    try:
        c.throw(ZeroDivisionError)
    except Marker: print('M')
    class A:
        pass
f()
