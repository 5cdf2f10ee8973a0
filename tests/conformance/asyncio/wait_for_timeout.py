import asyncio

async def slow():
    try:
        await asyncio.sleep(5)
    except asyncio.CancelledError:
        print('slow was cancelled')
        raise
    return 'slow result'

async def quick():
    await asyncio.sleep(0.05)
    return 'quick result'

async def main():
    print(await asyncio.wait_for(quick(), timeout=2))
    try:
        await asyncio.wait_for(slow(), timeout=0.1)
    except TimeoutError as e:
        print('timeout!', repr(e), asyncio.TimeoutError is TimeoutError)
    print(await asyncio.wait_for(quick(), timeout=None))
    task = asyncio.create_task(slow())
    try:
        await asyncio.wait_for(asyncio.shield(task), 0.1)
    except TimeoutError:
        print('shielded task goes on:', not task.done())
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
    try:
        await asyncio.wait_for(quick(), timeout=0)
    except TimeoutError as e:
        print('zero timeout', type(e.__cause__).__name__)

asyncio.run(main())
