import time
from concurrent.futures import ThreadPoolExecutor

def work(n):
    time.sleep(0.2)
    return n

executor = ThreadPoolExecutor(max_workers=1)
futures = [executor.submit(work, n) for n in range(4)]
time.sleep(0.1)
executor.shutdown(wait=True, cancel_futures=True)
print([f.cancelled() for f in futures], futures[0].result())

executor = ThreadPoolExecutor(max_workers=2)
late = executor.submit(work, 'late')
executor.shutdown(wait=False)
print('done right after shutdown(wait=False):', late.done())
try:
    executor.submit(work, 1)
except RuntimeError as e:
    print(e)
print(late.result())
executor.shutdown()
print('shutdown twice is fine')
