# /// script
# [tool.timeslice.expect]
# findings = []
# python = "any"
# ///
"""A try-lock with an alternative: every thread ends, nobody waits."""
import threading

lock = threading.Lock()
outcomes = [None, None]

def attempt(n):
    if lock.acquire(blocking=False):
        outcomes[n] = 'worked'
        lock.release()
    else:
        outcomes[n] = 'gave up'

threads = [threading.Thread(target=attempt, args=(n,)) for n in range(2)]
for t in threads:
    t.start()
for t in threads:
    t.join()
assert 'worked' in outcomes
