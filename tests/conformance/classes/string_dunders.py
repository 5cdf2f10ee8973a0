class Point:
    def __init__(self, x, y):
        self.x, self.y = x, y

    def __repr__(self):
        return f'Point(x={self.x!r}, y={self.y!r})'

    def __str__(self):
        return f'({self.x}, {self.y})'

    def __format__(self, spec):
        if spec == 'polar':
            return f'r={abs(complex(self.x, self.y)):.1f}'
        return f'({self.x:{spec}}, {self.y:{spec}})'

    def __bytes__(self):
        return bytes([self.x, self.y])

    def __int__(self):
        return self.x

    def __float__(self):
        return float(self.y)

    def __index__(self):
        return self.x

    def __complex__(self):
        return complex(self.x, self.y)

    def __hash__(self):
        return 42

p = Point(3, 4)
print(p, repr(p), str(p), [p], {'p': p}, (p,))
print(f'{p} {p!r} {p:03d} {p:polar} {p!s:>8}', '{:.1f}'.format(p), '%s %r' % (p, p))
print(bytes(p), int(p), float(p), [10, 20, 30, 40][p], hex(p), complex(p), range(p), hash(p))

class OnlyRepr:
    def __repr__(self):
        return 'only repr'

print(OnlyRepr(), str(OnlyRepr()), f'{OnlyRepr()}', 'x'.join(map(str, [OnlyRepr()] * 2)))
class Bad:
    def __str__(self):
        return 5
    def __repr__(self):
        return None
for f in (str, repr, print):
    try:
        f(Bad())
    except TypeError as e:
        print(e)
try:
    print(f'{OnlyRepr():>10}')
except TypeError as e:
    print(e)
