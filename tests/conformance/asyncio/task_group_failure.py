import asyncio

async def fails(delay, error):
    await asyncio.sleep(delay)
    raise error

async def victim(name):
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError:
        print(name, 'cancelled')
        raise

async def main():
    try:
        async with asyncio.TaskGroup() as tg:
            tg.create_task(victim('sibling'))
            tg.create_task(fails(0.1, ValueError('first')))
            print('body is waiting')
            await asyncio.sleep(5)
            print('not reached')
    except* ValueError as eg:
        print(repr(eg))
    try:
        async with asyncio.TaskGroup() as tg:
            tg.create_task(fails(0, KeyError('a')))
            tg.create_task(fails(0, TypeError('b')))
    except ExceptionGroup as eg:
        print(eg.message, [repr(e) for e in eg.exceptions])
    try:
        async with asyncio.TaskGroup() as tg:
            t = tg.create_task(victim('other'))
            await asyncio.sleep(0)
            raise RuntimeError('from the body')
    except* RuntimeError as eg:
        print(eg.exceptions, t.cancelled())
    async with asyncio.TaskGroup() as tg:
        t = tg.create_task(victim('cancelled alone'))
        await asyncio.sleep(0)
        t.cancel()
    print('a cancelled child is no failure')

asyncio.run(main())
