from enum import Enum, Flag, IntEnum, StrEnum, auto, unique

class Color(Enum):
    RED = 1
    GREEN = 2
    BLUE = 3
    CRIMSON = 1

    def describe(self):
        return f'{self.name.lower()}={self.value}'

    @classmethod
    def default(cls):
        return cls.GREEN

print(Color.RED, repr(Color.RED), Color.RED.name, Color.RED.value, Color(2), Color['BLUE'])
print(list(Color), len(Color), Color.CRIMSON is Color.RED, Color.RED in Color, isinstance(Color.RED, Color))
print(Color.BLUE.describe(), Color.default(), Color.RED == 1, Color.RED is Color(1), {Color.RED: 'hash'}[Color.RED])
print(list(Color.__members__), f'{Color.RED}', '%s' % Color.RED, type(Color.RED))

class Level(IntEnum):
    LOW = auto()
    HIGH = auto()

print(Level.LOW < Level.HIGH, Level.HIGH + 1, Level.LOW == 1, sorted([Level.HIGH, Level.LOW]), f'{Level.LOW}', repr(Level.LOW))

class Perm(Flag):
    R = auto()
    W = auto()
    X = auto()
    RW = R | W

print(Perm.R | Perm.X, repr(Perm.R | Perm.W), Perm.R in Perm.RW, Perm.RW & Perm.W, bool(Perm.R & Perm.X), (Perm.R | Perm.X).value)

class Mode(StrEnum):
    READ = auto()
    WRITE = 'w'

print(Mode.READ, Mode.WRITE == 'w', Mode.READ.upper(), repr(Mode.READ))
for attempt in (lambda: Color(9), lambda: Color['PINK'], lambda: setattr(Color, 'RED', 5), lambda: Color.RED < Color.BLUE):
    try:
        attempt()
    except (ValueError, KeyError, AttributeError, TypeError) as e:
        print(type(e).__name__, e)
try:
    @unique
    class Dup(Enum):
        A = 1
        B = 1
except ValueError as e:
    print(e)
Animal = Enum('Animal', 'CAT DOG')
print(Animal.CAT, Animal.DOG.value)
class Planet(Enum):
    EARTH = (5.97, 6.37)
    MARS = (0.64, 3.39)
    def __init__(self, mass, radius):
        self.mass, self.radius = mass, radius
print(Planet.MARS.mass, Planet((5.97, 6.37)).name)
