def permutations(items):
    if not items:
        yield []
    for i in range(len(items)):
        for rest in permutations(items[:i] + items[i + 1:]):
            yield [items[i]] + rest

print([''.join(p) for p in permutations(list('abc'))])

def queens(n, state=()):
    row = len(state)
    if row == n:
        yield state
        return
    for col in range(n):
        if all(col != c and abs(col - c) != row - r for r, c in enumerate(state)):
            yield from queens(n, state + (col,))

print(list(queens(4)), len(list(queens(6))), next(queens(8)))

def subsets(items):
    if not items:
        yield ()
        return
    first, *rest = items
    for subset in subsets(rest):
        yield subset
        yield (first,) + subset

print(sorted(subsets([1, 2, 3])))

def gray(bits):
    if bits == 0:
        yield ''
        return
    for code in gray(bits - 1):
        yield '0' + code
    for code in reversed(list(gray(bits - 1))):
        yield '1' + code

print(list(gray(3)))
for row in next(queens(5)):
    print(''.join('Q' if c == row else '.' for c in range(5)))
