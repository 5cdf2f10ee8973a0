"""Two threads look at the other one's flag before raising their own: both may get in."""

import threading

flag_0 = False
flag_1 = False
entered_0 = False
entered_1 = False


def enter_0():
    global flag_0
    global entered_0
    if not flag_1:
        flag_0 = True
        entered_0 = True


def enter_1():
    global flag_1
    global entered_1
    if not flag_0:
        flag_1 = True
        entered_1 = True


threads = [
    threading.Thread(target=enter_0),
    threading.Thread(target=enter_1),
]
for t in threads:
    t.start()
for t in threads:
    t.join()
assert not (entered_0 and entered_1), 'both are in'
print(entered_0, entered_1)
