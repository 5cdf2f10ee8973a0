"""Two threads write two variables in opposite orders."""

import threading

x = 0
y = 0


def up():
    global x
    global y
    x = 1
    y = 1


def down():
    global x
    global y
    y = 2
    x = 2


threads = [
    threading.Thread(target=up),
    threading.Thread(target=down),
]
for t in threads:
    t.start()
for t in threads:
    t.join()
assert (x, y) != (1, 2), 'impossible'
print(x, y)
