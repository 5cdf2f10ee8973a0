class Animal:
    def __init__(self, name):
        self.name = name

    def speak(self):
        return f'{self.name} makes {self.sound()}'

    def sound(self):
        return 'no sound'

class Dog(Animal):
    def __init__(self, name, breed):
        super().__init__(name)
        self.breed = breed

    def sound(self):
        return 'Woof'

class Puppy(Dog):
    def __init__(self, name):
        super().__init__(name, breed='puppy')

    def sound(self):
        return super().sound().lower() + '!'

    def speak(self):
        return 'little ' + super().speak()

for animal in (Animal('Thing'), Dog('Rex', 'collie'), Puppy('Bit')):
    print(animal.speak(), isinstance(animal, Dog))
print(issubclass(Puppy, Animal), issubclass(Animal, Puppy), Puppy.__bases__[0].__name__)
print([c.__name__ for c in Puppy.__mro__], Puppy('x').breed)
print(Animal.speak(Puppy('unbound')), super(Dog, Puppy('y')).sound())

class Base:
    registry = []
    def __init__(self):
        self.registry.append(type(self).__name__)

class A(Base): pass
class B(A):
    def __init__(self):
        Base.__init__(self)

A(); B()
print(Base.registry, B.__init__ is Base.__init__, A.__init__ is Base.__init__)
try:
    Dog('only name')
except TypeError as e:
    print(e)
try:
    Animal('a').breed
except AttributeError as e:
    print(e)
