"""2 threads try the lock once; who fails goes away."""

import threading

lock = threading.Lock()
done = [False] * 2


def try_0():
    if lock.acquire(blocking=False):
        done[0] = True
        lock.release()


def try_1():
    if lock.acquire(blocking=False):
        done[1] = True
        lock.release()


threads = [
    threading.Thread(target=try_0),
    threading.Thread(target=try_1),
]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(*done)
