"""One thread writes x, 2 read it, each into its own variable."""

import threading

x = 0
y0 = None
y1 = None


def write():
    global x
    x = 1


def read_0():
    global y0
    y0 = x


def read_1():
    global y1
    y1 = x


threads = [
    threading.Thread(target=write),
    threading.Thread(target=read_0),
    threading.Thread(target=read_1),
]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(y0, y1)
