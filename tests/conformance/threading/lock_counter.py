import threading

class Counter:
    def __init__(self):
        self.value = 0
        self.lock = threading.Lock()

    def increment(self):
        with self.lock:
            self.value += 1

def worker(counter, times):
    for _ in range(times):
        counter.increment()

counter = Counter()
threads = [threading.Thread(target=worker, args=(counter, 500)) for _ in range(5)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()

print('Final count:', counter.value)
assert counter.value == 2500
print(counter.lock.locked())
with counter.lock:
    print(counter.lock.locked())
