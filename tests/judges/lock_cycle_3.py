"""Three locks, taken round in a circle."""

import threading

lock_a = threading.Lock()
lock_b = threading.Lock()
lock_c = threading.Lock()
x = 0


def ab():
    global x
    with lock_a:
        with lock_b:
            x += 1


def bc():
    global x
    with lock_b:
        with lock_c:
            x += 10


def ca():
    global x
    with lock_c:
        with lock_a:
            x += 100


threads = [
    threading.Thread(target=ab),
    threading.Thread(target=bc),
    threading.Thread(target=ca),
]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(x)
