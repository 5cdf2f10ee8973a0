import time
from concurrent.futures import ThreadPoolExecutor, TimeoutError

def inverse(n):
    return 1 / n

with ThreadPoolExecutor(max_workers=2) as executor:
    results = executor.map(inverse, [1, 2, 0, 4])
    try:
        for r in results:
            print(r)
    except ZeroDivisionError as e:
        print('map raised:', e)
    print(list(results))

def nap(n):
    time.sleep(n)
    return n

with ThreadPoolExecutor(max_workers=2) as executor:
    slow = executor.map(nap, [0.05, 0.6], timeout=0.3)
    try:
        for r in slow:
            print('napped', r)
    except TimeoutError as e:
        print('timeout', repr(e))
    future = executor.submit(nap, 0.5)
    try:
        future.result(timeout=0.1)
    except TimeoutError:
        print('result timed out, running:', future.running())
print(future.result())
