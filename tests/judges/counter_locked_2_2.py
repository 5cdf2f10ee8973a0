"""2 threads add one to x 2 times, each inside the lock."""

import threading

x = 0
lock = threading.Lock()


def add_0():
    global x
    for _ in range(2):
        with lock:
            x += 1


def add_1():
    global x
    for _ in range(2):
        with lock:
            x += 1


threads = [
    threading.Thread(target=add_0),
    threading.Thread(target=add_1),
]
for t in threads:
    t.start()
for t in threads:
    t.join()
assert x == 4, x
print(x)
