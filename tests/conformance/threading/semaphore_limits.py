import threading
import time

pool = threading.BoundedSemaphore(value=3)
guard = threading.Lock()
active = []
most = 0

def access(thread_number):
    global most
    with pool:
        with guard:
            active.append(thread_number)
            most = max(most, len(active))
        time.sleep(0.05)
        with guard:
            active.remove(thread_number)

threads = [threading.Thread(target=access, args=(i,)) for i in range(10)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print('never more than', most)
print('still active:', active)
try:
    pool.release()
except ValueError as e:
    print('ValueError:', e)
