import threading

lock = threading.Lock()
print(lock.acquire())
print(lock.acquire(False))
print(lock.acquire(blocking=False))
print(lock.acquire(timeout=0.05))
print(lock.acquire(True, 0.05))
print(lock.locked())
print(lock.release())
print(lock.locked())

for call in (
    lambda: lock.release(),
    lambda: lock.acquire(False, 1),
    lambda: lock.acquire(timeout=-5),
    lambda: lock.acquire('yes', 'no'),
):
    try:
        call()
    except (RuntimeError, ValueError, TypeError) as e:
        print(type(e).__name__ + ':', e)

with lock as entered:
    print('entered:', entered)
print(lock.locked())

try:
    with lock:
        raise KeyError('inside')
except KeyError:
    print('released after an exception:', not lock.locked())
