# /// script
# [tool.timeslice.expect]
# findings = ["deadlock"]
# lines = [13]
# python = "any"
# ///
"""A barrier for three, and only two threads come."""
import threading

barrier = threading.Barrier(3)

def worker():
    barrier.wait()

threads = [threading.Thread(target=worker) for _ in range(2)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print('done')
