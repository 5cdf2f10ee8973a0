import asyncio

async def fetch(name, delay):
    await asyncio.sleep(delay)
    if name == 'broken':
        raise OSError('broken page')
    return f'{name} after {delay}'

async def main():
    coros = [fetch('slow', 0.4), fetch('fast', 0.1), fetch('middle', 0.25)]
    for next_done in asyncio.as_completed(coros):
        print(await next_done)
    tasks = [asyncio.create_task(fetch('broken', 0.05)), asyncio.create_task(fetch('good', 0.2))]
    for earliest in asyncio.as_completed(tasks):
        try:
            print(await earliest)
        except OSError as e:
            print('OSError', e)
    tasks = [asyncio.create_task(fetch(n, d), name=n) for n, d in (('x', 0.2), ('y', 0.05))]
    async for task in asyncio.as_completed(tasks):
        print(task.get_name(), task in tasks, await task)
    try:
        for f in asyncio.as_completed([fetch('a', 0.05), fetch('b', 0.6)], timeout=0.3):
            print(await f)
    except TimeoutError:
        print('as_completed timed out')

asyncio.run(main())
