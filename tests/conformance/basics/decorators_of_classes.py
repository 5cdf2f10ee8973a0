def add_repr(cls):
    def __repr__(self):
        fields = ', '.join(f'{k}={v!r}' for k, v in vars(self).items())
        return f'{cls.__name__}({fields})'
    cls.__repr__ = __repr__
    return cls

def singleton(cls):
    instances = {}
    def get(*args, **kwargs):
        if cls not in instances:
            instances[cls] = cls(*args, **kwargs)
        return instances[cls]
    return get

def with_methods(**methods):
    def decorate(cls):
        for name, method in methods.items():
            setattr(cls, name, method)
        return cls
    return decorate

@add_repr
class Point:
    def __init__(self, x, y):
        self.x, self.y = x, y

@singleton
class Config:
    def __init__(self, name):
        self.name = name

@with_methods(double=lambda self: self.n * 2, half=lambda self: self.n / 2)
class Number:
    def __init__(self, n):
        self.n = n

print(Point(1, 'two'))
print(Config('first') is Config('second'), Config('third').name)
print(Number(21).double(), Number(21).half())

def debug_methods(cls):
    for name, value in list(vars(cls).items()):
        if callable(value) and not name.startswith('__'):
            def wrapper(*args, _f=value, **kwargs):
                print('calling', _f.__qualname__)
                return _f(*args, **kwargs)
            setattr(cls, name, wrapper)
    return cls

@debug_methods
class Greeter:
    def hello(self):
        return 'hello'

print(Greeter().hello())
