import asyncio

class Countdown:
    def __init__(self, start):
        self.n = start

    def __aiter__(self):
        return self

    async def __anext__(self):
        if self.n == 0:
            raise StopAsyncIteration
        await asyncio.sleep(0.01)
        self.n -= 1
        return self.n + 1

class Pages:
    def __init__(self, *pages):
        self.pages = pages

    async def __aiter__(self):
        for page in self.pages:
            await asyncio.sleep(0)
            yield page

async def main():
    async for n in Countdown(3):
        print(n)
    else:
        print('lift-off')
    print([p.upper() async for p in Pages('a', 'b')])
    print([await asyncio.sleep(0, n * 2) for n in range(3)])
    print([x async for n in Countdown(2) for x in range(n)] if False else [n async for n in Countdown(2)])
    it = aiter(Countdown(1))
    print(await anext(it), await anext(it, 'empty'))
    try:
        async for x in [1, 2]:
            pass
    except TypeError as e:
        print(e)
    total = sum([n async for n in Countdown(4)])
    print(total)

asyncio.run(main())
