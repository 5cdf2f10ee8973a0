"""A semaphore: so many and no more

A semaphore counts free places. `acquire` takes one and waits where none is left, `release` gives one
back. Here cars look for a place to park.

With PLACES = 1 it behaves like a lock, but unlike a lock's, its places may be returned by anybody, even
more than there were: that is what BoundedSemaphore refuses.
"""
# /// script
# [tool.timeslice]
# summary = "A car park with a limited number of places."
# tags = ["threads", "semaphore"]
# ///
import threading
import time

CARS = 6  # @param {type:"slider", min:1, max:12, step:1}
PLACES = 2  # @param {type:"slider", min:1, max:6, step:1}

places = threading.BoundedSemaphore(PLACES)
guard = threading.Lock()
inside = 0
most = 0


def car(number):
    global inside, most
    with places:
        with guard:
            inside += 1
            most = max(most, inside)
        time.sleep(0.1 + 0.02 * number)
        with guard:
            inside -= 1
    print(f"car {number} has left")


threads = [threading.Thread(target=car, args=(n,), name=f"car-{n}") for n in range(CARS)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print("at most", most, "inside at once")
