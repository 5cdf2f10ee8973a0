"""A queue with one place."""

import threading
import queue

box = queue.Queue(1)
seen = None


def produce():
    box.put(1)
    box.put(2)
    box.put(3)


def consume():
    global seen
    seen = [box.get(), box.get(), box.get()]


threads = [
    threading.Thread(target=produce),
    threading.Thread(target=consume),
]
for t in threads:
    t.start()
for t in threads:
    t.join()
assert seen == [1, 2, 3], seen
print(seen)
