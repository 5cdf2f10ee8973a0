# /// script
# [tool.timeslice.expect]
# findings = []
# python = "any"
# outcomes = 1
# ///
"""Each thread writes an entry of its own; the dict itself is safe."""
import threading

counts = {}

def count(word, n):
    counts[word] = n * 2

threads = [threading.Thread(target=count, args=(w, n)) for n, w in enumerate('ab')]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(sorted(counts.items()))
