"""2 threads add one to x 1 times, each inside the lock."""

import threading

x = 0
lock = threading.Lock()


def add_0():
    global x
    with lock:
        x += 1


def add_1():
    global x
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
assert x == 2, x
print(x)
