import threading

class ThreadSafeIterator:
    def __init__(self, iterator):
        self.iterator = iterator
        self.lock = threading.Lock()

    def __iter__(self):
        return self

    def __next__(self):
        with self.lock:
            return next(self.iterator)

def threadsafe(generator):
    def wrapper(*args, **kwargs):
        return ThreadSafeIterator(generator(*args, **kwargs))
    return wrapper

@threadsafe
def count(limit):
    n = 0
    while n < limit:
        yield n
        n += 1

taken = []

def consume(iterator):
    for n in iterator:
        taken.append(n)

shared = count(200)
threads = [threading.Thread(target=consume, args=(shared,)) for _ in range(3)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(len(taken), len(set(taken)), sorted(taken) == list(range(200)))
print(next(shared, 'exhausted'))
