import asyncio
import concurrent.futures
import threading
import time

def blocking(n):
    time.sleep(0.1)
    return n * n, threading.current_thread().name

def cpu_bound(n):
    return sum(i * i for i in range(n))

async def main():
    loop = asyncio.get_running_loop()
    print(await loop.run_in_executor(None, blocking, 3))
    with concurrent.futures.ThreadPoolExecutor(2, thread_name_prefix='custom') as pool:
        futures = [loop.run_in_executor(pool, blocking, n) for n in range(2)]
        print(await asyncio.gather(*futures))
    with concurrent.futures.ProcessPoolExecutor(1) as pool:
        print(await loop.run_in_executor(pool, cpu_bound, 1000))
    future = loop.run_in_executor(None, time.sleep, 0.3)
    try:
        await asyncio.wait_for(future, 0.1)
    except TimeoutError:
        print('gave up waiting; the thread goes on')

if __name__ == '__main__':
    asyncio.run(main())
    print('run waited for the pool')
