# /// script
# [tool.timeslice.expect]
# findings = ["exception"]
# lines = [16, 20]
# python = "any"
# also = ["race"]
# ///
"""One thread walks the dict, the other one inserts."""
import threading

prices = {'apple': 1, 'pear': 2}
total = 0

def add():
    global total
    for name in prices:
        total += prices[name]

def insert():
    prices['fig'] = 3

threads = [threading.Thread(target=f) for f in (add, insert)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(total >= 3)
