from itertools import count, islice, takewhile

def sieve(numbers):
    prime = next(numbers)
    yield prime
    yield from sieve(n for n in numbers if n % prime)

print(list(islice(sieve(count(2)), 15)))

def primes():
    composites = {}
    for n in count(2):
        if n not in composites:
            yield n
            composites[n * n] = [n]
        else:
            for p in composites.pop(n):
                composites.setdefault(p + n, []).append(p)

print(list(takewhile(lambda p: p < 60, primes())))
twins = ((p, p + 2) for p in primes() if all((p + 2) % d for d in range(2, p)))
print([next(twins) for _ in range(5)])

def hamming():
    sequence = [1]
    i2 = i3 = i5 = 0
    while True:
        yield sequence[-1]
        candidate = min(2 * sequence[i2], 3 * sequence[i3], 5 * sequence[i5])
        sequence.append(candidate)
        i2 += candidate == 2 * sequence[i2]
        i3 += candidate == 3 * sequence[i3]
        i5 += candidate == 5 * sequence[i5]

print(list(islice(hamming(), 20)))
