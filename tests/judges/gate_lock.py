"""Opposite lock orders under a third lock cannot deadlock."""

import threading

gate = threading.Lock()
lock_a = threading.Lock()
lock_b = threading.Lock()
x = 0


def first():
    global x
    with gate:
        with lock_a:
            with lock_b:
                x += 1


def second():
    global x
    with gate:
        with lock_b:
            with lock_a:
                x += 1


threads = [
    threading.Thread(target=first),
    threading.Thread(target=second),
]
for t in threads:
    t.start()
for t in threads:
    t.join()
assert x == 2, x
print(x)
