from multiprocessing import Lock, Process

def f(lock, i):
    lock.acquire()
    try:
        print('hello world', i, end=' ')
        print('still', i)
    finally:
        lock.release()

if __name__ == '__main__':
    lock = Lock()
    for num in range(4):
        p = Process(target=f, args=(lock, num))
        p.start()
        p.join()
    print(lock.acquire(), lock.acquire(block=False), lock.acquire(timeout=0.05))
    lock.release()
    try:
        lock.release()
    except ValueError as e:
        print(e)
