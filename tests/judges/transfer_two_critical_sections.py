"""Reading and writing in two critical sections loses an update."""

import threading

balance = 100
lock = threading.Lock()


def deposit_1():
    global balance
    with lock:
        seen = balance
    with lock:
        balance = seen + 10


def deposit_2():
    global balance
    with lock:
        seen = balance
    with lock:
        balance = seen + 20


threads = [
    threading.Thread(target=deposit_1),
    threading.Thread(target=deposit_2),
]
for t in threads:
    t.start()
for t in threads:
    t.join()
assert balance == 130, balance
print(balance)
