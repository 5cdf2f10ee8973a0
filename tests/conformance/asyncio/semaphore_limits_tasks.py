import asyncio

active = 0
peak = 0

async def fetch(n, semaphore):
    global active, peak
    async with semaphore:
        active += 1
        peak = max(peak, active)
        print('start', n, 'active', active)
        await asyncio.sleep(0.1 + n * 0.02)
        active -= 1
    return n

async def main():
    semaphore = asyncio.Semaphore(2)
    print(await asyncio.gather(*(fetch(n, semaphore) for n in range(5))))
    print('peak', peak, 'locked', semaphore.locked())
    bounded = asyncio.BoundedSemaphore(1)
    try:
        bounded.release()
    except ValueError as e:
        print(e)
    try:
        asyncio.Semaphore(-1)
    except ValueError as e:
        print(e)

asyncio.run(main())
