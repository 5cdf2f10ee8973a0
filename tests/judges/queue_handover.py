"""One producer, one consumer, one queue."""

import threading
import queue

box = queue.Queue()
seen = None


def produce():
    box.put(1)
    box.put(2)


def consume():
    global seen
    first = box.get()
    second = box.get()
    seen = (first, second)


threads = [
    threading.Thread(target=produce),
    threading.Thread(target=consume),
]
for t in threads:
    t.start()
for t in threads:
    t.join()
assert seen == (1, 2), seen
print(seen)
