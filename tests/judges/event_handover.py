"""Data handed over with an Event."""

import threading

x = 0
seen = None
done = threading.Event()


def produce():
    global x
    x = 1
    done.set()


def consume():
    global seen
    done.wait()
    seen = x


threads = [
    threading.Thread(target=produce),
    threading.Thread(target=consume),
]
for t in threads:
    t.start()
for t in threads:
    t.join()
assert seen == 1, seen
print(seen)
