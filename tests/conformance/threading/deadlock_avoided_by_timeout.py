import threading
import time

lock1 = threading.Lock()
lock2 = threading.Lock()
log = []

def worker(name, first, second, patience):
    with first:
        time.sleep(0.2)
        if second.acquire(timeout=patience):
            log.append(f'{name} got both')
            second.release()
        else:
            log.append(f'{name} gave up')

a = threading.Thread(target=worker, args=('A', lock1, lock2, 0.3))
b = threading.Thread(target=worker, args=('B', lock2, lock1, 2))
a.start()
b.start()
a.join()
b.join()
for line in log:
    print(line)
print(lock1.locked(), lock2.locked())
