"""A function that holds the re-entrant lock calls another one that takes it."""

import threading

x = 0
lock = threading.RLock()


def bump_0():
    global x
    with lock:
        with lock:
            x += 1


def bump_1():
    global x
    with lock:
        x += 1


threads = [
    threading.Thread(target=bump_0),
    threading.Thread(target=bump_1),
]
for t in threads:
    t.start()
for t in threads:
    t.join()
assert x == 2, x
print(x)
