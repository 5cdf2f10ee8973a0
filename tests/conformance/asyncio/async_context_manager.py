import asyncio
from contextlib import AsyncExitStack, asynccontextmanager

class Connection:
    def __init__(self, name):
        self.name = name

    async def __aenter__(self):
        print('connecting', self.name)
        await asyncio.sleep(0.01)
        return self

    async def __aexit__(self, exc_type, exc, tb):
        await asyncio.sleep(0.01)
        print('closing', self.name, exc_type.__name__ if exc_type else 'cleanly')
        return exc_type is KeyError

@asynccontextmanager
async def transaction(name):
    print('begin', name)
    try:
        yield name
        print('commit', name)
    except ValueError as e:
        print('rollback', name, e)
        raise

async def main():
    async with Connection('db') as c:
        print('using', c.name)
    async with Connection('a') as a, Connection('b') as b:
        raise KeyError('suppressed by b')
    try:
        async with transaction('t1'):
            print('working')
        async with transaction('t2'):
            raise ValueError('oops')
    except ValueError:
        print('propagated')
    async with AsyncExitStack() as stack:
        for name in 'xy':
            await stack.enter_async_context(Connection(name))
        stack.push_async_callback(asyncio.sleep, 0)
        print('stack is full')
    try:
        async with open:
            pass
    except TypeError as e:
        print(e)

asyncio.run(main())
