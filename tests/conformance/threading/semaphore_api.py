import threading

sem = threading.Semaphore(2)
print(sem.acquire(), sem.acquire(), sem.acquire(blocking=False))
print(sem.acquire(timeout=0.05))
sem.release()
print(sem.acquire())
sem.release(3)
print([sem.acquire(False) for _ in range(4)])

for make in (
    lambda: threading.Semaphore(-1),
    lambda: threading.Semaphore(1).acquire(False, timeout=1),
    lambda: threading.Semaphore(1).release(0),
    lambda: threading.BoundedSemaphore(1).release(),
    lambda: threading.BoundedSemaphore(2).release(5),
):
    try:
        make()
    except ValueError as e:
        print('ValueError:', e)

with threading.Semaphore() as value:
    print('with gives', value)
zero = threading.Semaphore(0)
print(zero.acquire(blocking=False))
zero.release()
print(zero.acquire(blocking=False))
