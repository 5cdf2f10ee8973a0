# /// script
# [tool.timeslice.expect]
# findings = ["race"]
# lines = [18]
# python = "any"
# also = ["lost_update", "exception"]
# ///
"""A call between the read and the write lets every CPython lose the update."""
import threading

value = 0

def plus_one(n):
    return n + 1

def update():
    global value
    value = plus_one(value)

threads = [threading.Thread(target=update) for _ in range(2)]
for t in threads:
    t.start()
for t in threads:
    t.join()
assert value == 2, value
