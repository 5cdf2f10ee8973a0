t = 12345, 54321, 'hello!'
print(t, t[0], len(t), t[-1], t[:2])
u = t, (1, 2, 3)
print(u, u[1][2])
empty, singleton = (), ('one',)
print(len(empty), len(singleton), singleton)
x, y, z = t
print(x, y, z)
try:
    t[0] = 88888
except TypeError as e:
    print(e)
v = ([1, 2], [3])
v[0].append(9)
print(v)
try:
    v[0] += [10]
except TypeError as e:
    print('failed but changed:', v, e)
print((1, 2) + (3,), (0,) * 3, (1, 2, 2).count(2), (5, 6).index(6), 2 in (1, 2))
print(tuple('abc'), tuple([1, 2]), hash((1, 2)) == hash((1, 2)), (1, 2) < (1, 3))
a, b = 1, 2
a, b = b, a
print(a, b)
print(max((1, 'b'), (2, 'a')), sorted([(2, 1), (1, 2)]), {(0, 0): 'origin'}[0, 0])
