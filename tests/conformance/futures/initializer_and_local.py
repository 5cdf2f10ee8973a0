import threading
from concurrent.futures import ThreadPoolExecutor

local = threading.local()
started = []

def initializer(label):
    local.label = label
    local.count = 0
    started.append(label)

def work(n):
    local.count += 1
    return f'{local.label}:{n}:{local.count}'

with ThreadPoolExecutor(max_workers=1, initializer=initializer, initargs=('w',)) as executor:
    print(list(executor.map(work, range(4))))
print(started, hasattr(local, 'label'))

def failing():
    raise RuntimeError('no database')

import logging
logging.disable(logging.CRITICAL)
with ThreadPoolExecutor(max_workers=1, initializer=failing) as executor:
    future = executor.submit(work, 1)
    print(repr(future.exception()))
    try:
        executor.submit(work, 2)
    except Exception as e:
        print(type(e).__name__, e)
