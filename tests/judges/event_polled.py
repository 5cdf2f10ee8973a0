"""A reader looks whether the event is set instead of waiting for it."""

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
    if done.is_set():
        seen = x


threads = [
    threading.Thread(target=produce),
    threading.Thread(target=consume),
]
for t in threads:
    t.start()
for t in threads:
    t.join()
assert seen in (None, 1), seen
print(seen)
