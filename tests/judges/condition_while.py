"""A consumer waits in a loop for what a producer announces."""

import threading

cond = threading.Condition()
ready = False
seen = None


def consume():
    global seen
    with cond:
        while not ready:
            cond.wait()
        seen = ready


def produce():
    global ready
    with cond:
        ready = True
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
