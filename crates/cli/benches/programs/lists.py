"""Lists: append, comprehensions, sort with and without a key, slices, pop."""


def make(count):
    numbers, seed = [], 1
    for _ in range(count):
        seed = seed * 1_103_515_245 + 12_345 & 0x7FFFFFFF
        numbers.append(seed)
    return numbers


numbers = make(100_000)
ordered = sorted(numbers)
by_digits = sorted(numbers, key=lambda n: n % 1000)
pairs = [(n % 100, n) for n in numbers if n % 3]
pairs.sort()
middle = ordered[25_000:75_000:2]
stack = list(numbers)
while stack:
    stack.pop()
print(ordered[0], by_digits[0], pairs[0], sum(middle), max(numbers), numbers.index(numbers[-1]))
