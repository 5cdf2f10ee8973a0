import asyncio

async def worker(name, lock):
    print(name, 'wants the lock')
    async with lock:
        print(name, 'has the lock')
        await asyncio.sleep(0.05)
    print(name, 'released')

async def main():
    lock = asyncio.Lock()
    print(lock.locked())
    await asyncio.gather(*(worker(n, lock) for n in 'abc'))
    await lock.acquire()
    print(lock.locked())
    try:
        await asyncio.wait_for(lock.acquire(), 0.05)
    except TimeoutError:
        print('could not get it twice')
    lock.release()
    try:
        lock.release()
    except RuntimeError as e:
        print(e)
    print(repr(lock).split('[')[1])

asyncio.run(main())
