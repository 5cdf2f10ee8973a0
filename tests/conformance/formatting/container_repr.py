print([1, 'a', None, True, 2.5, b'x', (1,), [], {}, set(), ()])
print({'a': [1, {'b': (2, 3)}], 1: {4}, (1, 2): None, None: 'none', True: 0.5})
print((1, (2, (3,))), ((),), [[]], {'': ''}, {1: {2: {}}})
print([1, 2, 3].__repr__(), str({'k': 'v'}), repr((1, 'x')), '%s' % [1], f'{[1]}{{}}')
print({3, 1, 2}, frozenset({5}), frozenset(), {0}, set('a'))
print(["it's", 'say "x"', 'both\'"', 'new\nline', 'tab\t', 'é', '\x00', '\\'])
print([print, len][0] is print, range(3), [range(2)], slice(1, 2), ...)
print(dict(a=1).keys(), {'a': 1}.values(), {'a': 1}.items(), list({'a': 1}.items()))
print(enumerate([1]).__class__.__name__, zip().__class__.__name__, bytearray(b'ab'), memoryview(b'x').tolist())
class P:
    def __repr__(self): return 'P()'
    def __str__(self): return 'str of P'
print(P(), [P()], {'p': P()}, (P(), P()), {P().__repr__()})
print([Exception('e'), ValueError(), KeyError('k', 1), OSError(2, 'x')], [int, str, P], [None, NotImplemented])
from collections import Counter, OrderedDict, defaultdict, deque
print(Counter('aab'), OrderedDict(a=1, b=2), defaultdict(list, {'x': [1]}), deque([1, 2], maxlen=3), deque())
