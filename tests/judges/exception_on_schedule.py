"""A thread that comes too early fails."""

import threading

table = None
answer = None


def fill():
    global table
    table = [7]


def use():
    global answer
    answer = table[0] + 1


threads = [
    threading.Thread(target=fill),
    threading.Thread(target=use),
]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(answer)
