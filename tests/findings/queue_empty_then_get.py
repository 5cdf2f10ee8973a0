# /// script
# [tool.timeslice.expect]
# findings = ["deadlock"]
# lines = [16, 17]
# python = "any"
# also = ["check_then_act"]
# ///
"""Not empty a moment ago: the other worker may have taken the item."""
import queue
import threading

box = queue.Queue()
box.put('only item')

def worker():
    if not box.empty():
        box.get()

threads = [threading.Thread(target=worker) for _ in range(2)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print('done')
