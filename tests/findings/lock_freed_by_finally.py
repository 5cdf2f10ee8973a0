# /// script
# [tool.timeslice.expect]
# findings = []
# python = "any"
# outcomes = 1
# ///
"""The lock is released in a finally clause."""
import threading

lock = threading.Lock()
results = []

def divide(a, b):
    lock.acquire()
    try:
        results.append(a / b)
    except ZeroDivisionError:
        results.append(float('inf'))
    finally:
        lock.release()

threads = [threading.Thread(target=divide, args=(1, b)) for b in (0, 1)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(sorted(results))
