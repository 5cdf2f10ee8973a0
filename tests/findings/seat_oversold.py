# /// script
# [tool.timeslice.expect]
# findings = ["race"]
# lines = [16, 17]
# python = "any"
# also = ["check_then_act", "exception"]
# ///
"""Check, then act: both buyers may see the last seat."""
import threading

seats = 1
buyers = []

def buy(name):
    global seats
    if seats > 0:
        seats -= 1
        buyers.append(name)

threads = [threading.Thread(target=buy, args=(n,)) for n in ('Ann', 'Bob')]
for t in threads:
    t.start()
for t in threads:
    t.join()
assert len(buyers) == 1, buyers
