# /// script
# [tool.timeslice.expect]
# findings = ["exception"]
# lines = [15, 16]
# python = "any"
# also = ["check_then_act", "race"]
# ///
"""The list may become empty between the check and the pop."""
import threading

jobs = ['only job']
done = []

def worker():
    if jobs:
        done.append(jobs.pop())

threads = [threading.Thread(target=worker) for _ in range(2)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(done)
