add = lambda a, b=1: a + b
print(add(1), add(1, 2), add.__name__, (lambda: 'no args')(), (lambda *a, **k: (a, k))(1, x=2))
pairs = [(1, 'one'), (2, 'two'), (3, 'three'), (4, 'four')]
print(sorted(pairs, key=lambda p: p[1]), max(pairs, key=lambda p: len(p[1])))
print(list(map(lambda x, y: x * y, [1, 2, 3], [4, 5, 6])), list(filter(lambda n: n % 2, range(6))))
print(list(filter(None, [0, 1, '', 'a', None])), list(map(str.upper, ['a', 'b'])))
from functools import reduce
print(reduce(lambda a, b: a * b, range(1, 6)), reduce(lambda a, b: b + a, 'abc', ''))
operations = {'+': lambda a, b: a + b, '-': lambda a, b: a - b, '?': lambda a, b: a if a > b else b}
print([operations[op](7, 9) for op in '+-?'])
print((lambda n: (lambda f: f(f, n))(lambda f, n: 1 if n < 2 else n * f(f, n - 1)))(6))
print([f(3) for f in (lambda x: x, lambda x: x * x, lambda x: [x] * x)])
print(sorted(['b', 'A', 'c'], key=lambda s: s.lower()), min([3, -5, 2], key=abs))
y = lambda: (yield 1)
print(list(y()))
