"""Two producers, one consumer."""

import threading
import queue

box = queue.Queue()
seen = None


def produce_1():
    box.put(1)


def produce_2():
    box.put(2)


def consume():
    global seen
    first = box.get()
    second = box.get()
    seen = (first, second)


threads = [
    threading.Thread(target=produce_1),
    threading.Thread(target=produce_2),
    threading.Thread(target=consume),
]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(seen)
