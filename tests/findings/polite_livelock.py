# /// script
# [tool.timeslice.expect]
# findings = ["livelock"]
# lines = [17]
# python = "any"
# endless = true
# ///
"""Each thread takes its own lock, finds the other's taken, gives way and tries again."""
import threading

left = threading.Lock()
right = threading.Lock()
crossed = []

def cross(name, mine, other):
    while True:
        mine.acquire()
        if other.acquire(blocking=False):
            crossed.append(name)
            other.release()
            mine.release()
            return
        mine.release()

threads = [
    threading.Thread(target=cross, args=('left', left, right)),
    threading.Thread(target=cross, args=('right', right, left)),
]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(len(crossed))
