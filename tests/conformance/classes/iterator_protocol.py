class Countdown:
    def __init__(self, start):
        self.start = start

    def __iter__(self):
        return CountdownIterator(self.start)

class CountdownIterator:
    def __init__(self, n):
        self.n = n

    def __iter__(self):
        return self

    def __next__(self):
        if self.n <= 0:
            raise StopIteration
        self.n -= 1
        return self.n + 1

c = Countdown(3)
print(list(c), list(c), [(a, b) for a in c for b in c][:4], max(c), sum(c), 2 in c, sorted(c))
it = iter(c)
print(next(it), list(it), next(it, 'done'))
a, b, d = c
print(a, b, d, dict(zip(c, 'xyz')), tuple(map(str, c)), [*c, *c])
for i, v in enumerate(c):
    print(i, v, end='; ')
print()

class Fib:
    def __init__(self, limit):
        self.limit = limit
    def __iter__(self):
        self.a, self.b = 0, 1
        return self
    def __next__(self):
        if self.a > self.limit:
            raise StopIteration
        value, self.a, self.b = self.a, self.b, self.a + self.b
        return value

print(list(Fib(50)), ' '.join(str(f) for f in Fib(10)))
class Broken:
    def __iter__(self):
        return 5
class Range:
    def __init__(self, *args): self.r = range(*args)
    def __len__(self): return len(self.r)
    def __length_hint__(self): return 99
    def __getitem__(self, i): return self.r[i]
    def __reversed__(self): return reversed(self.r)
try:
    for x in Broken():
        pass
except TypeError as e:
    print(e)
try:
    next(c)
except TypeError as e:
    print(e)
print(list(Range(5)), list(reversed(Range(3))), Range(2, 9)[1:3], len(Range(4)))
