# /// script
# [tool.timeslice.expect]
# findings = ["deadlock"]
# lines = [14, 18]
# python = "any"
# also = ["lost_wakeup"]
# ///
"""set() and clear() at once: who waits later misses the signal."""
import threading

go = threading.Event()

def waiter():
    go.wait()

def pulse():
    go.set()
    go.clear()

threads = [threading.Thread(target=f) for f in (waiter, pulse)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print('done')
