"""6 threads write x once each."""

import threading

x = 0


def write_1():
    global x
    x = 1


def write_2():
    global x
    x = 2


def write_3():
    global x
    x = 3


def write_4():
    global x
    x = 4


def write_5():
    global x
    x = 5


def write_6():
    global x
    x = 6


threads = [
    threading.Thread(target=write_1),
    threading.Thread(target=write_2),
    threading.Thread(target=write_3),
    threading.Thread(target=write_4),
    threading.Thread(target=write_5),
    threading.Thread(target=write_6),
]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(x)
