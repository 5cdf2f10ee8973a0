import threading
import time

barrier = threading.Barrier(2, timeout=0.2)
try:
    barrier.wait()
except threading.BrokenBarrierError as e:
    print('timeout broke it:', repr(e), barrier.broken)
try:
    barrier.wait()
except threading.BrokenBarrierError:
    print('still broken')
barrier.reset()
print('after reset:', barrier.broken, barrier.n_waiting)

def waiter():
    try:
        barrier.wait(timeout=5)
        print('passed')
    except threading.BrokenBarrierError:
        print('waiter got BrokenBarrierError')

t = threading.Thread(target=waiter)
t.start()
time.sleep(0.1)
barrier.abort()
t.join()
print(barrier.broken, issubclass(threading.BrokenBarrierError, RuntimeError))

barrier.reset()
t = threading.Thread(target=waiter)
t.start()
print(barrier.wait(timeout=5) in (0, 1))
t.join()
