def sieve(limit):
    flags = [True] * (limit + 1)
    flags[0:2] = [False, False]
    for n in range(2, int(limit ** 0.5) + 1):
        if flags[n]:
            flags[n * n::n] = [False] * len(flags[n * n::n])
    return [n for n, prime in enumerate(flags) if prime]

def factors(n):
    found = []
    d = 2
    while d * d <= n:
        while n % d == 0:
            found.append(d)
            n //= d
        d += 1
    if n > 1:
        found.append(n)
    return found

primes = sieve(60)
print(primes, len(primes), sum(primes))
for n in (12, 97, 360, 1001, 2 ** 16, 600851475143):
    print(n, '=', ' * '.join(map(str, factors(n))))
def gcd(a, b):
    while b:
        a, b = b, a % b
    return a
print(gcd(48, 36), gcd(17, 5), gcd(0, 9), gcd(10 ** 18, 10 ** 12 + 10 ** 6))
