import asyncio

class LoggedTask(asyncio.Task):
    def __init__(self, coro, *, loop=None, **kwargs):
        super().__init__(coro, loop=loop, **kwargs)
        print('new task for', coro.__name__)

def factory(loop, coro, **kwargs):
    return LoggedTask(coro, loop=loop, **kwargs)

async def child(n):
    await asyncio.sleep(0)
    return n + 1

async def main():
    loop = asyncio.get_running_loop()
    print(loop.get_task_factory())
    loop.set_task_factory(factory)
    t = asyncio.create_task(child(1), name='named')
    print(type(t).__name__, t.get_name(), await t)
    print(await asyncio.gather(child(2), child(3)))
    async with asyncio.TaskGroup() as tg:
        t = tg.create_task(child(4))
    print(t.result(), isinstance(t, LoggedTask))
    loop.set_task_factory(None)
    print(type(asyncio.create_task(child(5))).__name__)

asyncio.run(main())
