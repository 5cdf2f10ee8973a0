import threading

class BoundedQueue:
    """Two conditions over one lock, as in operating system textbooks."""

    def __init__(self, size):
        self.lock = threading.Lock()
        self.not_full = threading.Condition(self.lock)
        self.not_empty = threading.Condition(self.lock)
        self.size = size
        self.items = []

    def put(self, item):
        with self.not_full:
            self.not_full.wait_for(lambda: len(self.items) < self.size)
            self.items.append(item)
            self.not_empty.notify()

    def get(self):
        with self.not_empty:
            self.not_empty.wait_for(lambda: self.items)
            item = self.items.pop(0)
            self.not_full.notify()
            return item

q = BoundedQueue(2)
out = []
out_lock = threading.Lock()

def producer(base):
    for i in range(5):
        q.put(base + i)

def consumer():
    for _ in range(5):
        item = q.get()
        with out_lock:
            out.append(item)

threads = [threading.Thread(target=producer, args=(b,)) for b in (0, 100)]
threads += [threading.Thread(target=consumer) for _ in range(2)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(sorted(out))
print([x for x in out if x < 100] == list(range(5)) or 'split between consumers')
print(q.items, q.lock.locked())
