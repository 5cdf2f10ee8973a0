import asyncio
import time

async def tick(period, label, stop, start, log):
    n = 0
    while not stop.is_set():
        log.append(f'{label}{n}')
        n += 1
        try:
            await asyncio.wait_for(stop.wait(), period)
        except TimeoutError:
            continue
    log.append(f'{label} stopped')

async def main():
    stop, log, start = asyncio.Event(), [], time.monotonic()
    async with asyncio.TaskGroup() as tg:
        tg.create_task(tick(0.2, 'a', stop, start, log))
        tg.create_task(tick(0.5, 'b', stop, start, log))
        await asyncio.sleep(0.7)
        stop.set()
    print(' '.join(log))
    print('about', round(time.monotonic() - start, 0), 'second')

asyncio.run(main())
