"""Two updates, one survives

Two workers each add one to a value in a database. Each takes a copy, works on it for a while, and
puts the result back. The second one copied before the first put back: its work wipes the other's
out, on every version of Python.

Set LOCKED to True. Where does the second worker wait now, and for how long?
"""
# /// script
# [tool.timeslice]
# summary = "Read, work, write back: without a lock the last writer wins."
# tags = ["threads", "race", "lock", "executor"]
# ///
import concurrent.futures
import threading
import time

WORKERS = 2  # @param {type:"slider", min:1, max:8, step:1}
LOCKED = False  # @param {type:"boolean"}


class FakeDatabase:
    def __init__(self):
        self.value = 0
        self.lock = threading.Lock()

    def update(self, name):
        print(f"worker {name}: update starts")
        if LOCKED:
            with self.lock:
                self.change()
        else:
            self.change()
        print(f"worker {name}: update ends")

    def change(self):
        local_copy = self.value
        local_copy += 1
        time.sleep(0.1)
        self.value = local_copy


database = FakeDatabase()
with concurrent.futures.ThreadPoolExecutor(max_workers=WORKERS) as executor:
    for index in range(WORKERS):
        executor.submit(database.update, index)
print(WORKERS, "updates, the value is", database.value)
