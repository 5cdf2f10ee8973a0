import asyncio

async def cached(n):
    print('start', n)
    if n > 1:
        await asyncio.sleep(0)
    print('end', n)
    return n

async def main():
    lazy = asyncio.create_task(cached(0))
    print('lazy task created')
    await lazy
    loop = asyncio.get_running_loop()
    loop.set_task_factory(asyncio.eager_task_factory)
    eager = asyncio.create_task(cached(1))
    print('eager task done already:', eager.done(), eager.result())
    blocking = asyncio.create_task(cached(2))
    print('ran until its first await, done:', blocking.done())
    await blocking
    print(await asyncio.gather(cached(0), cached(3)))
    loop.set_task_factory(None)
    again = asyncio.create_task(cached(5))
    print('lazy again')
    await again

asyncio.run(main())
