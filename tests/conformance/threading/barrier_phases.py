import threading
import time

N = 3
log = []
barrier = threading.Barrier(N, action=lambda: log.append('--- all here ---'))

def worker(i):
    for phase in range(2):
        time.sleep(0.1 * (i + 1))
        log.append(f'worker {i} finished phase {phase}')
        barrier.wait()

threads = [threading.Thread(target=worker, args=(i,)) for i in range(N)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print('\n'.join(log))
print(barrier.parties, barrier.n_waiting, barrier.broken)
