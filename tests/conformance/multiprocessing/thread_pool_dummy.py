from multiprocessing.dummy import Pool as DummyPool
from multiprocessing.pool import ThreadPool
import threading
import time

def fetch(n):
    time.sleep(0.1)
    visited.append(n)
    return n, threading.current_thread() is not threading.main_thread()

visited = []
start = time.perf_counter()
with ThreadPool(4) as pool:
    print(pool.map(fetch, range(4)))
    print('in parallel:', time.perf_counter() - start < 0.35, sorted(visited))
    print(list(pool.imap(lambda x: x * 2, range(3))), pool.starmap(max, [(1, 5), (7, 2)]))
    result = pool.apply_async(lambda: 'lambda is fine in threads')
    print(result.get(1))
    try:
        pool.map(lambda n: 1 / n, [1, 0])
    except ZeroDivisionError as e:
        print(e)
pool = DummyPool(2)
print(pool.map(str, [1, 2]))
pool.close()
pool.join()
