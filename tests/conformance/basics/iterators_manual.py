numbers = [10, 20]
iterator = iter(numbers)
print(next(iterator), next(iterator), next(iterator, 'default'))
try:
    next(iterator)
except StopIteration:
    print('exhausted')
print(iter(iterator) is iterator, iter(numbers) is numbers)
z = zip([1, 2, 3], iter('ab'))
print(list(z), list(z))
m = map(lambda x: x * 2, [1, 2, 3])
print(2 in m, list(m))
e = enumerate(['x', 'y'])
print(next(e), list(e))
f = filter(str.isupper, 'aBcD')
print(''.join(f), list(f))
it = iter(range(6))
print(list(zip(it, it)))
it = iter(range(10))
for x in it:
    if x == 3:
        break
print(x, next(it), list(it))
r = reversed([1, 2, 3])
print(next(r), list(r))
a, b, *c = map(int, '1 2 3 4'.split())
print(a, b, c)
d = {'a': 1}
keys = iter(d)
d['b'] = 2
try:
    next(keys)
except RuntimeError as error:
    print(error)
lst = [1, 2, 3]
for item in lst:
    if item < 3:
        lst.append(item + 10)
    if len(lst) > 6:
        break
print(lst)
for bad in (5, None, print):
    try:
        iter(bad)
    except TypeError as error:
        print(error)
print(sum(1 for _ in 'count me'), dict(enumerate('ab')), [*zip(*[(1, 2), (3, 4)])])
