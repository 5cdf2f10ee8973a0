import asyncio

async def worker():
    n = 0
    try:
        while True:
            n += 1
            print('working', n)
            await asyncio.sleep(0.2)
    except asyncio.CancelledError:
        print('worker stopped after', n)
        return n

async def supervisor(task):
    await asyncio.sleep(0.5)
    print('supervisor cancels')
    task.cancel()

async def main():
    task = asyncio.create_task(worker())
    boss = asyncio.create_task(supervisor(task))
    print('worker returned', await task, 'cancelled:', task.cancelled())
    await boss

    async def self_cancel():
        asyncio.current_task().cancel()
        print('still running until the next await')
        await asyncio.sleep(0)
        print('not reached')

    t = asyncio.create_task(self_cancel())
    await asyncio.wait([t])
    print(t.cancelled())

    async def waits_for(other):
        try:
            await other
        except asyncio.CancelledError:
            print('the awaiting task was cancelled, and so was the awaited:', other.cancelled())
            raise

    inner = asyncio.create_task(asyncio.sleep(10))
    outer = asyncio.create_task(waits_for(inner))
    await asyncio.sleep(0)
    outer.cancel()
    await asyncio.gather(outer, return_exceptions=True)
    print(inner.cancelled(), outer.cancelled())

asyncio.run(main())
