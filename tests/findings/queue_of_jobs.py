# /// script
# [tool.timeslice.expect]
# findings = []
# python = "any"
# outcomes = 1
# ///
"""A queue hands every job to exactly one worker; sentinels end them."""
import queue
import threading

jobs = queue.Queue()
done = []

def worker():
    while True:
        job = jobs.get()
        if job is None:
            return
        done.append(job)

threads = [threading.Thread(target=worker) for _ in range(2)]
for t in threads:
    t.start()
jobs.put('only job')
for _ in threads:
    jobs.put(None)
for t in threads:
    t.join()
print(done)
