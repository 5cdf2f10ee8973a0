def collatz(n):
    chain = [n]
    while n != 1:
        n = 3 * n + 1 if n % 2 else n // 2
        chain.append(n)
    return chain

print(collatz(6), len(collatz(27)), max(collatz(27)))
print(sum(int(d) for d in str(2 ** 100)), ''.join(reversed(str(12345))))

def digits(n, base):
    out = ''
    while n:
        n, r = divmod(n, base)
        out = '0123456789abcdef'[r] + out
    return out or '0'

print([digits(255, b) for b in (2, 8, 10, 16)], digits(0, 2))

def roman(n):
    pairs = zip((1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1),
                'M CM D CD C XC L XL X IX V IV I'.split())
    return ''.join(symbol * (q := n // value) + (n := n - q * value) * '' for value, symbol in pairs)

print([roman(n) for n in (1994, 2024, 4, 9, 3999)])
armstrong = [n for n in range(1000) if n == sum(int(d) ** len(str(n)) for d in str(n))]
print(armstrong)
perfect = [n for n in range(2, 500) if n == sum(d for d in range(1, n) if n % d == 0)]
print(perfect)
triples = [(a, b, c) for c in range(1, 21) for b in range(1, c) for a in range(1, b) if a * a + b * b == c * c]
print(triples)
fib = [0, 1]
while len(fib) < 15:
    fib.append(fib[-1] + fib[-2])
print(fib, 8 in fib, fib.index(55))
