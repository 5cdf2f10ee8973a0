class Point:
    __slots__ = ('x', 'y')

    def __init__(self, x, y):
        self.x, self.y = x, y

p = Point(1, 2)
print(p.x, p.y, hasattr(p, '__dict__'), Point.__slots__)
for attempt in (lambda: setattr(p, 'z', 3), lambda: p.z):
    try:
        attempt()
    except AttributeError as e:
        print(e)
del p.x
try:
    p.x
except AttributeError as e:
    print(e)

class Point3D(Point):
    __slots__ = ('z',)

    def __init__(self, x, y, z):
        super().__init__(x, y)
        self.z = z

q = Point3D(1, 2, 3)
print(q.x, q.z, hasattr(q, '__dict__'))

class Open(Point):
    pass

o = Open(5, 6)
o.extra = 'has a dict'
print(o.extra, o.__dict__, o.x)
print(type(Point.x).__name__)
try:
    class Conflict:
        __slots__ = ('a',)
        a = 1
except ValueError as e:
    print(e)
