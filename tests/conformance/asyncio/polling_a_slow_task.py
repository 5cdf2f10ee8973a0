import asyncio

async def long_task():
    await asyncio.sleep(0.7)
    return 'long result'

async def main():
    long = asyncio.create_task(long_task())
    seconds_elapsed = 0
    while not long.done():
        print('Task not finished, checking again soon.')
        await asyncio.sleep(0.2)
        seconds_elapsed += 1
        if seconds_elapsed == 3:
            long.cancel()
    try:
        await long
    except asyncio.CancelledError:
        print('Our task was cancelled')
    task = asyncio.create_task(long_task())
    try:
        result = await asyncio.wait_for(asyncio.shield(task), timeout=0.3)
        print(result)
    except TimeoutError:
        print('Task took too long, it will finish soon!')
        print(await task)

asyncio.run(main())
