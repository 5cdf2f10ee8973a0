import threading

class Counter:
    def __init__(self, limit):
        self.next = 2
        self.limit = limit
        self.lock = threading.Lock()

    def take(self):
        with self.lock:
            if self.next > self.limit:
                return None
            n = self.next
            self.next += 1
            return n

def is_prime(n):
    return all(n % d for d in range(2, int(n ** 0.5) + 1))

primes = []
counter = Counter(100)

def worker():
    while (n := counter.take()) is not None:
        if is_prime(n):
            primes.append(n)

threads = [threading.Thread(target=worker) for _ in range(4)]
[t.start() for t in threads]
[t.join() for t in threads]
print(sorted(primes))
print(len(primes), 'primes up to', counter.limit)
