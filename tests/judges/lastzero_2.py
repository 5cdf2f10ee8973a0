"""A thread looks from the right for the last zero while 2 threads fill the array."""

import threading

a = [0] * 3
found = None


def search():
    global found
    i = 2
    while a[i] != 0:
        i -= 1
    found = i


def fill_1():
    a[1] = a[0] + 1


def fill_2():
    a[2] = a[1] + 1


threads = [
    threading.Thread(target=search),
    threading.Thread(target=fill_1),
    threading.Thread(target=fill_2),
]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(found)
