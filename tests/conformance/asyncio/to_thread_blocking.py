import asyncio
import threading
import time

def blocking_io(name, seconds):
    time.sleep(seconds)
    return f'{name} from {"main" if threading.current_thread() is threading.main_thread() else "worker"} thread'

async def ticker():
    for i in range(3):
        print('tick', i)
        await asyncio.sleep(0.15)

async def main():
    start = time.perf_counter()
    results = await asyncio.gather(
        asyncio.to_thread(blocking_io, 'a', 0.4),
        asyncio.to_thread(blocking_io, 'b', seconds=0.2),
        ticker(),
    )
    print(results)
    print('overlapped:', time.perf_counter() - start < 0.95)
    try:
        await asyncio.to_thread(int, 'x')
    except ValueError as e:
        print('from the thread:', e)

asyncio.run(main())
