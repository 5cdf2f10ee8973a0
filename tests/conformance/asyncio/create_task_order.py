import asyncio

async def step(name, times):
    for i in range(times):
        print(name, i)
        await asyncio.sleep(0)
    return name

async def main():
    a = asyncio.create_task(step('a', 3))
    b = asyncio.create_task(step('b', 2))
    print('tasks created, none has run')
    await asyncio.sleep(0)
    print('main between')
    print(await b, a.done())
    print(await a)
    await step('inline', 2)
    print(a.get_name(), b.get_name(), asyncio.current_task().get_name())
    named = asyncio.create_task(step('c', 1), name='my task')
    print(named.get_name(), named.done(), len(asyncio.all_tasks()))
    named.set_name('renamed')
    await named
    print(named.get_name(), len(asyncio.all_tasks()))

asyncio.run(main())
