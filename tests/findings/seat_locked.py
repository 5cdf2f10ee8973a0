# /// script
# [tool.timeslice.expect]
# findings = []
# python = "any"
# ///
"""Check and act under one lock: exactly one buyer, whoever it is."""
import threading

seats = 1
buyers = []
lock = threading.Lock()

def buy(name):
    global seats
    with lock:
        if seats > 0:
            seats -= 1
            buyers.append(name)

threads = [threading.Thread(target=buy, args=(n,)) for n in ('Ann', 'Bob')]
for t in threads:
    t.start()
for t in threads:
    t.join()
assert len(buyers) == 1, buyers
print(seats)
