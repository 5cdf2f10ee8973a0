"""Queues whose inside a program uses: the mutex, the deque, the hooks for subclasses."""
import queue, threading
q = queue.Queue()
for i in range(5): q.put(i)
print(list(q.queue), q.queue)
with q.mutex:
    q.queue.clear()
print(q.qsize(), q.empty())
q.put('a'); q.put('b')
print(q.queue[0], 'b' in q.queue, len(q.queue))
for x in q.queue: print(x)
with q.not_empty:
    print('notempty')
print(q.unfinished_tasks)
with q.all_tasks_done:
    q.all_tasks_done.notify_all()
    q.unfinished_tasks = 0
q.join()
class UniqueQueue(queue.Queue):
    def _init(self, maxsize):
        self.queue = set()
    def _put(self, item):
        self.queue.add(item)
    def _get(self):
        return self.queue.pop()
    def _qsize(self):
        return len(self.queue)
u = UniqueQueue()
u.put(1); u.put(1); u.put(1)
print(u.qsize(), u.get(), u.empty())
class P(queue.PriorityQueue):
    def _put(self, item):
        print('put', item); super()._put(item)
    def put(self, item, prio=0):
        super().put((prio, item))
p = P(); p.put('z', 5); p.put('y', 1)
print(p.get(), p.queue)
l = queue.LifoQueue(); l.put(1); l.put(2); print(l.queue)
class ClosableQueue(queue.Queue):
    SENTINEL = object()
    def close(self):
        self.put(self.SENTINEL)
    def __iter__(self):
        while True:
            item = self.get()
            try:
                if item is self.SENTINEL:
                    return
                yield item
            finally:
                self.task_done()
class StoppableWorker(threading.Thread):
    def __init__(self, func, in_queue, out_queue):
        super().__init__()
        self.func, self.in_queue, self.out_queue = func, in_queue, out_queue
    def run(self):
        for item in self.in_queue:
            self.out_queue.put(self.func(item))
def start_threads(count, *args):
    threads = [StoppableWorker(*args) for _ in range(count)]
    for t in threads: t.start()
    return threads
def stop_threads(q, threads):
    for _ in threads: q.close()
    q.join()
    for t in threads: t.join()
a, b, c = ClosableQueue(), ClosableQueue(), ClosableQueue()
t1 = start_threads(3, lambda x: x+1, a, b)
t2 = start_threads(4, lambda x: x*2, b, c)
for i in range(20): a.put(i)
stop_threads(a, t1); stop_threads(b, t2)
print(c.qsize(), sorted(c.queue))
