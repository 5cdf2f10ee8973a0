# /// script
# [tool.timeslice.expect]
# findings = []
# python = "any"
# outcomes = 1
# ///
"""Each thread writes a slot of its own; the sum is taken after the joins."""
import threading

results = [0, 0]

def compute(n):
    results[n] = (n + 1) * 10

threads = [threading.Thread(target=compute, args=(n,)) for n in range(2)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(sum(results))
