import asyncio
import time

async def say_after(delay, what):
    await asyncio.sleep(delay)
    print(what)

async def sequential():
    await say_after(1, 'hello')
    await say_after(2, 'world')

async def concurrent():
    task1 = asyncio.create_task(say_after(1, 'hello'))
    task2 = asyncio.create_task(say_after(2, 'world'))
    await task1
    await task2

async def main():
    for job in (sequential, concurrent):
        started = time.perf_counter()
        await job()
        print(f'{job.__name__} took {time.perf_counter() - started:.0f} seconds')

asyncio.run(main())
