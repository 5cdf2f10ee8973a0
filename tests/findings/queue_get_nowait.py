# /// script
# [tool.timeslice.expect]
# findings = []
# python = "any"
# outcomes = 1
# ///
"""Asking and taking in one operation."""
import queue
import threading

box = queue.Queue()
box.put('only item')
got = []

def worker():
    try:
        got.append(box.get_nowait())
    except queue.Empty:
        pass

threads = [threading.Thread(target=worker) for _ in range(2)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(got)
