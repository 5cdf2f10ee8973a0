import threading
import time

barrier = threading.Barrier(4)
indices = {}

def worker(i):
    time.sleep(0.08 * i)
    index = barrier.wait()
    indices[i] = index
    if index == 0:
        print('exactly one thread is chosen to clean up')

threads = [threading.Thread(target=worker, args=(i,)) for i in range(4)]
for t in threads:
    t.start()
time.sleep(0.04)
print('waiting so far:', barrier.n_waiting)
for t in threads:
    t.join()
print(sorted(indices.values()))
print('the last to arrive has index', indices[3])
print('arrival order kept:', [indices[i] for i in range(4)])
