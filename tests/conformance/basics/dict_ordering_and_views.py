d = {}
for word in 'one two three'.split():
    d[word] = len(word)
keys, values, items = d.keys(), d.values(), d.items()
d['four'] = 4
print(list(keys), list(values), len(items))
d['one'] = 100
print(d)
del d['one']
d['one'] = 1
print(d, next(iter(d)), list(reversed(d)))
print({'a': 1, 'b': 2} == {'b': 2, 'a': 1}, list({'a': 1, 'b': 2}) == list({'b': 2, 'a': 1}))
nested = {'x': {'y': {'z': 1}}}
print(nested['x']['y']['z'])
nested['x']['y']['w'] = 2
print(nested)
groups = {}
for word in ['apple', 'avocado', 'bean', 'cherry', 'corn', 'banana']:
    groups.setdefault(word[0], []).append(word)
print(groups)
inverse = {value: key for key, value in d.items()}
print(inverse, dict(sorted(d.items(), key=lambda kv: kv[1])))
print(max(d, key=d.get), sum(d.values()), {k: v for k, v in d.items() if v > 3})
print({1: 'int', 1.0: 'float', True: 'bool'}, {(1, 2): 'tuple', None: 'none'}[None])
print('%(a)s and %(b)d' % {'a': 'x', 'b': 2}, '{a} {b}'.format(**{'a': 1, 'b': 2}))
a = {'k': [1]}
b = dict(a)
b['k'].append(2)
b['new'] = True
print(a, b)
print(len({i: i for i in range(1000)}), sum({i: i * i for i in range(100)}.values()))
while d:
    print(d.popitem(), end=' ')
print(d)
