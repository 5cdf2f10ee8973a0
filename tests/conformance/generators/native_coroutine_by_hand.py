import types

@types.coroutine
def switch(value=None):
    return (yield value)

async def child(name):
    got = await switch(f'{name} asks')
    print(f'{name} received {got}')
    return name.upper()

async def parent():
    first = await child('a')
    second = await child('b')
    return first + second

coro = parent()
print(type(coro).__name__, coro.send(None))
print(coro.send(1))
try:
    coro.send(2)
except StopIteration as e:
    print('result', e.value)
try:
    coro.send(None)
except RuntimeError as e:
    print(e)

class Awaitable:
    def __await__(self):
        x = yield 'from __await__'
        return x * 2

async def use():
    return await Awaitable()

c = use()
print(c.send(None))
try:
    c.send(21)
except StopIteration as e:
    print(e.value)
c = parent()
c.send(None)
try:
    c.throw(ValueError('into the child'))
except ValueError as e:
    print(e)
c = parent()
c.close()
async def bad():
    await 5
try:
    bad().send(None)
except TypeError as e:
    print(e)
