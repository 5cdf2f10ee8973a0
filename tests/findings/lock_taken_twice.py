# /// script
# [tool.timeslice.expect]
# findings = ["deadlock"]
# lines = [16]
# python = "any"
# ///
"""A method that holds the lock calls another one that takes it."""
import threading

class Counter:
    def __init__(self):
        self.lock = threading.Lock()
        self.value = 0

    def increment(self):
        with self.lock:
            self.value += 1

    def increment_twice(self):
        with self.lock:
            self.increment()
            self.increment()

counter = Counter()
t = threading.Thread(target=counter.increment_twice)
t.start()
t.join()
print(counter.value)
