# /// script
# [tool.timeslice.expect]
# findings = ["deadlock"]
# lines = [19]
# python = "any"
# ///
"""The producer fills the bounded queue before the consumer is started."""
import queue
import threading

box = queue.Queue(maxsize=1)
got = []

def consumer():
    for _ in range(2):
        got.append(box.get())

for n in range(2):
    box.put(n)
t = threading.Thread(target=consumer)
t.start()
t.join()
print(got)
