import queue
import threading
import time

q = queue.Queue(maxsize=1)
log = []

def producer():
    for i in range(3):
        q.put(i)
        log.append(f'put {i}')
    log.append('producer done')

t = threading.Thread(target=producer)
t.start()
time.sleep(0.2)
print(log, q.full())
first = q.get()
time.sleep(0.2)
print(first, log)
q.get()
time.sleep(0.2)
print(log)
print(q.get(), q.empty())
t.join()
