# /// script
# [tool.timeslice.expect]
# findings = []
# python = "any"
# outcomes = 1
# ///
"""Data is written before the event is set and read after it was seen."""
import threading

done = threading.Event()
data = None
seen = []

def producer():
    global data
    data = 42
    done.set()

def consumer():
    done.wait()
    seen.append(data)

threads = [threading.Thread(target=f) for f in (consumer, producer)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(seen)
