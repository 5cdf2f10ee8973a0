# stderr: user
import asyncio

async def fails():
    raise KeyError('lost')

async def main():
    task = asyncio.create_task(fails(), name='loser')
    await asyncio.sleep(0.05)
    print('task done:', task.done())
    del task
    await asyncio.sleep(0)
    print('main ends normally')

asyncio.run(main())
