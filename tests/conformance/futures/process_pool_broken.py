import os
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool

def ok(n):
    return n + 1

def dies():
    os._exit(3)

if __name__ == '__main__':
    with ProcessPoolExecutor(1) as executor:
        print(executor.submit(ok, 1).result())
        try:
            executor.submit(dies).result()
        except BrokenProcessPool as e:
            print(type(e).__name__, str(e)[:30])
        try:
            executor.submit(ok, 2)
        except BrokenProcessPool as e:
            print('pool is unusable')
    with ProcessPoolExecutor(1) as executor:
        print(executor.submit(ok, 41).result())
