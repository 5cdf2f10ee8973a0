"""A barrier: nobody goes on alone

A barrier lets threads through only together: whoever arrives waits until the last one is there. Here
every runner waits after each lap.

The slowest runner sets the pace. Look for the long waits of the others.
"""
# /// script
# [tool.timeslice]
# summary = "Threads that wait for each other after every lap."
# tags = ["threads", "barrier"]
# ///
import threading
import time

RUNNERS = 3  # @param {type:"slider", min:2, max:6, step:1}
LAPS = 2  # @param {type:"slider", min:1, max:4, step:1}

barrier = threading.Barrier(RUNNERS)


def runner(number):
    for lap in range(LAPS):
        time.sleep(0.1 * (number + 1))
        print(f"runner {number} finished lap {lap}")
        barrier.wait()


threads = [threading.Thread(target=runner, args=(n,), name=f"runner-{n}") for n in range(RUNNERS)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print("the race is over")
