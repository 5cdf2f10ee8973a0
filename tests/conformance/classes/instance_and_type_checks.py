class A: pass
class B(A): pass

b = B()
print(isinstance(b, A), isinstance(b, (int, A)), type(b) == A, type(b) is B, issubclass(B, (A, int)), isinstance(B, type))
print(isinstance(True, int), type(True) is int, isinstance(1, int | str), isinstance('a', int | None), isinstance(None, type(None)))
print(int | str, (int | None) == (None | int), type(int | str).__name__)
for call in (lambda: isinstance(1, 'int'), lambda: issubclass(1, int)):
    try:
        call()
    except TypeError as e:
        print(e)

class EvenMeta(type):
    def __instancecheck__(cls, instance):
        return isinstance(instance, int) and instance % 2 == 0

class Even(metaclass=EvenMeta):
    pass

print(isinstance(4, Even), isinstance(3, Even), [n for n in range(5) if isinstance(n, Even)])
print(A.__subclasses__()[0].__name__, B.__base__.__name__, object.__bases__, A.__module__, B.__qualname__)
b.__class__ = A
print(type(b).__name__, isinstance(b, B))
print(callable(A), callable(b), hasattr(A, '__call__'), id(A) == id(A), A is not B)
print(dir(b)[:2], 'x' in dir(b), [n for n in dir(A()) if not n.startswith('__')])
def f(): pass
print(type(f).__name__, type(len).__name__, type(b.__init__).__name__, type(A.__dict__).__name__, type(print).__name__)
print(type(lambda: 0) is type(f), type([].append).__name__, type(type).__name__, type(...).__name__, type(NotImplemented).__name__)
