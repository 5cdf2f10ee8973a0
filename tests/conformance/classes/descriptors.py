class Typed:
    def __init__(self, kind, default=None):
        self.kind, self.default = kind, default

    def __set_name__(self, owner, name):
        self.name = name
        print(f'{owner.__name__}.{name} is {self.kind.__name__}')

    def __get__(self, instance, owner):
        if instance is None:
            return self
        return instance.__dict__.get(self.name, self.default)

    def __set__(self, instance, value):
        if not isinstance(value, self.kind):
            raise TypeError(f'{self.name} must be {self.kind.__name__}, not {type(value).__name__}')
        instance.__dict__[self.name] = value

    def __delete__(self, instance):
        instance.__dict__.pop(self.name, None)

class Person:
    name = Typed(str)
    age = Typed(int, 18)

p = Person()
print(p.name, p.age)
p.name, p.age = 'Ann', 30
print(p.name, p.age, p.__dict__)
try:
    p.age = 'thirty'
except TypeError as e:
    print(e)
del p.age
print(p.age, isinstance(Person.age, Typed))

class Cached:
    def __init__(self, function):
        self.function = function
    def __set_name__(self, owner, name):
        self.name = name
    def __get__(self, instance, owner):
        print('computing', end=' ')
        value = instance.__dict__[self.name] = self.function(instance)
        return value

class Report:
    @Cached
    def data(self):
        return [1, 2, 3]

r = Report()
print(r.data, r.data, r.__dict__)
class ReadOnly:
    def __get__(self, obj, cls): return 'fixed'
    def __set__(self, obj, value): raise AttributeError('read only')
class K:
    attr = ReadOnly()
k = K()
k.__dict__['attr'] = 'hidden by the data descriptor'
print(k.attr, K.attr)
try:
    k.attr = 5
except AttributeError as e:
    print(e)
def function(self): return self
print(function.__get__('obj')(), type(function.__get__('obj')).__name__)
