# /// script
# [tool.timeslice.expect]
# findings = []
# python = "any"
# outcomes = 1
# ///
"""Two consumers wait for what they need."""
import threading

condition = threading.Condition()
items = []
taken = []

def consumer():
    with condition:
        condition.wait_for(lambda: items)
        taken.append(items.pop())

def producer():
    for item in ('first', 'second'):
        with condition:
            items.append(item)
            condition.notify_all()

threads = [threading.Thread(target=f) for f in (consumer, consumer, producer)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(len(taken), items)
