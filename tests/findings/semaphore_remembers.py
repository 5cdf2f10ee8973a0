# /// script
# [tool.timeslice.expect]
# findings = []
# python = "any"
# outcomes = 1
# ///
"""A semaphore remembers the signal that came too early."""
import threading

signal = threading.Semaphore(0)

def waiter():
    signal.acquire()

def notifier():
    signal.release()

threads = [threading.Thread(target=f) for f in (waiter, notifier)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print('done')
