class Dog:
    """A simple dog."""
    kind = 'canine'
    tricks_shared = []

    def __init__(self, name):
        self.name = name
        self.tricks = []

    def add_trick(self, trick):
        self.tricks.append(trick)
        return self

fido, buddy = Dog('Fido'), Dog('Buddy')
fido.add_trick('roll over').add_trick('sit')
buddy.add_trick('play dead')
print(fido.name, fido.tricks, buddy.tricks, fido.kind, Dog.kind)
fido.tricks_shared.append('oops')
print(buddy.tricks_shared)
buddy.kind = 'own attribute'
print(fido.kind, buddy.kind, Dog.__doc__, Dog.__name__, type(fido) is Dog)
print(fido.__dict__, vars(buddy), isinstance(fido, Dog), fido.__class__.__name__)
Dog.kind = 'changed on the class'
print(fido.kind, buddy.kind)
del buddy.kind
print(buddy.kind, hasattr(fido, 'age'), getattr(fido, 'age', 3))
fido.age = 7
setattr(fido, 'colour', 'brown')
print(sorted(fido.__dict__), Dog.add_trick(fido, 'direct') is fido, fido.tricks[-1])
method = fido.add_trick
method('via bound method')
print(len(fido.tricks), method.__self__ is fido, method.__name__)
print(repr(fido).startswith('<__main__.Dog object at 0x'), str(Dog), fido == buddy, fido == fido)
