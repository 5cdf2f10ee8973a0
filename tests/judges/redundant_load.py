"""A second look at the same variable must not hide an outcome of the first."""

import threading

x = 0
y = 0
seen = None


def write():
    global x
    global y
    x = 1
    y = 1


def read():
    global seen
    a = y
    b = x
    c = x
    seen = (a, b, c)


threads = [
    threading.Thread(target=write),
    threading.Thread(target=read),
]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(seen)
