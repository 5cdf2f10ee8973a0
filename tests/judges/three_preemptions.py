"""The bug needs three preemptions."""

import threading

x = 0
y = 0
hit = False


def write():
    global x
    global y
    x = 1
    x = 0
    y = 1
    y = 0


def read():
    global hit
    if x == 1:
        if y == 1:
            hit = True


threads = [
    threading.Thread(target=write),
    threading.Thread(target=read),
]
for t in threads:
    t.start()
for t in threads:
    t.join()
assert not hit, 'hit'
print(hit)
