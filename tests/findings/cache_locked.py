# /// script
# [tool.timeslice.expect]
# findings = []
# python = "any"
# outcomes = 1
# ///
"""The cache computes under its lock."""
import threading

cache = {}
computed = []
lock = threading.Lock()

def lookup(key):
    with lock:
        if key not in cache:
            computed.append(key)
            cache[key] = key.upper()
        return cache[key]

threads = [threading.Thread(target=lookup, args=('a',)) for _ in range(2)]
for t in threads:
    t.start()
for t in threads:
    t.join()
assert computed == ['a'], computed
