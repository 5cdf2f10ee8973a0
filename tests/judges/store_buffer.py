"""Each thread writes its own variable, then reads the other one."""

import threading

x = 0
y = 0
a = None
b = None


def left():
    global x
    global a
    x = 1
    a = y


def right():
    global y
    global b
    y = 1
    b = x


threads = [
    threading.Thread(target=left),
    threading.Thread(target=right),
]
for t in threads:
    t.start()
for t in threads:
    t.join()
assert (a, b) != (0, 0), 'not sequentially consistent'
print(a, b)
