"""Two consumers wait with if, two items come one by one."""

import threading

cond = threading.Condition()
items = 0
lowest = 0


def consume_0():
    global items
    global lowest
    with cond:
        if items == 0:
            cond.wait()
        items -= 1
        lowest = min(lowest, items)


def consume_1():
    global items
    global lowest
    with cond:
        if items == 0:
            cond.wait()
        items -= 1
        lowest = min(lowest, items)


def produce():
    global items
    with cond:
        items += 1
        cond.notify_all()
    with cond:
        items += 1
        cond.notify()


threads = [
    threading.Thread(target=consume_0),
    threading.Thread(target=consume_1),
    threading.Thread(target=produce),
]
for t in threads:
    t.start()
for t in threads:
    t.join()
assert lowest == 0, lowest
print(items)
