# /// script
# [tool.timeslice.expect]
# findings = []
# python = "any"
# outcomes = 1
# ///
"""The with statement returns the permit on every way out."""
import threading

permits = threading.Semaphore(1)
handled = []

def handle(n):
    with permits:
        if n < 0:
            return
        handled.append(n)

threads = [threading.Thread(target=handle, args=(n,)) for n in (-1, 1)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(handled)
