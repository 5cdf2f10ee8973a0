# /// script
# [tool.timeslice.expect]
# findings = []
# python = "any"
# ///
"""The walker works on a copy that it made under the lock."""
import threading

prices = {'apple': 1, 'pear': 2}
lock = threading.Lock()
totals = []

def add():
    with lock:
        snapshot = dict(prices)
    totals.append(sum(snapshot.values()))

def insert():
    with lock:
        prices['fig'] = 3

threads = [threading.Thread(target=f) for f in (add, insert)]
for t in threads:
    t.start()
for t in threads:
    t.join()
assert totals[0] in (3, 6)
