import asyncio

async def inspector():
    me = asyncio.current_task()
    names = sorted(t.get_name() for t in asyncio.all_tasks())
    print('current', me.get_name(), 'of', names)

async def sleeper():
    await asyncio.sleep(10)

async def main():
    tasks = [asyncio.create_task(sleeper(), name=f'sleeper-{n}') for n in range(2)]
    await asyncio.create_task(inspector(), name='inspector')
    await inspector()
    for t in tasks:
        t.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    print(len(asyncio.all_tasks()), all(t.cancelled() for t in tasks))
    coro = sleeper()
    t = asyncio.create_task(coro)
    print(t.get_coro() is coro, coro.__name__, coro.cr_await)
    await asyncio.sleep(0)
    print(coro.cr_await is not None)
    t.cancel()

asyncio.run(main(), debug=False)
try:
    asyncio.current_task()
except RuntimeError as e:
    print(e)
try:
    asyncio.create_task(coro := sleeper())
except RuntimeError as e:
    print(e)
    coro.close()
