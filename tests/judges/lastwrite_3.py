"""3 threads write x once each."""

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


threads = [
    threading.Thread(target=write_1),
    threading.Thread(target=write_2),
    threading.Thread(target=write_3),
]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(x)
