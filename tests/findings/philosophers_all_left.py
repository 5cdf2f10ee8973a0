# /// script
# [tool.timeslice.expect]
# findings = ["deadlock"]
# lines = [16]
# python = "any"
# also = ["lock_order"]
# ///
"""Every philosopher takes the left fork first."""
import threading

N = 3
forks = [threading.Lock() for _ in range(N)]

def philosopher(i):
    with forks[i]:
        with forks[(i + 1) % N]:
            pass

threads = [threading.Thread(target=philosopher, args=(i,)) for i in range(N)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print('all ate')
