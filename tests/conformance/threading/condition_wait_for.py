import threading
import time

cv = threading.Condition()
value = 0

def wait_until(n):
    with cv:
        result = cv.wait_for(lambda: value >= n)
        print(f'value reached {n}: {result}')

threads = [threading.Thread(target=wait_until, args=(n,)) for n in (3, 1, 2)]
for t in threads:
    t.start()

for _ in range(3):
    time.sleep(0.15)
    with cv:
        value += 1
        cv.notify_all()
for t in threads:
    t.join()

with cv:
    start = time.monotonic()
    print(cv.wait_for(lambda: value > 99, timeout=0.2))
    print(time.monotonic() - start >= 0.19)
    print(cv.wait_for(lambda: 'truthy result'))
    print(cv.wait(timeout=0.05))
