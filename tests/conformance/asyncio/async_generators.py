import asyncio

async def ticker(delay, to):
    try:
        for i in range(to):
            yield i
            await asyncio.sleep(delay)
    finally:
        print('ticker closed')

async def main():
    async for i in ticker(0.01, 3):
        print('tick', i)
    print([i async for i in ticker(0, 4) if i % 2])
    print({i: i * i async for i in ticker(0, 3)}, {i % 2 async for i in ticker(0, 3)})
    gen = ticker(0, 5)
    print(await anext(gen), await gen.__anext__(), await gen.asend(None))
    await gen.aclose()
    try:
        await anext(gen)
    except StopAsyncIteration:
        print('exhausted')
    print(await anext(gen, 'default'))

    async def echo():
        value = None
        while True:
            try:
                value = yield value
            except ValueError as e:
                value = f'caught {e}'

    e = echo()
    await e.asend(None)
    print(await e.asend('hello'), await e.athrow(ValueError('x')))
    await e.aclose()
    async for i in ticker(0, 5):
        if i == 1:
            break
    print('broke out')
    agen = (x * 2 async for x in ticker(0, 3))
    print(type(agen).__name__, [x async for x in agen])

asyncio.run(main())
