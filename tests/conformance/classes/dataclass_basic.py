from dataclasses import asdict, astuple, dataclass, field, fields, replace

@dataclass
class Item:
    name: str
    price: float = 1.0
    tags: list = field(default_factory=list)
    count: int = field(default=0, repr=False, compare=False)

    @property
    def total(self):
        return self.price * self.count

a = Item('apple')
b = Item('apple', 1.0, [], 5)
print(a, b, a == b, a != Item('pear'), b.total)
a.tags.append('red')
print(a.tags, Item('x').tags, asdict(a), astuple(b))
print(replace(a, name='cherry'), [f.name for f in fields(Item)])
for call in (lambda: Item(), lambda: Item('a', 1, [], 2, 3), lambda: a < b, lambda: hash(a)):
    try:
        call()
    except TypeError as e:
        print(e)

@dataclass(order=True, frozen=True)
class Version:
    major: int
    minor: int = 0

v = Version(1, 2)
print(v < Version(1, 10), sorted([Version(2), Version(1, 5), v]), {v: 'hashable'}[Version(1, 2)])
try:
    v.major = 5
except AttributeError as e:
    print(type(e).__name__, e)

try:
    @dataclass
    class Wrong:
        items: list = []
except ValueError as e:
    print(e)
