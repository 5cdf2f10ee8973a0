"""Two waiters, one notify: somebody sleeps for ever."""

import threading

cond = threading.Condition()
ready = False


def wait_0():
    with cond:
        while not ready:
            cond.wait()


def wait_1():
    with cond:
        while not ready:
            cond.wait()


def announce():
    global ready
    with cond:
        ready = True
        cond.notify()


threads = [
    threading.Thread(target=wait_0),
    threading.Thread(target=wait_1),
    threading.Thread(target=announce),
]
for t in threads:
    t.start()
for t in threads:
    t.join()
print('all woke')
