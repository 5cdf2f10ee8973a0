"""asyncio: what uncaught errors look like."""
import asyncio
import sys
import traceback


async def inner(kind):
    await asyncio.sleep(0)
    raise kind("inner")


async def direct():
    await inner(ValueError)


async def task():
    await asyncio.create_task(inner(KeyError))


async def gathered():
    await asyncio.gather(asyncio.sleep(1), inner(OSError))


async def group():
    async with asyncio.TaskGroup() as tg:
        tg.create_task(inner(LookupError))
        tg.create_task(inner(IndexError))


async def threaded():
    await asyncio.to_thread(int, "x")


async def cancelled():
    t = asyncio.create_task(asyncio.sleep(5))
    await asyncio.sleep(0)
    t.cancel("message")
    await t


async def queue():
    asyncio.Queue().get_nowait()


async def two_times():
    t = asyncio.create_task(inner(KeyError))
    for _ in range(2):
        try:
            await t
        except KeyError:
            traceback.print_exc()


for main in (direct, task, gathered, group, threaded, cancelled, queue, two_times):
    print("==", main.__name__, file=sys.stderr)
    try:
        asyncio.run(main())
    except BaseException:
        traceback.print_exc()


async def stack():
    t = asyncio.create_task(inner(ValueError))
    await asyncio.sleep(0)
    t.print_stack()
    t.cancel()


asyncio.run(stack())


async def exits():
    asyncio.create_task(asyncio.sleep(3))
    await asyncio.sleep(0)
    sys.exit(4)


asyncio.run(exits())
