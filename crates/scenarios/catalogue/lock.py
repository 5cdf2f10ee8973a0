"""One at a time

A lock has at most one holder. Whoever asks for it while it is held waits, and gets it in turn when
the holder lets go. `with lock:` takes it and gives it back, even when an exception flies through.

Follow the arrows on the timeline from each release to the next acquire.
"""
# /// script
# [tool.timeslice]
# summary = "A lock makes a critical section: the second thread waits for the first."
# tags = ["threads", "lock"]
# ///
import threading
import time

THREADS = 3  # @param {type:"slider", min:1, max:8, step:1}
WORK = 0.2  # @param {type:"slider", min:0, max:1, step:0.05}

lock = threading.Lock()
order = []


def worker(name):
    print(f"{name} asks for the lock")
    with lock:
        print(f"{name} has the lock")
        order.append(name)
        time.sleep(WORK)
    print(f"{name} gave it back")


threads = [threading.Thread(target=worker, args=(f"worker-{n}",)) for n in range(THREADS)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print("order:", ", ".join(order))
