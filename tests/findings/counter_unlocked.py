# /// script
# [tool.timeslice.expect]
# findings = ["race"]
# lines = [16]
# python = "any"
# safe_with = ["3.13"]
# also = ["lost_update"]
# ///
"""Two threads add one to a global without a lock."""
import threading

counter = 0

def increment():
    global counter
    counter += 1

threads = [threading.Thread(target=increment) for _ in range(2)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(counter)
