from multiprocessing import BoundedSemaphore, Lock, Process, RLock

def try_lock(lock, label):
    print(label, lock.acquire(block=False))

if __name__ == '__main__':
    lock, rlock = Lock(), RLock()
    with lock:
        p = Process(target=try_lock, args=(lock, 'lock held elsewhere:'))
        p.start()
        p.join()
    p = Process(target=try_lock, args=(lock, 'lock free:'))
    p.start()
    p.join()
    print('a dead process left it locked:', not lock.acquire(timeout=0.05))
    with rlock:
        with rlock:
            print('recursive')
            p = Process(target=try_lock, args=(rlock, 'rlock held elsewhere:'))
            p.start()
            p.join()
    try:
        rlock.release()
    except AssertionError as e:
        print(e)
    sem = BoundedSemaphore(1)
    try:
        sem.release()
    except ValueError as e:
        print(e)
    print(sem.acquire(), sem.acquire(False))
