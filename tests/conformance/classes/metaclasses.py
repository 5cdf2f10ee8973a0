class Meta(type):
    registry = []

    def __new__(mcls, name, bases, namespace, **kwargs):
        namespace['created_by'] = mcls.__name__
        cls = super().__new__(mcls, name, bases, namespace)
        mcls.registry.append(name)
        return cls

    def __init__(cls, name, bases, namespace, tag=None):
        super().__init__(name, bases, namespace)
        cls.tag = tag

    def __call__(cls, *args, **kwargs):
        print('creating', cls.__name__, args)
        return super().__call__(*args, **kwargs)

    def __len__(cls):
        return len(cls.__name__)

    def __repr__(cls):
        return f'<class {cls.__name__}>'

class Base(metaclass=Meta, tag='base'):
    def __init__(self, x=0):
        self.x = x

class Child(Base, tag='child'):
    pass

print(Meta.registry, Base.created_by, Child.tag, type(Child).__name__)
print(Child(5).x, len(Child), Child, isinstance(Child, Meta))

Dynamic = type('Dynamic', (object,), {'value': 42, 'get': lambda self: self.value})
print(Dynamic().get(), Dynamic.__name__, type(Dynamic))
print(type(5), type(type(5)), type(Meta))

class Singleton(type):
    _instances = {}
    def __call__(cls, *args, **kwargs):
        if cls not in cls._instances:
            cls._instances[cls] = super().__call__(*args, **kwargs)
        return cls._instances[cls]

class Database(metaclass=Singleton):
    def __init__(self):
        print('connecting once')

print(Database() is Database())
class A(metaclass=Meta): pass
class B(metaclass=Singleton): pass
try:
    class C(A, B): pass
except TypeError as e:
    print(e)
class Ordered(type):
    @classmethod
    def __prepare__(mcls, name, bases):
        print('preparing', name)
        return {}
class P(metaclass=Ordered):
    b = 1
    a = 2
print([k for k in vars(P) if not k.startswith('__')])
