from dataclasses import dataclass
from enum import Enum

@dataclass
class Point:
    x: int
    y: int

class Color(Enum):
    RED = 1
    GREEN = 2

class Command:
    __match_args__ = ('name', 'args')

    def __init__(self, name, *args):
        self.name = name
        self.args = args

def where(p):
    match p:
        case Point(0, 0):
            return 'origin'
        case Point(0, y):
            return f'on the y axis at {y}'
        case Point(x=x, y=0):
            return f'on the x axis at {x}'
        case Point(x, y) if x == y:
            return 'on the diagonal'
        case Point():
            return 'elsewhere'
        case [Point(x=x1), Point(x=x2)]:
            return f'two points {x1} {x2}'
        case Color.RED:
            return 'red'
        case Color():
            return 'other colour'
        case Command('go', (direction,)):
            return f'go {direction}'
        case Command(name=name):
            return f'command {name}'
    return 'no match'

for p in (Point(0, 0), Point(0, 3), Point(4, 0), Point(2, 2), Point(1, 2), [Point(1, 1), Point(2, 2)],
          Color.RED, Color.GREEN, Command('go', 'north'), Command('stop'), 'other'):
    print(where(p))
