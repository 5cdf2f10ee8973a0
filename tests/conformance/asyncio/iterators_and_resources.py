"""Asynchronous iterators, generators and context managers written by hand."""
import asyncio

class AsyncCounter:
    def __init__(self, stop):
        self.current = 0
        self.stop = stop
    def __aiter__(self):
        return self
    async def __anext__(self):
        await asyncio.sleep(0)
        if self.current < self.stop:
            self.current += 1
            return self.current
        raise StopAsyncIteration

class AsyncResource:
    async def __aenter__(self):
        print("acquire")
        return self
    async def __aexit__(self, exc_type, exc, tb):
        print("release", exc_type.__name__ if exc_type else None, exc)
        return exc_type is KeyError

async def agen(n):
    try:
        for i in range(n):
            yield i
            await asyncio.sleep(0)
    finally:
        print("agen cleanup")

async def main():
    async for i in AsyncCounter(3):
        print(i)
    else:
        print("else branch")
    print([i async for i in AsyncCounter(4) if i % 2 == 0])
    print({i: i*i async for i in agen(3)})
    async with AsyncResource() as r:
        raise KeyError("swallowed")
    try:
        async with AsyncResource() as r:
            raise ValueError("not swallowed")
    except ValueError as e:
        print("caught", e)
    g = agen(10)
    print(await anext(g), await g.__anext__(), await g.asend(None))
    await g.aclose()
    print(await anext(g, "default"))
    it = aiter(AsyncCounter(1))
    print(await anext(it))
    try:
        await anext(it)
    except StopAsyncIteration as e:
        print("exhausted", repr(e))
    async for x in agen(10):
        if x == 2:
            break
        print('x', x)
    gen = (x async for x in agen(2))
    print(type(gen), [y async for y in gen])
    print(type(agen(1)).__name__, agen.__name__)
asyncio.run(main())
