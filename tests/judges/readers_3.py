"""One thread writes x, 3 read it, each into its own variable."""

import threading

x = 0
y0 = None
y1 = None
y2 = None


def write():
    global x
    x = 1


def read_0():
    global y0
    y0 = x


def read_1():
    global y1
    y1 = x


def read_2():
    global y2
    y2 = x


threads = [
    threading.Thread(target=write),
    threading.Thread(target=read_0),
    threading.Thread(target=read_1),
    threading.Thread(target=read_2),
]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(y0, y1, y2)
