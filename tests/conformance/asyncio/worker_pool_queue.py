import asyncio
import random

async def worker(name, queue, log):
    while True:
        sleep_for = await queue.get()
        await asyncio.sleep(sleep_for)
        queue.task_done()
        log.append((name, round(sleep_for, 2)))

async def main():
    random.seed(444)
    queue, log = asyncio.Queue(), []
    total = 0
    for _ in range(8):
        sleep_for = random.uniform(0.05, 0.1)
        total += sleep_for
        queue.put_nowait(sleep_for)
    tasks = [asyncio.create_task(worker(f'worker-{i}', queue, log)) for i in range(3)]
    loop = asyncio.get_running_loop()
    started_at = loop.time()
    await queue.join()
    total_slept_for = loop.time() - started_at
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    print('3 workers slept in parallel:', total_slept_for < total)
    print(f'total expected sleep time: {total:.2f} seconds')
    print(len(log), sorted({name for name, _ in log}))
    print(all(t.cancelled() for t in tasks))

asyncio.run(main())
