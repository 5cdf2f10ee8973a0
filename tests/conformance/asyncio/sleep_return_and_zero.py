import asyncio
import time

async def main():
    print(await asyncio.sleep(0, 'zero'), await asyncio.sleep(0.01, result={'a': 1}), await asyncio.sleep(-1, 'negative'))
    start = time.monotonic()
    await asyncio.gather(*(asyncio.sleep(0.2) for _ in range(50)))
    print('fifty sleeps overlap:', time.monotonic() - start < 1)
    loop = asyncio.get_running_loop()
    before = loop.time()
    await asyncio.sleep(0.1)
    print(loop.time() - before >= 0.09)
    order = []

    async def sleeper(delay, tag):
        await asyncio.sleep(delay)
        order.append(tag)

    await asyncio.gather(sleeper(0.15, 'c'), sleeper(0.05, 'a'), sleeper(0.1, 'b'), sleeper(0, 'zero'))
    print(order)
    try:
        await asyncio.sleep('x')
    except TypeError as e:
        print(e)

asyncio.run(main())
