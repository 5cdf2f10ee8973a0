"""A thread looks from the right for the last zero while 5 threads fill the array."""

import threading

a = [0] * 6
found = None


def search():
    global found
    i = 5
    while a[i] != 0:
        i -= 1
    found = i


def fill_1():
    a[1] = a[0] + 1


def fill_2():
    a[2] = a[1] + 1


def fill_3():
    a[3] = a[2] + 1


def fill_4():
    a[4] = a[3] + 1


def fill_5():
    a[5] = a[4] + 1


threads = [
    threading.Thread(target=search),
    threading.Thread(target=fill_1),
    threading.Thread(target=fill_2),
    threading.Thread(target=fill_3),
    threading.Thread(target=fill_4),
    threading.Thread(target=fill_5),
]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(found)
