from typing import Any, Callable, Iterable, Optional, Protocol, Union, runtime_checkable

@runtime_checkable
class Speaker(Protocol):
    def speak(self) -> str: ...

class Dog:
    def speak(self) -> str:
        return 'woof'

class Rock:
    pass

def chorus(speakers: Iterable[Speaker]) -> list[str]:
    return [s.speak() for s in speakers]

print(chorus([Dog(), Dog()]), isinstance(Dog(), Speaker), isinstance(Rock(), Speaker))

def apply(f: Callable[[int], int], x: Optional[int] = None, *rest: Any) -> Union[int, None]:
    return None if x is None else f(x)

print(apply(lambda n: n + 1, 4), apply(abs), sorted(apply.__annotations__))
print(Optional[int], Union[int, str], list[int], Callable[[int], str], Any)
from typing import TYPE_CHECKING, Final, Literal, cast, get_type_hints
LIMIT: Final = 10
print(TYPE_CHECKING, LIMIT, cast(int, 'unchanged'), Literal['a', 'b'], get_type_hints(chorus)['return'])
class Settings:
    name: str
    size: int = 3
print(Settings.__annotations__, Settings.size, hasattr(Settings, 'name'))
from typing import NewType, TypedDict
UserId = NewType('UserId', int)
print(UserId(5) + 1, UserId.__name__)
class Movie(TypedDict):
    title: str
    year: int
m: Movie = {'title': 'Alien', 'year': 1979}
print(m, Movie(title='x', year=1), type(m).__name__)
