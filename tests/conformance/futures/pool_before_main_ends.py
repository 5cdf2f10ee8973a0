import time
from concurrent.futures import ThreadPoolExecutor

def late(n):
    time.sleep(0.1 * (n + 1))
    print('late task', n)
    return n

executor = ThreadPoolExecutor(max_workers=2)
futures = [executor.submit(late, n) for n in range(2)]
print('main ends without shutdown; done:', [f.done() for f in futures])
