"""Two producers and two consumers at a bounded queue."""

import queue
import threading

items = queue.Queue(maxsize=100)
sums = queue.Queue()


def produce(count):
    for item in range(count):
        items.put(item)


def consume():
    result = 0
    while (item := items.get()) is not None:
        result += item
        items.task_done()
    sums.put(result)


producers = [threading.Thread(target=produce, args=(10_000,)) for _ in range(2)]
consumers = [threading.Thread(target=consume) for _ in range(2)]
for thread in producers + consumers:
    thread.start()
for thread in producers:
    thread.join()
for _ in consumers:
    items.put(None)
for thread in consumers:
    thread.join()
print(sums.get() + sums.get())
