"""Three threads write three slots of one list: nothing is shared."""

import threading

a = [0, 0, 0]


def fill_0():
    a[0] = 1
    a[0] += 1


def fill_1():
    a[1] = 2
    a[1] += 1


def fill_2():
    a[2] = 3
    a[2] += 1


threads = [
    threading.Thread(target=fill_0),
    threading.Thread(target=fill_1),
    threading.Thread(target=fill_2),
]
for t in threads:
    t.start()
for t in threads:
    t.join()
assert a == [2, 3, 4], a
print(*a)
