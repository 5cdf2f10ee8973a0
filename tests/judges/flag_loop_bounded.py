"""A reader asks at most three times for a flag."""

import threading

flag = False
asked = 0


def raise_flag():
    global flag
    flag = True


def ask():
    global asked
    while not flag and asked < 3:
        asked += 1


threads = [
    threading.Thread(target=raise_flag),
    threading.Thread(target=ask),
]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(asked)
