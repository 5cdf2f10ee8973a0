"""Two writers of two variables, two readers that look in opposite orders."""

import threading

x = 0
y = 0
a = b = c = d = None


def write_x():
    global x
    x = 1


def write_y():
    global y
    y = 1


def read_xy():
    global a
    global b
    a = x
    b = y


def read_yx():
    global c
    global d
    c = y
    d = x


threads = [
    threading.Thread(target=write_x),
    threading.Thread(target=write_y),
    threading.Thread(target=read_xy),
    threading.Thread(target=read_yx),
]
for t in threads:
    t.start()
for t in threads:
    t.join()
assert (a, b, c, d) != (1, 0, 1, 0), 'the writes were seen in two orders'
print(a, b, c, d)
