import asyncio
import threading
import time

def worker(loop, future, log):
    time.sleep(0.1)
    loop.call_soon_threadsafe(log.append, 'from thread')
    loop.call_soon_threadsafe(future.set_result, 'result from thread')

async def add(a, b):
    await asyncio.sleep(0.05)
    return a + b

async def main():
    loop = asyncio.get_running_loop()
    future, log = loop.create_future(), []
    threading.Thread(target=worker, args=(loop, future, log)).start()
    print(await future, log)

asyncio.run(main())

loop = asyncio.new_event_loop()
thread = threading.Thread(target=loop.run_forever)
thread.start()
f = asyncio.run_coroutine_threadsafe(add(20, 22), loop)
print(type(f).__module__, f.result(timeout=5))
g = asyncio.run_coroutine_threadsafe(asyncio.sleep(10), loop)
try:
    g.result(timeout=0.1)
except TimeoutError:
    print('timeout, cancel:', g.cancel())
time.sleep(0.1)
loop.call_soon_threadsafe(loop.stop)
thread.join()
loop.close()
print('loop closed', loop.is_closed())
