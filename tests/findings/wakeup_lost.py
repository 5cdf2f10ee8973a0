# /// script
# [tool.timeslice.expect]
# findings = ["lost_wakeup", "deadlock"]
# lines = [15, 17, 23]
# python = "any"
# also = ["race"]
# ///
"""The consumer looks at the flag before it holds the lock."""
import threading

condition = threading.Condition()
ready = False

def consumer():
    if not ready:
        with condition:
            condition.wait()

def producer():
    global ready
    ready = True
    with condition:
        condition.notify()

threads = [threading.Thread(target=f) for f in (consumer, producer)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print('done')
