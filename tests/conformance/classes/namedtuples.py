from collections import namedtuple
from typing import NamedTuple

Point = namedtuple('Point', ['x', 'y'])
p = Point(11, y=22)
print(p, p[0] + p[1], p.x + p.y, p == (11, 22), isinstance(p, tuple))
x, y = p
print(x, y, p._fields, p._asdict(), p._replace(x=100), Point._make([1, 2]))
Account = namedtuple('Account', 'owner balance', defaults=[0])
print(Account('Ann'), Account._field_defaults, sorted([Point(2, 1), Point(1, 5)]))

class Employee(NamedTuple):
    name: str
    id: int = 3

    def greet(self):
        return f'I am {self.name}, number {self.id}'

e = Employee('Guido')
print(e, e.greet(), e._replace(id=4), Employee.__annotations__)
for attempt in (lambda: setattr(p, 'x', 5), lambda: Point(1), lambda: p._replace(z=1), lambda: Point(1, 2, 3), lambda: p.z):
    try:
        attempt()
    except (AttributeError, TypeError, ValueError) as err:
        print(type(err).__name__, err)
match p:
    case Point(x=11, y=b):
        print('matched', b)
print(hash(p) == hash((11, 22)), len(p), 22 in p, p.index(22), '%s-%s' % p, Point.__name__)
print(namedtuple('R', 'a class a', rename=True)._fields)
class Colored(Point):
    __slots__ = ()
    @property
    def length(self):
        return (self.x ** 2 + self.y ** 2) ** 0.5
print(Colored(3, 4).length, Colored(1, 2))
