import asyncio

counter = 0

async def unsafe():
    global counter
    current = counter
    await asyncio.sleep(0)
    counter = current + 1

async def safe(lock):
    global counter
    async with lock:
        current = counter
        await asyncio.sleep(0)
        counter = current + 1

async def no_await():
    global counter
    counter = counter + 1

async def main():
    global counter
    await asyncio.gather(*(unsafe() for _ in range(10)))
    print('unsafe:', counter)
    counter = 0
    lock = asyncio.Lock()
    await asyncio.gather(*(safe(lock) for _ in range(10)))
    print('with a lock:', counter)
    counter = 0
    await asyncio.gather(*(no_await() for _ in range(10)))
    print('no await in between:', counter)

asyncio.run(main())
