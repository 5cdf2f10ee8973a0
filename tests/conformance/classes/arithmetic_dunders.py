class Vector:
    def __init__(self, x, y):
        self.x, self.y = x, y

    def __repr__(self):
        return f'Vector({self.x}, {self.y})'

    def __add__(self, other):
        if not isinstance(other, Vector):
            return NotImplemented
        return Vector(self.x + other.x, self.y + other.y)

    def __sub__(self, other):
        return Vector(self.x - other.x, self.y - other.y)

    def __mul__(self, k):
        return Vector(self.x * k, self.y * k) if isinstance(k, (int, float)) else NotImplemented

    __rmul__ = __mul__

    def __matmul__(self, other):
        return self.x * other.x + self.y * other.y

    def __truediv__(self, k):
        return Vector(self.x / k, self.y / k)

    def __floordiv__(self, k):
        return Vector(self.x // k, self.y // k)

    def __neg__(self):
        return self * -1

    def __pos__(self):
        return self

    def __abs__(self):
        return (self.x ** 2 + self.y ** 2) ** 0.5

    def __bool__(self):
        return self.x != 0 or self.y != 0

    def __iadd__(self, other):
        self.x += other.x
        self.y += other.y
        return self

    def __radd__(self, other):
        return self if other == 0 else NotImplemented

v, w = Vector(1, 2), Vector(3, 4)
print(v + w, v - w, v * 3, 3 * v, v @ w, w / 2, w // 2, -v, +v is v, abs(w), bool(Vector(0, 0)))
u = v
u += w
print(u, v is u, sum([Vector(1, 1), Vector(2, 2)]))
for attempt in (lambda: v + 5, lambda: 'a' * v, lambda: v * w, lambda: 5 + v, lambda: v % 2, lambda: ~v):
    try:
        attempt()
    except TypeError as e:
        print(e)
