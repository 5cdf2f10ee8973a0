"""Dining philosophers

Philosophers sit around a table with one fork between two neighbours. To eat, each needs both forks
beside them. If all take the left one first, all hold one and wait for the other: a ring.

STRATEGY "ordered" lets everybody take the fork with the smaller number first, and the ring cannot
close. "waiter" lets one philosopher fewer than there are seats reach for forks at all.
"""
# /// script
# [tool.timeslice]
# summary = "A ring of locks, how it closes, and two ways to keep it open."
# tags = ["threads", "lock", "deadlock", "semaphore"]
# ///
import threading
import time

SEATS = 5  # @param {type:"slider", min:2, max:8, step:1}
MEALS = 2  # @param {type:"slider", min:1, max:5, step:1}
STRATEGY = "left first"  # @param ["left first", "ordered", "waiter"]

forks = [threading.Lock() for _ in range(SEATS)]
waiter = threading.Semaphore(SEATS - 1)
meals = [0] * SEATS


def eat(seat, first, second):
    with forks[first]:
        time.sleep(0.01)
        with forks[second]:
            meals[seat] += 1
            time.sleep(0.02)


def philosopher(seat):
    left, right = seat, (seat + 1) % SEATS
    for _ in range(MEALS):
        if STRATEGY == "ordered":
            eat(seat, min(left, right), max(left, right))
        elif STRATEGY == "waiter":
            with waiter:
                eat(seat, left, right)
        else:
            eat(seat, left, right)


threads = [
    threading.Thread(target=philosopher, args=(seat,), name=f"philosopher-{seat}")
    for seat in range(SEATS)
]
for t in threads:
    t.start()
for t in threads:
    t.join()
print("meals:", meals)
