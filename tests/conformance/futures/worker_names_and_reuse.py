import threading
import time
from concurrent.futures import ThreadPoolExecutor

def name():
    return threading.current_thread().name

with ThreadPoolExecutor(max_workers=4) as executor:
    print([executor.submit(name).result() for _ in range(3)])

def slow_name(_):
    time.sleep(0.1)
    return name()

with ThreadPoolExecutor(max_workers=3, thread_name_prefix='fetcher') as executor:
    print(sorted(set(executor.map(slow_name, range(6)))))

with ThreadPoolExecutor(2) as executor:
    print(sorted(set(executor.map(slow_name, range(4)))))
    print(executor._max_workers, threading.active_count())
print(threading.active_count())
