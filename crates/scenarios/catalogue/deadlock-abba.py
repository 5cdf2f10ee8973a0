"""Deadlock: A waits for B, B waits for A

One thread takes lock A and then wants B. The other takes B and then wants A. When each has got its
first lock, neither can go on, for ever.

The usual cure is an order: everybody takes A before B. Set ORDERED to True.
"""
# /// script
# [tool.timeslice]
# summary = "Two locks taken in opposite orders, and nobody can go on."
# tags = ["threads", "lock", "deadlock"]
# ///
import threading
import time

ORDERED = False  # @param {type:"boolean"}

lock_a = threading.Lock()
lock_b = threading.Lock()


def worker(name, first, second):
    with first:
        print(f"{name} has its first lock")
        time.sleep(0.1)
        with second:
            print(f"{name} has both locks")


one = threading.Thread(target=worker, args=("one", lock_a, lock_b))
if ORDERED:
    two = threading.Thread(target=worker, args=("two", lock_a, lock_b))
else:
    two = threading.Thread(target=worker, args=("two", lock_b, lock_a))
one.start()
two.start()
one.join()
two.join()
print("both have ended")
