"""Three different read-modify-writes of one variable."""

import threading

x = 5


def add():
    global x
    x += 1


def double():
    global x
    x *= 2


def subtract():
    global x
    x = x - 3


threads = [
    threading.Thread(target=add),
    threading.Thread(target=double),
    threading.Thread(target=subtract),
]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(x)
