"""A timer: later, unless cancelled

A timer is a thread that sleeps first and works then. Until it wakes up it can be cancelled.

Set CANCEL_AFTER to more than DELAY: too late.
"""
# /// script
# [tool.timeslice]
# summary = "A function that runs later, in a thread of its own."
# tags = ["threads", "timer"]
# ///
import threading
import time

DELAY = 0.5  # @param {type:"slider", min:0.1, max:2, step:0.1}
CANCEL_AFTER = 0.3  # @param {type:"slider", min:0.1, max:2, step:0.1}

start = time.perf_counter()


def ring(what):
    print(f"{what} rings after {time.perf_counter() - start:.1f} s")


kettle = threading.Timer(DELAY, ring, args=("kettle",))
alarm = threading.Timer(DELAY, ring, args=("alarm",))
kettle.start()
alarm.start()
time.sleep(CANCEL_AFTER)
alarm.cancel()
print("the alarm is cancelled, if it is not too late")
kettle.join()
alarm.join()
