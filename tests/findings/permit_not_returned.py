# /// script
# [tool.timeslice.expect]
# findings = ["deadlock"]
# lines = [14, 16]
# python = "any"
# ///
"""An early return keeps the permit."""
import threading

permits = threading.Semaphore(1)
handled = []

def handle(n):
    permits.acquire()
    if n < 0:
        return
    handled.append(n)
    permits.release()

threads = [threading.Thread(target=handle, args=(n,)) for n in (-1, 1)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(handled)
