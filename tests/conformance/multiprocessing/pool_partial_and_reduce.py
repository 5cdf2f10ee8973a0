from functools import partial, reduce
from multiprocessing import Pool
import math

def scale(factor, x, offset=0):
    return factor * x + offset

def is_prime(n):
    return n > 1 and all(n % d for d in range(2, math.isqrt(n) + 1))

def count_words(text):
    counts = {}
    for word in text.split():
        counts[word] = counts.get(word, 0) + 1
    return counts

def merge(a, b):
    return {k: a.get(k, 0) + b.get(k, 0) for k in {**a, **b}}

if __name__ == '__main__':
    with Pool(2) as pool:
        print(pool.map(partial(scale, 10, offset=1), range(5)))
        primes = [n for n, prime in zip(range(30), pool.map(is_prime, range(30))) if prime]
        print(primes)
        counts = pool.map(count_words, ['a b a', 'b c', 'a c c c'])
        print(counts, reduce(merge, counts))
        print(sum(pool.imap_unordered(math.sqrt, [4, 9, 16])))
