import asyncio

async def work(name, delay):
    await asyncio.sleep(delay)
    print('finished', name)
    return name.upper()

async def main():
    async with asyncio.TaskGroup() as tg:
        t1 = tg.create_task(work('one', 0.2))
        t2 = tg.create_task(work('two', 0.1), name='second')
        print('in the body', t1.done())
    print('all done:', t1.result(), t2.result(), t2.get_name())
    try:
        tg.create_task(coro := work('late', 0))
    except RuntimeError as e:
        print(str(e).split('>')[-1].strip())
        coro.close()
    async with asyncio.TaskGroup() as tg:
        async def spawn(n):
            if n:
                tg.create_task(spawn(n - 1))
            print('spawned', n)
        tg.create_task(spawn(2))
    results = []
    async with asyncio.TaskGroup() as tg:
        tasks = [tg.create_task(asyncio.sleep(0.01 * i, i)) for i in range(4)]
    print([t.result() for t in tasks])

asyncio.run(main())
