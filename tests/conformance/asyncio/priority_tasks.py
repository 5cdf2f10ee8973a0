import asyncio
import itertools

async def worker(name, queue, log):
    while True:
        priority, _, job = await queue.get()
        log.append((name, priority, job))
        await asyncio.sleep(0.01)
        queue.task_done()

async def main():
    queue, log, tie = asyncio.PriorityQueue(), [], itertools.count()
    for priority, job in ((3, 'sweep'), (1, 'fire'), (2, 'mail'), (1, 'flood')):
        await queue.put((priority, next(tie), job))
    w = asyncio.create_task(worker('w', queue, log))
    await queue.join()
    w.cancel()
    print([job for _, _, job in log])
    lifo = asyncio.LifoQueue()
    for n in range(3):
        lifo.put_nowait(n)
    print([lifo.get_nowait() for _ in range(lifo.qsize())])
    full = asyncio.Queue(1)
    await full.put('x')
    try:
        await asyncio.wait_for(full.put('y'), 0.05)
    except TimeoutError:
        print('put timed out', full.qsize())
    getters = [asyncio.create_task(full.get()) for _ in range(3)]
    await asyncio.sleep(0)
    for item in 'ab':
        await full.put(item)
    print(await asyncio.gather(*getters))

asyncio.run(main())
