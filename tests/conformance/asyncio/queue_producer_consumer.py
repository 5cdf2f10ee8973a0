import asyncio

async def producer(queue, items):
    for item in items:
        await asyncio.sleep(0.05)
        await queue.put(item)
        print('produced', item)

async def consumer(name, queue):
    while True:
        item = await queue.get()
        await asyncio.sleep(0.12)
        print(f'{name} consumed {item}')
        queue.task_done()

async def main():
    queue = asyncio.Queue()
    consumers = [asyncio.create_task(consumer(f'c{n}', queue)) for n in range(2)]
    await producer(queue, 'abcd')
    await queue.join()
    for c in consumers:
        c.cancel()
    results = await asyncio.gather(*consumers, return_exceptions=True)
    print([type(r).__name__ for r in results], queue.empty())

asyncio.run(main())
