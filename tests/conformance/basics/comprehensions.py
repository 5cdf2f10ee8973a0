squares = [x ** 2 for x in range(8)]
print(squares, [x for x in squares if x % 2], [x if x > 9 else -x for x in squares])
print([(x, y) for x in [1, 2, 3] for y in [3, 1, 4] if x != y])
matrix = [[1, 2, 3], [4, 5, 6]]
print([[row[i] for row in matrix] for i in range(3)], [n for row in matrix for n in row])
print({k: v for k, v in zip('abc', range(3))}, {v: k for k, v in {'a': 1}.items()})
print({len(w) for w in ('a', 'bb', 'cc')}, sorted({w[0] for w in ('x', 'xy', 'z')}))
gen = (n * n for n in range(4))
print(type(gen).__name__, next(gen), list(gen), list(gen))
print(sum(x for x in range(101)), max((len(w), w) for w in ['hi', 'hello']))
x = 'outer'
print([x for x in range(3)], x)
print([y for x in range(3) if x for y in range(x)])
print([a + b for a, b in [(1, 2), (3, 4)]], [first for first, *_ in ['abc', 'de']])
functions = [lambda: i for i in range(3)]
print([f() for f in functions], [f() for f in [lambda i=i: i for i in range(3)]])
print([[i * j for j in range(3)] for i in range(3)], dict([(i, chr(65 + i)) for i in range(3)]))
print([last := n for n in range(3)], last)
print([None for _ in range(2)], [*range(3), *'ab'], {**{'a': 1}, **{'b': 2}}, (*[1], 2))
