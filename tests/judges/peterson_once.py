"""Two threads try the entry protocol of Peterson once; at most one gets in."""

import threading

flag_0 = False
flag_1 = False
turn = 0
entered_0 = False
entered_1 = False


def enter_0():
    global flag_0
    global turn
    global entered_0
    flag_0 = True
    turn = 1
    if not flag_1 or turn == 0:
        entered_0 = True


def enter_1():
    global flag_1
    global turn
    global entered_1
    flag_1 = True
    turn = 0
    if not flag_0 or turn == 1:
        entered_1 = True


threads = [
    threading.Thread(target=enter_0),
    threading.Thread(target=enter_1),
]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(entered_0, entered_1)
