"""An event: wait for the signal

An event is a flag that threads can wait for. `set` raises it and wakes all who wait, at once;
whoever waits later does not wait at all.

The last runner comes after the signal. Does it wait?
"""
# /// script
# [tool.timeslice]
# summary = "One thread gives the signal, all others go."
# tags = ["threads", "event"]
# ///
import threading
import time

RUNNERS = 3  # @param {type:"slider", min:1, max:8, step:1}

signal = threading.Event()


def runner(number):
    print(f"runner {number} is ready")
    signal.wait()
    print(f"runner {number} runs")


threads = [threading.Thread(target=runner, args=(n,)) for n in range(RUNNERS)]
for t in threads:
    t.start()
time.sleep(0.5)
print("go!")
signal.set()
late = threading.Thread(target=runner, args=("late",))
late.start()
for t in threads + [late]:
    t.join()
