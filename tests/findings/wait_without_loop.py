# /// script
# [tool.timeslice.expect]
# findings = ["exception"]
# lines = [17, 19]
# python = "any"
# also = ["race"]
# ///
"""Two consumers are woken for one item; the second finds the list empty."""
import threading

condition = threading.Condition()
items = []
taken = []

def consumer():
    with condition:
        if not items:
            condition.wait()
        taken.append(items.pop())

def producer():
    with condition:
        items.append('first')
        condition.notify_all()
    with condition:
        items.append('second')
        condition.notify_all()

threads = [threading.Thread(target=f) for f in (consumer, consumer, producer)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(len(taken))
