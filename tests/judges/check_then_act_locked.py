"""Two buyers, one seat: check and sale under a lock."""

import threading

seats = 1
lock = threading.Lock()


def buy_0():
    global seats
    with lock:
        if seats > 0:
            seats -= 1


def buy_1():
    global seats
    with lock:
        if seats > 0:
            seats -= 1


threads = [
    threading.Thread(target=buy_0),
    threading.Thread(target=buy_1),
]
for t in threads:
    t.start()
for t in threads:
    t.join()
assert seats == 0, seats
print(seats)
