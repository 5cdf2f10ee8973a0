"""Generators: one over another, an expression, `yield from`."""


def count(limit):
    n = 0
    while n < limit:
        yield n
        n += 1


def even(numbers):
    for n in numbers:
        if n % 2 == 0:
            yield n


def both(limit):
    yield from count(limit)
    yield from even(count(limit))


print(sum(both(100_000)), sum(n * n for n in count(100_000)))
