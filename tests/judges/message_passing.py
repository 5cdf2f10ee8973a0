"""A flag published after its data."""

import threading

data = 0
flag = False
seen = None


def send():
    global data
    global flag
    data = 42
    flag = True


def receive():
    global seen
    if flag:
        seen = data


threads = [
    threading.Thread(target=send),
    threading.Thread(target=receive),
]
for t in threads:
    t.start()
for t in threads:
    t.join()
assert seen in (None, 42), seen
print(seen)
