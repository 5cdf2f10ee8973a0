"""A sieve and a count of last digits: slices, a step in `range`, subscripts."""


class Counter:
    def __init__(self):
        self.seen = {}

    def add(self, word):
        self.seen[word] = self.seen.get(word, 0) + 1


def primes(limit):
    sieve = [True] * limit
    sieve[0] = sieve[1] = False
    n = 2
    while n * n < limit:
        if sieve[n]:
            for multiple in range(n * n, limit, n):
                sieve[multiple] = False
        n += 1
    return [n for n in range(limit) if sieve[n]]


counter = Counter()
for prime in primes(100_000):
    counter.add(str(prime)[-1])
print(sorted(counter.seen.items()))
