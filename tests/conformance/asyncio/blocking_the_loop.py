import asyncio
import time

log = []

async def polite(name):
    for _ in range(2):
        log.append(name)
        await asyncio.sleep(0.1)

async def rude(name):
    for _ in range(2):
        log.append(name)
        time.sleep(0.1)

async def main():
    await asyncio.gather(polite('a'), polite('b'))
    print(log)
    log.clear()
    await asyncio.gather(rude('a'), rude('b'))
    print(log)
    log.clear()
    timer = asyncio.create_task(asyncio.sleep(0.05, 'timer'))
    await asyncio.sleep(0)
    start = time.perf_counter()
    time.sleep(0.3)
    print(timer.done(), await timer, time.perf_counter() - start > 0.29)

asyncio.run(main())
