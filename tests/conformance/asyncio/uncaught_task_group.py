# stderr: user
import asyncio

async def child(n):
    await asyncio.sleep(0.01)
    if n == 2:
        raise ValueError(f'child {n}')

async def main():
    async with asyncio.TaskGroup() as tg:
        for n in range(4):
            tg.create_task(child(n))

asyncio.run(main())
