# /// script
# [tool.timeslice.expect]
# findings = []
# python = "any"
# outcomes = 1
# ///
"""Any number of threads may read what nobody writes."""
import threading

PRICES = {'apple': 3, 'pear': 4}
results = [None, None]

def total(n):
    results[n] = sum(PRICES.values()) + n

threads = [threading.Thread(target=total, args=(n,)) for n in range(2)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(results)
