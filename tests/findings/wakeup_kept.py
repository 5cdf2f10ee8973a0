# /// script
# [tool.timeslice.expect]
# findings = []
# python = "any"
# outcomes = 1
# ///
"""The consumer looks at the flag in a loop, holding the lock."""
import threading

condition = threading.Condition()
ready = False

def consumer():
    with condition:
        while not ready:
            condition.wait()

def producer():
    global ready
    with condition:
        ready = True
        condition.notify()

threads = [threading.Thread(target=f) for f in (consumer, producer)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print('done')
