import asyncio
import time

async def count(name, n):
    for i in range(n):
        print(f'{name}: {i}')
        await asyncio.sleep(0.2)
    return f'{name} done'

async def main():
    start = time.perf_counter()
    results = await asyncio.gather(count('A', 2), count('B', 3), count('C', 1))
    print(results)
    elapsed = time.perf_counter() - start
    print('overlapped:', 0.59 <= elapsed < 1.1)
    print(await asyncio.gather())
    print(await asyncio.gather(*(asyncio.sleep(0.01 * (3 - n), n) for n in range(4))))
    same = asyncio.create_task(asyncio.sleep(0.01, 'once'))
    print(await asyncio.gather(same, same))

asyncio.run(main())
