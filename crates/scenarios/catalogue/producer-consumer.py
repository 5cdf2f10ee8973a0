"""Producer and consumers

A queue connects those who make work with those who do it. `put` waits while the queue is full, `get`
waits while it is empty, so nobody has to ask again and again. One `None` for each consumer says that
no more will come.

Make the queue smaller or the consumers slower, and see who waits for whom.
"""
# /// script
# [tool.timeslice]
# summary = "A bounded queue between threads: who is too fast waits."
# tags = ["threads", "queue"]
# ///
import queue
import threading
import time

ITEMS = 6  # @param {type:"slider", min:1, max:20, step:1}
CONSUMERS = 2  # @param {type:"slider", min:1, max:4, step:1}
ROOM = 2  # @param {type:"slider", min:1, max:10, step:1}
MAKE = 0.05  # @param {type:"slider", min:0, max:0.5, step:0.05}
USE = 0.2  # @param {type:"slider", min:0, max:0.5, step:0.05}

box = queue.Queue(maxsize=ROOM)


def producer():
    for item in range(ITEMS):
        time.sleep(MAKE)
        box.put(item)
        print(f"made {item}")
    for _ in range(CONSUMERS):
        box.put(None)


def consumer(name):
    while True:
        item = box.get()
        if item is None:
            break
        time.sleep(USE)
        print(f"{name} used {item}")


threads = [threading.Thread(target=producer, name="producer")]
for n in range(CONSUMERS):
    name = f"consumer-{n}"
    threads.append(threading.Thread(target=consumer, args=(name,), name=name))
for t in threads:
    t.start()
for t in threads:
    t.join()
print("nothing left")
