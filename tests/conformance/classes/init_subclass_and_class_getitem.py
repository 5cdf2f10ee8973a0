class Plugin:
    plugins = {}

    def __init_subclass__(cls, /, name=None, **kwargs):
        super().__init_subclass__(**kwargs)
        cls.plugins[name or cls.__name__.lower()] = cls

class Csv(Plugin, name='csv-reader'):
    pass

class Json(Plugin):
    pass

class Pretty(Json, name='pretty'):
    pass

print({k: v.__name__ for k, v in Plugin.plugins.items()})

class Matrix:
    def __class_getitem__(cls, item):
        return f'{cls.__name__}[{item}]'

print(Matrix[3, 4], Matrix['int'])

from typing import Generic, TypeVar
T = TypeVar('T')

class Stack(Generic[T]):
    def __init__(self):
        self.items: list[T] = []

    def push(self, item: T) -> None:
        self.items.append(item)

    def pop(self) -> T:
        return self.items.pop()

s = Stack[int]()
s.push(1); s.push(2)
print(s.pop(), type(s).__name__, Stack[int], list[int], dict[str, int])

class Box[U]:
    def __init__(self, content: U):
        self.content = content

def first[V](items: list[V]) -> V:
    return items[0]

type Pair = tuple[int, int]
print(Box('x').content, first([9, 8]), Pair, Box.__type_params__)
try:
    class Bad(Plugin, unknown=1): pass
except TypeError as e:
    print(e)
