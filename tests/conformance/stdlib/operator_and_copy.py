import copy
import operator

print(operator.add(1, 2), operator.mul('a', 3), operator.itemgetter(1)([5, 6]), operator.itemgetter(0, 2)('abc'), operator.attrgetter('real')(3 + 4j), operator.methodcaller('upper')('x'))
print(operator.truediv(1, 4), operator.floordiv(7, 2), operator.mod(7, 3), operator.pow(2, 5), operator.neg(3), operator.not_(0), operator.truth([]), operator.is_(None, None), operator.contains([1], 1))
print(operator.lt(1, 2), operator.eq(1, 1.0), operator.and_(6, 3), operator.xor(6, 3), operator.concat([1], [2]), operator.countOf([1, 1], 1), operator.indexOf('abc', 'c'), operator.index(5))
d = {'a': 1}
operator.setitem(d, 'b', 2)
operator.delitem(d, 'a')
print(d, operator.getitem(d, 'b'), operator.iadd([1], [2]))
rows = [('b', 2), ('a', 2), ('c', 1)]
print(sorted(rows, key=operator.itemgetter(1, 0)), max(rows, key=operator.itemgetter(0)), list(map(operator.itemgetter(0), rows)))
class P:
    def __init__(self, n): self.n = n; self.inner = {'v': n}
people = [P(3), P(1)]
print([p.n for p in sorted(people, key=operator.attrgetter('n'))])
a = [1, [2, 3], {'k': [4]}]
b, c = copy.copy(a), copy.deepcopy(a)
a[1].append('x')
a[2]['k'].append('y')
a.append('z')
print(a, b, c, b[1] is a[1], c[1] is a[1])
p = people[0]
q = copy.copy(p)
q.inner['v'] = 'shared'
r = copy.deepcopy(p)
r.inner['v'] = 'own'
print(p.inner, q.inner, r.inner)
print(list(map(operator.mul, [1, 2], [3, 4])), operator.matmul.__name__)
