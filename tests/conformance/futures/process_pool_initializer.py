import os
from concurrent.futures import ProcessPoolExecutor, as_completed

factor = 1

def init(value):
    global factor
    factor = value

def scale(n):
    return n * factor

def where(_):
    return os.getpid()

if __name__ == '__main__':
    with ProcessPoolExecutor(max_workers=2, initializer=init, initargs=(10,)) as executor:
        print(list(executor.map(scale, range(5))), 'parent factor', factor)
        futures = {executor.submit(scale, n): n for n in (3, 4)}
        print(sorted((futures[f], f.result()) for f in as_completed(futures)))
        pids = set(executor.map(where, range(4)))
        print(os.getpid() not in pids, 1 <= len(pids) <= 2)
