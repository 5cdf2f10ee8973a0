"""Two threads create a singleton, checking twice."""

import threading

lock = threading.Lock()
instance = None
created = 0


def get_0():
    global instance
    global created
    if instance is None:
        with lock:
            if instance is None:
                created += 1
                instance = created


def get_1():
    global instance
    global created
    if instance is None:
        with lock:
            if instance is None:
                created += 1
                instance = created


threads = [
    threading.Thread(target=get_0),
    threading.Thread(target=get_1),
]
for t in threads:
    t.start()
for t in threads:
    t.join()
assert created == 1, created
print(instance)
