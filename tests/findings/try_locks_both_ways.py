# /// script
# [tool.timeslice.expect]
# findings = []
# python = "any"
# ///
"""Two locks in opposite orders, but nobody waits for the second: no circle can close."""
import threading

left = threading.Lock()
right = threading.Lock()

def cross(mine, other):
    with mine:
        if other.acquire(blocking=False):
            other.release()

threads = [
    threading.Thread(target=cross, args=(left, right)),
    threading.Thread(target=cross, args=(right, left)),
]
for t in threads:
    t.start()
for t in threads:
    t.join()
print('no deadlock')
