import asyncio

async def producer(queue, n):
    for i in range(n):
        await asyncio.sleep(0.02)
        await queue.put(i)
    await queue.put(None)

async def first_to_finish(*events):
    tasks = {asyncio.create_task(e.wait(), name=str(i)): i for i, e in enumerate(events)}
    done, pending = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    for p in pending:
        p.cancel()
    return sorted(tasks[d] for d in done)

async def main():
    queue = asyncio.Queue()
    task = asyncio.create_task(producer(queue, 3))
    total = 0
    while (item := await queue.get()) is not None:
        total += item
    print('total', total, task.done())
    events = [asyncio.Event() for _ in range(3)]
    loop = asyncio.get_running_loop()
    loop.call_later(0.05, events[1].set)
    loop.call_later(0.5, events[0].set)
    print(await first_to_finish(*events))
    events[0].set()
    events[2].set()
    print(await first_to_finish(*events))
    waiter = asyncio.create_task(queue.get())
    finished, _ = await asyncio.wait({waiter}, timeout=0.05)
    print(finished, waiter.cancel())

asyncio.run(main())
