import asyncio

async def consumer(condition, items, name):
    async with condition:
        await condition.wait_for(lambda: items)
        print(name, 'takes', items.pop(0))

async def producer(condition, items):
    for n in range(2):
        await asyncio.sleep(0.05)
        async with condition:
            items.append(f'item {n}')
            condition.notify()

async def runner(barrier, n):
    await asyncio.sleep(n * 0.05)
    print('runner', n, 'at the line')
    position = await barrier.wait()
    return position

async def main():
    condition, items = asyncio.Condition(), []
    await asyncio.gather(consumer(condition, items, 'c1'), consumer(condition, items, 'c2'), producer(condition, items))
    print(items)
    try:
        condition.notify()
    except RuntimeError as e:
        print(e)
    barrier = asyncio.Barrier(3)
    positions = await asyncio.gather(*(runner(barrier, n) for n in range(3)))
    print(sorted(positions), barrier.n_waiting, barrier.broken)
    async with asyncio.timeout(1):
        waiting = asyncio.create_task(barrier.wait())
        await asyncio.sleep(0)
        await barrier.abort()
        try:
            await waiting
        except asyncio.BrokenBarrierError as e:
            print('broken', repr(e))

asyncio.run(main())
