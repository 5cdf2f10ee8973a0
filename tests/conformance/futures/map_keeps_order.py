import time
from concurrent.futures import ThreadPoolExecutor

def task(n):
    time.sleep(0.3 - n * 0.1)
    finished.append(n)
    return n * 10

finished = []
with ThreadPoolExecutor(max_workers=3) as executor:
    for result in executor.map(task, [0, 1, 2]):
        print('result', result)
print('completion order', finished)

with ThreadPoolExecutor(3) as executor:
    print(list(executor.map(pow, [2, 3, 4], [5, 2, 1])))
    print(list(executor.map(lambda a, b: a + b, 'abc', 'xy')))
    print(list(executor.map(str, [])))
    results = executor.map(len, ['a', 'bb'])
    print(next(results), next(results), next(results, 'end'))
