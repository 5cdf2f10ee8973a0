import asyncio

class Delayed:
    def __init__(self, value):
        self.value = value

    def __await__(self):
        yield from asyncio.sleep(0.01).__await__()
        return self.value

class Immediate:
    def __await__(self):
        return iter(())

class Wrapper:
    def __init__(self, coro):
        self.coro = coro

    def __await__(self):
        return self.coro.__await__()

async def native(x):
    return x + 1

async def main():
    print(await Delayed('later'), await Immediate(), await Wrapper(native(1)))
    print(await asyncio.gather(Delayed(1), Wrapper(native(2))))
    print(await asyncio.wait_for(Delayed('in time'), 1))
    for thing in (5, 'text', None, [native]):
        try:
            await thing
        except TypeError as e:
            print(e)

    class Bad:
        def __await__(self):
            return 5

    try:
        await Bad()
    except TypeError as e:
        print(e)
    try:
        asyncio.create_task(Delayed(1))
    except TypeError as e:
        print(str(e)[:23])
    task = asyncio.ensure_future(Delayed('ensured'))
    print(await task, asyncio.isfuture(task), asyncio.iscoroutine(task))

asyncio.run(main())
