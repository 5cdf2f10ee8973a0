print(abs(-7), divmod(17, 5), pow(2, 10), round(3.14159, 2), sum([1, 2], 10))
print(list(map(int, '123')), list(zip([1, 2], 'ab', (True, False))), list(enumerate('ab', 1)))
print(sorted('hello'), list(reversed('abc')), sorted([3, 1], reverse=True))
print(min('b', 'a'), max([1, 5], [1, 4]), min([], default='none'), max({'a': 1, 'b': 2}))
print(chr(97), ord('€'), hex(10), oct(10), bin(10), ascii('ñ'))
print(isinstance(1, int), isinstance(True, int), isinstance('a', (int, str)), issubclass(bool, int))
print(callable(print), callable(1), hasattr('a', 'upper'), getattr('a', 'upper')(), getattr(1, 'no', 'default'))
print(type(1), type('a').__name__, type(None), type([]) is list, id(1) == id(1))
print(list(range(0)), len(range(0, 10, 3)), 6 in range(0, 10, 3), range(5) == range(0, 5), range(10)[-1])
print(bool([]), int('7'), float('7'), complex(1), str(7), list('ab'), tuple('ab'), dict(a=1))
print(next(iter([1])), next(iter([]), 'empty'), iter([1]).__class__.__name__)
it = iter(lambda: data.pop(), 0)
data = [0, 1, 2, 3]
print(list(it), data)
print(all(map(str.isdigit, ['1', '2'])), any(x is None for x in [0, '']), hash('a') == hash('a'))
print(format(3.14159, '.2f'), format(255, 'x'), format('a', '>3'), repr('a'), slice(1, 2))
print(vars(type('T', (), {'a': 1})()).__class__.__name__, dir([])[-1], 'append' in dir([]))
try:
    next(iter([]))
except StopIteration as e:
    print('StopIteration', e.value)
try:
    list(zip([1], [2, 3], strict=True))
except ValueError as e:
    print(e)
