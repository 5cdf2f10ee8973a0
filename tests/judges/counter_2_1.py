"""2 threads add one to x 1 times, unlocked."""

import threading

x = 0


def add_0():
    global x
    x += 1


def add_1():
    global x
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
