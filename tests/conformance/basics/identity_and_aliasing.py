a = [1, 2, 3]
b = a
c = a[:]
d = list(a)
print(b is a, c is a, c == a, d == a)
b.append(4)
print(a, c)
a = a + [5]
print(a, b)
b += [6]
print(b, b is not a)

def modify(items, number):
    items.append(99)
    items = ['rebound']
    number += 1
    return items, number

original, n = [0], 1
print(modify(original, n), original, n)
grid = [[]] * 3
grid[0].append(1)
print(grid, grid[0] is grid[2])
good = [[] for _ in range(3)]
good[0].append(1)
print(good)
x = y = 5
x += 1
print(x, y, None is None, x is not None)
t = (a, b)
print(t[0] is a, id(t[0]) == id(a))
import copy
nested = [[1, 2], {'k': [3]}]
shallow, deep = copy.copy(nested), copy.deepcopy(nested)
nested[0].append(100)
nested[1]['k'].append(200)
print(shallow, deep)
def swap(pair):
    pair[0], pair[1] = pair[1], pair[0]
p = [1, 2]
swap(p)
print(p)
