"""Two workers look whether the queue is empty before they take the last item."""

import threading
import queue

box = queue.Queue()
left = [None, None]


def fill():
    box.put(1)


def work_0():
    if not box.empty():
        left[0] = box.get()


def work_1():
    if not box.empty():
        left[1] = box.get()


threads = [
    threading.Thread(target=fill),
    threading.Thread(target=work_0),
    threading.Thread(target=work_1),
]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(*left)
