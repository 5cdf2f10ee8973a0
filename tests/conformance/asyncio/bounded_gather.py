import asyncio

async def limited(limit, *coros):
    semaphore = asyncio.Semaphore(limit)

    async def run(coro):
        async with semaphore:
            return await coro

    return await asyncio.gather(*(run(c) for c in coros))

running = 0
seen = []

async def job(n):
    global running
    running += 1
    seen.append(running)
    await asyncio.sleep(0.05)
    running -= 1
    return n * n

async def map_in_batches(function, items, size):
    results = []
    for i in range(0, len(items), size):
        batch = items[i:i + size]
        results.extend(await asyncio.gather(*map(function, batch)))
        print('batch', batch, 'done')
    return results

async def main():
    print(await limited(3, *(job(n) for n in range(8))))
    print('at most', max(seen), 'at a time')
    print(await map_in_batches(job, [1, 2, 3, 4, 5], 2))

asyncio.run(main())
