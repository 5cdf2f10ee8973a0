# /// script
# [tool.timeslice.expect]
# findings = []
# python = "any"
# outcomes = 1
# ///
"""Every philosopher takes the fork with the lower number first."""
import threading

N = 3
forks = [threading.Lock() for _ in range(N)]

def philosopher(i):
    low, high = sorted((i, (i + 1) % N))
    with forks[low]:
        with forks[high]:
            pass

threads = [threading.Thread(target=philosopher, args=(i,)) for i in range(N)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print('all ate')
