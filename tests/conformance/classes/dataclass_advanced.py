from dataclasses import KW_ONLY, InitVar, dataclass, field, is_dataclass
from typing import ClassVar

@dataclass
class Base:
    id: int
    created: ClassVar[int] = 0

    def __post_init__(self):
        Base.created += 1

@dataclass
class Employee(Base):
    name: str
    salary: float = field(default=0.0, metadata={'unit': 'EUR'})
    raise_by: InitVar[float] = 0.0
    slug: str = field(init=False)

    def __post_init__(self, raise_by):
        super().__post_init__()
        self.salary += raise_by
        self.slug = f'{self.id}-{self.name.lower()}'

e = Employee(7, 'Ann', 100.0, raise_by=50)
print(e, e.slug, Base.created, is_dataclass(e), is_dataclass(int))

@dataclass(slots=True)
class Slotted:
    x: int
    y: int = 2

s = Slotted(1)
print(s, Slotted.__slots__, hasattr(s, '__dict__'))

@dataclass
class Config:
    host: str
    _: KW_ONLY
    port: int = 80
    debug: bool = False

print(Config('localhost', port=8080))
try:
    Config('localhost', 8080)
except TypeError as err:
    print(err)

@dataclass(eq=False, repr=False)
class Plain:
    x: int = 0

print(Plain() == Plain(), repr(Plain()).startswith('<__main__.Plain object'))

@dataclass
class Node:
    value: int
    children: list['Node'] = field(default_factory=list)

    def total(self):
        return self.value + sum(c.total() for c in self.children)

tree = Node(1, [Node(2), Node(3, [Node(4)])])
print(tree.total(), tree)
match Employee(1, 'Bob', 5.0):
    case Employee(id=1, name=n, salary=s):
        print('matched', n, s)
print(Employee.__match_args__)
