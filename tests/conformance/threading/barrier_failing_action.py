import threading

def action():
    raise ValueError('action failed')

barrier = threading.Barrier(2, action=action)
outcomes = []

def worker():
    try:
        barrier.wait()
        outcomes.append('passed')
    except ValueError as e:
        outcomes.append(f'ValueError {e}')
    except threading.BrokenBarrierError:
        outcomes.append('BrokenBarrierError')

threads = [threading.Thread(target=worker) for _ in range(2)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(sorted(outcomes))
print(barrier.broken)
barrier.reset()
print(barrier.broken, threading.Barrier(1).wait())
try:
    threading.Barrier(0)
except ValueError as e:
    print(e)
