"""1 threads write x, one reads it."""

import threading

x = 0
seen = None


def write_1():
    global x
    x = 1


def read():
    global seen
    seen = x


threads = [
    threading.Thread(target=write_1),
    threading.Thread(target=read),
]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(x, seen)
