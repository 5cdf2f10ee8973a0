"""Threads that take turns on a lock, and a queue between a producer and a consumer."""

import queue
import threading

lock = threading.Lock()
total = 0


def add(times):
    global total
    for _ in range(times):
        with lock:
            total += 1


def consume(items, sums):
    result = 0
    while (item := items.get()) is not None:
        result += item
    sums.append(result)


adders = [threading.Thread(target=add, args=(20_000,)) for _ in range(4)]
for thread in adders:
    thread.start()
for thread in adders:
    thread.join()

items = queue.Queue()
sums = []
consumer = threading.Thread(target=consume, args=(items, sums))
consumer.start()
for item in range(10_000):
    items.put(item)
items.put(None)
consumer.join()
print(total, sums)
