# /// script
# [tool.timeslice.expect]
# findings = ["livelock"]
# lines = [21]
# python = "any"
# also = ["exception", "race"]
# ///
"""A busy wait for a flag whose owner has died."""
import threading

finished = False
table = {}

def worker():
    global finished
    table['size'] += 1
    finished = True

t = threading.Thread(target=worker)
t.start()
while not finished:
    pass
print('finished')
