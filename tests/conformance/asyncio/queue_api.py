import asyncio

async def main():
    q = asyncio.Queue(maxsize=2)
    print(q.maxsize, q.empty(), q.full(), q.qsize())
    q.put_nowait(1)
    await q.put(2)
    try:
        q.put_nowait(3)
    except asyncio.QueueFull as e:
        print('QueueFull', repr(e))
    blocked = asyncio.create_task(q.put(3))
    await asyncio.sleep(0)
    print('put is waiting:', not blocked.done(), q.qsize())
    print(await q.get(), q.get_nowait())
    await blocked
    print(q.get_nowait())
    try:
        q.get_nowait()
    except asyncio.QueueEmpty as e:
        print('QueueEmpty', repr(e))
    pq = asyncio.PriorityQueue()
    lifo = asyncio.LifoQueue()
    for n in (3, 1, 2):
        await pq.put((n, 'x' * n))
        await lifo.put(n)
    print([await pq.get() for _ in range(3)], [await lifo.get() for _ in range(3)])
    for _ in range(3):
        q.task_done()
    try:
        q.task_done()
    except ValueError as e:
        print(e)
    getter = asyncio.create_task(q.get())
    await asyncio.sleep(0)
    q.shutdown()
    try:
        await getter
    except asyncio.QueueShutDown as e:
        print('shut down', repr(e))

asyncio.run(main())
