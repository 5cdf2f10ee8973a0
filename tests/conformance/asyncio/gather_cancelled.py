import asyncio

async def sleeper(n):
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError:
        print('cancelled', n)
        raise

async def main():
    group = asyncio.gather(sleeper(1), sleeper(2))
    await asyncio.sleep(0)
    print('cancel returns', group.cancel())
    try:
        await group
    except asyncio.CancelledError:
        print('gather was cancelled')

    child = asyncio.create_task(sleeper(3))
    both = asyncio.gather(child, asyncio.sleep(0.05, 'fine'), return_exceptions=True)
    await asyncio.sleep(0)
    child.cancel()
    results = await both
    print([type(r).__name__ for r in results])
    child = asyncio.create_task(sleeper(4))
    both = asyncio.gather(child, asyncio.sleep(0.05))
    await asyncio.sleep(0)
    child.cancel()
    try:
        await both
    except asyncio.CancelledError:
        print('a cancelled child cancels the await', both.done())

asyncio.run(main())
