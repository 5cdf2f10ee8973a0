import threading

rlock = threading.RLock()
events = []

def other():
    got = rlock.acquire(blocking=False)
    events.append(got)
    if got:
        rlock.release()

def try_from_other_thread():
    t = threading.Thread(target=other)
    t.start()
    t.join()

for level in range(3):
    rlock.acquire()
    try_from_other_thread()
for level in range(3):
    try_from_other_thread()
    rlock.release()
try_from_other_thread()
print(events)

with rlock:
    with rlock:
        print('twice inside')
print(rlock.acquire(timeout=0.1))
rlock.release()
try:
    rlock.release()
except RuntimeError as e:
    print('RuntimeError:', e)
