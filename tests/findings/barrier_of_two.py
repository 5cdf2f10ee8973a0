# /// script
# [tool.timeslice.expect]
# findings = []
# python = "any"
# outcomes = 1
# ///
"""What was written before the barrier may be read after it."""
import threading

barrier = threading.Barrier(2)
written = [None, None]
read = [None, None]

def worker(n):
    written[n] = n * 10
    barrier.wait()
    read[n] = written[1 - n]

threads = [threading.Thread(target=worker, args=(n,)) for n in range(2)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(read)
