import multiprocessing
import time

def slow(n):
    time.sleep(0.2 * n)
    print('child', n, 'done')

if __name__ == '__main__':
    for n in (1, 2):
        multiprocessing.Process(target=slow, args=(n,)).start()
    print('main has nothing more to do')
