import time
from collections import deque

def sleep(seconds):
    start = time.monotonic()
    while time.monotonic() - start < seconds:
        yield

def task(name, delays):
    for delay in delays:
        print(f'{name} sleeps {delay}')
        yield from sleep(delay)
    print(f'{name} done')
    return name

def run(*tasks):
    results = []
    queue = deque(tasks)
    while queue:
        current = queue.popleft()
        try:
            next(current)
        except StopIteration as e:
            results.append(e.value)
        else:
            queue.append(current)
            time.sleep(0.001)
    return results

print(run(task('a', [0.1, 0.35]), task('b', [0.2]), task('c', [0.3])))
