"""Two threads chase each other along the Fibonacci numbers 2 times; a third looks."""

import threading

x = 1
y = 1
i = None
j = None


def raise_x():
    global x
    for _ in range(2):
        x = x + y


def raise_y():
    global y
    for _ in range(2):
        y = x + y


def look():
    global i
    global j
    i = x
    j = y


threads = [
    threading.Thread(target=raise_x),
    threading.Thread(target=raise_y),
    threading.Thread(target=look),
]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(x, y, i, j)
