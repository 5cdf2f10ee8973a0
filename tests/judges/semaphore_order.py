"""A semaphore of zero permits orders two threads."""

import threading

turn = threading.Semaphore(0)
n = 0


def second():
    global n
    turn.acquire()
    n = n * 10 + 2


def first():
    global n
    n = n * 10 + 1
    turn.release()


threads = [
    threading.Thread(target=second),
    threading.Thread(target=first),
]
for t in threads:
    t.start()
for t in threads:
    t.join()
assert n == 12, n
print(n)
