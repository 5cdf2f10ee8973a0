# compare: lines
from multiprocessing import Pool, current_process
import os

def work(x):
    print(f'{x} is computed in another process: {os.getpid() != PARENT}')
    return x * x

PARENT = os.getpid()

if __name__ == '__main__':
    with Pool(3) as p:
        results = p.map(work, range(6))
    print(results)
    with Pool(2) as p:
        for r in p.imap_unordered(work, (10, 20, 30)):
            print('result', r)
    print(current_process().name)
