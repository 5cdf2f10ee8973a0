"""Three threads add the next slot of a ring to their own."""

import threading

a = [1, 2, 3]


def add_0():
    a[0] += a[1]


def add_1():
    a[1] += a[2]


def add_2():
    a[2] += a[0]


threads = [
    threading.Thread(target=add_0),
    threading.Thread(target=add_1),
    threading.Thread(target=add_2),
]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(*a)
