# /// script
# [tool.timeslice.expect]
# findings = ["race"]
# lines = [15, 17]
# python = "any"
# also = ["check_then_act", "exception", "lost_update"]
# ///
"""Two threads find the cache empty and both compute."""
import threading

cache = {}
computed = []

def lookup(key):
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
