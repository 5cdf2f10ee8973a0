d = {'one': 1, 'two': 2}
d['three'] = 3
print(d, len(d), 'two' in d, 2 in d)
print(d.get('four'), d.get('four', 4), d.setdefault('five', 5), d.setdefault('one', 100))
print(list(d), list(d.keys()), list(d.values()), list(d.items()))
print(d.pop('five'), d.pop('six', None), d.popitem())
d.update({'seven': 7}, eight=8)
d.update([('nine', 9)])
print(d)
print({**d, 'one': 'uno'}, d | {'ten': 10}, dict(a=1, b=2), dict([('x', 1)]), dict(zip('ab', [1, 2])))
d |= {'eleven': 11}
del d['one']
print(d, dict.fromkeys(['a', 'b'], 0), dict.fromkeys('ab'))
for key, value in d.items():
    print(key, value, end='; ')
print()
print(d.keys() & {'two', 'eight'} == {'two', 'eight'}, d.keys() - d.keys(), ('two', 2) in d.items())
print({1: 'a'} == {1.0: 'a'}, list(reversed({'a': 1, 'b': 2})), d.keys())
print(d.values(), d.items())
for call in (lambda: d['missing'], lambda: {}.popitem(), lambda: {[]: 1}, lambda: d.pop('none')):
    try:
        call()
    except (KeyError, TypeError) as e:
        print(type(e).__name__, e)
try:
    for k in d:
        d['new' + k] = 1
except RuntimeError as e:
    print(e)
copy = d.copy()
copy.clear()
print(copy, bool(copy), sorted({'b': 1, 'a': 2}), max({'x': 1, 'y': 5}, key={'x': 1, 'y': 5}.get))
