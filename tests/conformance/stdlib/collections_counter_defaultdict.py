from collections import Counter, defaultdict

c = Counter('abracadabra')
print(c, c.most_common(2), c['z'], sum(c.values()), sorted(c.elements())[:4])
c.update('aaa')
c['new'] += 5
c.subtract({'a': 10})
print(c, +c, Counter(a=3) - Counter(a=1, b=2), Counter(a=1) + Counter(b=2), Counter(a=1, b=3) & Counter(b=1), Counter(a=1) | Counter(a=5))
print(Counter([1, 1, 2]) == {1: 2, 2: 1}, Counter(), c.total(), list(Counter('hello').items()))
d = defaultdict(list)
for k, v in [('x', 1), ('y', 2), ('x', 3)]:
    d[k].append(v)
print(d, dict(d), 'z' in d, d['z'], len(d), d.get('none'))
counts = defaultdict(int)
for ch in 'mississippi':
    counts[ch] += 1
print(sorted(counts.items()), counts.default_factory)
nested = defaultdict(lambda: defaultdict(int))
nested['a']['b'] += 1
print({k: dict(v) for k, v in nested.items()})
try:
    defaultdict()['missing']
except KeyError as e:
    print('KeyError', e)
words = 'the cat the dog the end'.split()
for word, n in Counter(words).most_common():
    print(word, n, end='; ')
print()
