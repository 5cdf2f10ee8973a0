import queue
import threading
import time

q = queue.PriorityQueue()
order = []
start = threading.Event()

def worker():
    start.wait()
    while True:
        priority, name = q.get()
        if name is None:
            break
        order.append(f'{priority}:{name}')
        if name == 'spawn':
            q.put((0, 'urgent child'))
        time.sleep(0.01)

t = threading.Thread(target=worker)
t.start()
for entry in ((5, 'cleanup'), (1, 'spawn'), (3, 'report'), (2, 'mail'), (9, None)):
    q.put(entry)
start.set()
t.join()
print(order)
print(q.qsize())
counter = 0
heap_order = queue.PriorityQueue()
for text in ('b', 'a', 'c'):
    heap_order.put((0, counter, text))
    counter += 1
print([heap_order.get()[2] for _ in range(3)])
print(sorted([(2, 'b'), (1, 'z')])[0])
