import asyncio

async def raise_after(delay, error):
    await asyncio.sleep(delay)
    raise error

async def main():
    task = asyncio.create_task(raise_after(0.01, ValueError('v')))
    try:
        await task
    except ValueError as e:
        print('awaited:', e)
    try:
        await task
    except ValueError as e:
        print('awaited again:', e)
    results = await asyncio.gather(raise_after(0, KeyError('k')), asyncio.sleep(0, 'ok'), return_exceptions=True)
    print([repr(r) for r in results])
    try:
        async with asyncio.TaskGroup() as tg:
            tg.create_task(raise_after(0.01, OSError('o')))
            tg.create_task(raise_after(0.01, TypeError('t')))
    except* OSError as eg:
        print('os', [str(e) for e in eg.exceptions])
    except* TypeError as eg:
        print('type', [str(e) for e in eg.exceptions])
    try:
        try:
            await asyncio.wait_for(raise_after(0, LookupError('inner')), 1)
        finally:
            print('finally')
    except LookupError as e:
        print(e)
    done, _ = await asyncio.wait([asyncio.create_task(raise_after(0, ArithmeticError('a')))])
    print([repr(t.exception()) for t in done])
    try:
        await raise_after(0, asyncio.CancelledError('by hand'))
    except asyncio.CancelledError as e:
        print(type(e).__name__, e.args)

asyncio.run(main())
