"""Each thread reads one variable, then writes the other one."""

import threading

x = 0
y = 0
a = None
b = None


def left():
    global x
    global a
    a = y
    x = 1


def right():
    global y
    global b
    b = x
    y = 1


threads = [
    threading.Thread(target=left),
    threading.Thread(target=right),
]
for t in threads:
    t.start()
for t in threads:
    t.join()
assert (a, b) != (1, 1), 'not sequentially consistent'
print(a, b)
