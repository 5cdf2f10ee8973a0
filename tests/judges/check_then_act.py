"""Two buyers, one seat: the check and the sale are two steps."""

import threading

seats = 1
sold = 0


def buy_0():
    global seats
    global sold
    if seats > 0:
        seats = seats - 1
        sold = sold + 1


def buy_1():
    global seats
    global sold
    if seats > 0:
        seats = seats - 1
        sold = sold + 1


threads = [
    threading.Thread(target=buy_0),
    threading.Thread(target=buy_1),
]
for t in threads:
    t.start()
for t in threads:
    t.join()
assert seats >= 0, seats
print(seats, sold)
