# /// script
# [tool.timeslice.expect]
# findings = ["deadlock", "exception"]
# lines = [14, 15]
# python = "any"
# ///
"""An exception between acquire and release leaves the lock locked."""
import threading

lock = threading.Lock()
results = []

def divide(a, b):
    lock.acquire()
    results.append(a / b)
    lock.release()

threads = [threading.Thread(target=divide, args=(1, b)) for b in (0, 1)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(results)
