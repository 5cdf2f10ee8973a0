# /// script
# [tool.timeslice.expect]
# findings = []
# python = "any"
# outcomes = 1
# ///
"""The consumer runs while the producer fills the bounded queue."""
import queue
import threading

box = queue.Queue(maxsize=1)
got = []

def consumer():
    for _ in range(2):
        got.append(box.get())

t = threading.Thread(target=consumer)
t.start()
for n in range(2):
    box.put(n)
t.join()
print(got)
