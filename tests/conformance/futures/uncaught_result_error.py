# stderr: user
from concurrent.futures import ThreadPoolExecutor

def load(name):
    return {'a': 1}[name]

with ThreadPoolExecutor() as pool:
    print(pool.submit(load, 'a').result())
    future = pool.submit(load, 'b')
    print(future.result())
