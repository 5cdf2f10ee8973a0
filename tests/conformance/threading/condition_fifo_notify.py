import threading
import time

cond = threading.Condition()
woken = []

def waiter(n):
    with cond:
        cond.wait()
        woken.append(n)

threads = []
for n in range(5):
    t = threading.Thread(target=waiter, args=(n,))
    t.start()
    threads.append(t)
    time.sleep(0.05)

with cond:
    cond.notify()
time.sleep(0.15)
print('after notify():', woken)
with cond:
    cond.notify(2)
time.sleep(0.15)
print('after notify(2):', sorted(woken))
with cond:
    cond.notify_all()
for t in threads:
    t.join()
print('after notify_all():', sorted(woken))
with cond:
    print('notify without waiters:', cond.notify(), cond.notify_all())
