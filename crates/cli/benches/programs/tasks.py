"""asyncio: tasks that give way, a queue, a lock, a gather."""

import asyncio


async def work(lock, results, turns):
    for turn in range(turns):
        await asyncio.sleep(0)
        async with lock:
            results.append(turn)
    return turns


async def produce(items, count):
    for item in range(count):
        await items.put(item)
    await items.put(None)


async def consume(items):
    result = 0
    while (item := await items.get()) is not None:
        result += item
    return result


async def main():
    lock, results, items = asyncio.Lock(), [], asyncio.Queue(maxsize=10)
    turns = await asyncio.gather(*(work(lock, results, 100) for _ in range(100)))
    _, total = await asyncio.gather(produce(items, 10_000), consume(items))
    print(sum(turns), sum(results), total)


asyncio.run(main())
