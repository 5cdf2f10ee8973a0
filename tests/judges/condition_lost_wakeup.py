"""The consumer looks before it takes the lock: the notify may come in between."""

import threading

cond = threading.Condition()
ready = False
seen = None


def consume():
    global seen
    if not ready:
        with cond:
            cond.wait()
    seen = ready


def produce():
    global ready
    ready = True
    with cond:
        cond.notify()


threads = [
    threading.Thread(target=consume),
    threading.Thread(target=produce),
]
for t in threads:
    t.start()
for t in threads:
    t.join()
assert seen, seen
print(seen)
