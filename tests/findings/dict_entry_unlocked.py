# /// script
# [tool.timeslice.expect]
# findings = ["race"]
# lines = [14]
# python = "any"
# also = ["lost_update"]
# ///
"""A word count: reading and writing the entry are two steps."""
import threading

counts = {'a': 0}

def count(word):
    counts[word] = counts.get(word, 0) + 1

threads = [threading.Thread(target=count, args=('a',)) for _ in range(2)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(counts)
