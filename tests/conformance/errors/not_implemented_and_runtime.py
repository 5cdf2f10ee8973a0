class Shape:
    def area(self):
        raise NotImplementedError('subclasses must implement area()')

class Circle(Shape):
    pass

for f in (Circle().area, lambda: next(iter([])), lambda: {}.popitem(), lambda: [].pop(), lambda: set().pop(), lambda: ().index(1), lambda: exec('raise LookupError')):
    try:
        f()
    except Exception as e:
        print(type(e).__name__, repr(e))
d = {1: 1, 2: 2}
try:
    for k in d:
        del d[k]
except RuntimeError as e:
    print('RuntimeError:', e)
s = {1, 2}
try:
    for x in s:
        s.add(x + 10)
except RuntimeError as e:
    print('RuntimeError:', e)
Circle().area()
