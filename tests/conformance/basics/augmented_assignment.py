x = 10
x += 1; print(x, end=' ')
x -= 2; print(x, end=' ')
x *= 3; print(x, end=' ')
x /= 2; print(x, end=' ')
x //= 4; print(x, end=' ')
x **= 2; print(x, end=' ')
x %= 4; print(x)
n = 0b1010
n |= 1; n &= 0b1011; n ^= 0b1; n <<= 2; n >>= 1
print(n)
s = 'ab'
s += 'c'
s *= 2
print(s)
items = alias = [1]
items += [2]
items *= 2
print(items, alias, items is alias)
items = items + [3]
print(items is alias)
t = (1,)
t += (2,)
print(t)
d = {'n': 1, 'l': []}
d['n'] += 5
d['l'] += 'xy'
d |= {'z': 0}
print(d)
class Obj:
    total = 0
o = Obj()
o.total += 5
print(o.total, Obj.total, vars(o))
grid = [[0, 0], [0, 0]]
grid[1][0] += 7
print(grid)
def index():
    print('index evaluated once', end=' ')
    return 0
lst = [1]
lst[index()] += 10
print(lst)
lst += (5, 6)
lst += 'xy'
print(lst)
try:
    lst += 5
except TypeError as e:
    print(e)
class Vec:
    def __init__(self, v): self.v = v
    def __add__(self, o): return Vec(self.v + o)
    def __imul__(self, o):
        self.v *= o
        return self
v = w = Vec(2)
v += 1
v *= 5
print(v.v, w.v)
