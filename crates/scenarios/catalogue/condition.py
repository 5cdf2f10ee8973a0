"""A condition: wait until it is true

A condition belongs to a lock. `wait` gives the lock back and sleeps; `notify` wakes one who waits, and
that one gets the lock again before `wait` returns. Meanwhile somebody else may have been faster: that is
why `wait` stands in a `while` loop.

Set LOOP to False: with `if` instead of `while` a customer takes bread that is not there any more.
"""
# /// script
# [tool.timeslice]
# summary = "Customers wait for bread, and why a wait belongs into a loop."
# tags = ["threads", "condition", "lock"]
# ///
import threading
import time

CUSTOMERS = 3  # @param {type:"slider", min:1, max:6, step:1}
LOOP = True  # @param {type:"boolean"}

shop = threading.Condition()
bread = 0


def customer(number):
    global bread
    with shop:
        if LOOP:
            while bread == 0:
                shop.wait()
        elif bread == 0:
            shop.wait()
        bread -= 1
        print(f"customer {number} bought bread, {bread} left")


def baker():
    global bread
    for _ in range(CUSTOMERS):
        time.sleep(0.1)
        with shop:
            bread += 1
            shop.notify_all()


threads = [threading.Thread(target=customer, args=(n,)) for n in range(CUSTOMERS)]
threads.append(threading.Thread(target=baker, name="baker"))
for t in threads:
    t.start()
for t in threads:
    t.join()
