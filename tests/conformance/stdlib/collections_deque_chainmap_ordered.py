from collections import ChainMap, OrderedDict, UserDict, deque

d = deque([1, 2, 3], maxlen=4)
d.append(4)
d.append(5)
d.appendleft(0)
print(d, d[0], d[-1], len(d), d.maxlen, 3 in d)
d.rotate(1)
print(list(d), d.pop(), d.popleft(), d)
d.extend([7, 8, 9])
d.extendleft('ab')
print(d, d.count(7), d.index(7), list(reversed(d)))
d.remove(7)
d.clear()
print(d, bool(d))
q = deque('abc')
q.insert(1, 'X')
q.reverse()
print(q, deque([1]) + deque([2]), deque([1, 2]) == deque([1, 2]), q.copy())
for call in (lambda: deque().pop(), lambda: deque().popleft(), lambda: q.remove('zzz'), lambda: deque(maxlen=-1)):
    try:
        call()
    except (IndexError, ValueError) as e:
        print(type(e).__name__, e)
od = OrderedDict(a=1, b=2, c=3)
od.move_to_end('a')
print(od, od.popitem(last=False), list(od), OrderedDict(a=1, b=2) == OrderedDict(b=2, a=1))
cm = ChainMap({'x': 1}, {'x': 2, 'y': 3})
cm['z'] = 9
print(cm['x'], cm['y'], cm.maps[0], sorted(cm), cm.new_child({'x': 0})['x'])
class Upper(UserDict):
    def __setitem__(self, key, value):
        super().__setitem__(key.upper(), value)
u = Upper(a=1)
u['b'] = 2
print(u, u.data, 'A' in u)
try:
    for x in (dq := deque([1, 2])):
        dq.append(3)
except RuntimeError as e:
    print(e)
