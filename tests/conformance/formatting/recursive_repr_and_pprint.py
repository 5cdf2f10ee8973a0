from pprint import pformat, pprint

a = [1, 2]
a.append(a)
print(a, [a])
d = {'x': 1}
d['self'] = d
print(d)
t = ([],)
t[0].append(t)
print(t)
data = {'name': 'deep', 'list': list(range(30)), 'nested': {'b': [1, 2, {'c': 3}], 'a': ('tuple', 'of', 'words')}}
pprint(data)
pprint(data, width=40, depth=2)
print(pformat([1, 2, 3]), pformat('short'), pformat({'b': 1, 'a': 2}))
pprint(['long text ' * 4, 'another long text ' * 3, {'key' * 5: 'value' * 8}])
pprint({'b': 1, 'a': 2}, sort_dicts=False)
