import queue
import threading

q = queue.SimpleQueue()
print(q.empty(), q.qsize())
q.put('a')
q.put_nowait('b')
print(q.qsize(), q.get(), q.get_nowait())
try:
    q.get(timeout=0.05)
except queue.Empty:
    print('empty')
print(hasattr(q, 'task_done'), hasattr(q, 'join'), hasattr(q, 'full'))

received = []

def consume():
    while (item := q.get()) is not None:
        received.append(item)

t = threading.Thread(target=consume)
t.start()
for n in range(5):
    q.put(n)
q.put(None)
t.join()
print(received)
try:
    queue.SimpleQueue(5)
except TypeError as e:
    print('no maximal size')
