# /// script
# [tool.timeslice.expect]
# findings = []
# python = "any"
# outcomes = 1
# ///
"""The same with a re-entrant lock."""
import threading

class Counter:
    def __init__(self):
        self.lock = threading.RLock()
        self.value = 0

    def increment(self):
        with self.lock:
            self.value += 1

    def increment_twice(self):
        with self.lock:
            self.increment()
            self.increment()

counter = Counter()
threads = [threading.Thread(target=counter.increment_twice) for _ in range(2)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(counter.value)
