from abc import ABC, abstractmethod
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence, Sized

class Shape(ABC):
    @abstractmethod
    def area(self):
        """Return the area."""

    @property
    @abstractmethod
    def name(self):
        ...

    def describe(self):
        return f'{self.name} with area {self.area()}'

class Square(Shape):
    name = 'square'

    def __init__(self, side):
        self.side = side

    def area(self):
        return self.side ** 2

class Half(Shape):
    def area(self):
        return super().area()

print(Square(3).describe(), isinstance(Square(1), Shape), Shape.__abstractmethods__ == {'area', 'name'})
for cls in (Shape, Half):
    try:
        cls()
    except TypeError as e:
        print(e)
print(isinstance([], Sequence), isinstance({}, Mapping), isinstance((), Hashable), isinstance([], Hashable))
print(isinstance(iter([]), Iterator), isinstance('a', Iterable), isinstance(5, Sized), isinstance(len, Callable))

class Countdown(Sequence):
    def __init__(self, n):
        self.n = n
    def __len__(self):
        return self.n
    def __getitem__(self, i):
        if not 0 <= i < self.n:
            raise IndexError(i)
        return self.n - i

c = Countdown(4)
print(list(c), 3 in c, c.index(2), c.count(9), list(reversed(c)))

class Duck:
    def __len__(self): return 3
print(isinstance(Duck(), Sized), issubclass(Duck, Sized))

class Quacker(ABC):
    @classmethod
    def __subclasshook__(cls, other):
        return hasattr(other, 'quack') or NotImplemented

class Mallard:
    def quack(self): return 'quack'

print(isinstance(Mallard(), Quacker), isinstance(5, Quacker))
Quacker.register(int)
print(isinstance(5, Quacker))
