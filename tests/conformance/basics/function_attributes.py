def documented(a: int, b: 'text' = 'x', *args: float, key: bool = True, **rest) -> list:
    """First line.

    More text.
    """
    return [a, b]

print(documented.__name__, documented.__doc__.splitlines()[0], documented.__defaults__, documented.__kwdefaults__)
print(documented.__annotations__)
documented.counter = 0
documented.counter += 1
print(documented.counter, documented.__dict__, documented.__module__, documented.__qualname__)

class C:
    def method(self):
        """method doc"""
        def inner():
            pass
        return inner

print(C.method.__qualname__, C().method().__qualname__, C().method.__func__ is C.method, C.method.__doc__)
print(documented.__code__.co_varnames[:3], documented.__code__.co_argcount, documented.__code__.co_name)
print(C().method.__self__.__class__.__name__, callable(C), callable(C()))
f = documented
f.counter = 7
print(documented.counter, f is documented)
x: int = 5
y: 'list[int]'
print(x, __annotations__)
try:
    y
except NameError as e:
    print(e)
print((lambda: 0).__qualname__, (lambda: 0).__doc__)

def count_calls():
    count_calls.calls = getattr(count_calls, 'calls', 0) + 1
    return count_calls.calls

count_calls()
print(count_calls())
def renamed(): ...
renamed.__name__ = 'other'
print(renamed.__name__, renamed())
