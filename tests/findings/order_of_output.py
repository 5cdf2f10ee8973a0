# /// script
# [tool.timeslice.expect]
# findings = ["outcome"]
# lines = [12]
# python = "any"
# also = ["race"]
# ///
"""Which line comes first depends on the schedule."""
import threading

def say(word):
    print(word)

threads = [threading.Thread(target=say, args=(w,)) for w in ('hello', 'world')]
for t in threads:
    t.start()
for t in threads:
    t.join()
