class Base:
    def __init__(self):
        self.public = 1
        self._protected = 2
        self.__private = 3

    def get(self):
        return self.__private

    def __hidden(self):
        return 'base hidden'

    def call(self):
        return self.__hidden()

class Child(Base):
    def __init__(self):
        super().__init__()
        self.__private = 'child'

    def __hidden(self):
        return 'child hidden'

    def both(self):
        return self.__private, self._Base__private

b, c = Base(), Child()
print(b.public, b._protected, b.get(), b._Base__private)
print(c.get(), c.both(), c.call(), sorted(vars(c)))
for attempt in (lambda: b.__private, lambda: c.__hidden()):
    try:
        attempt()
    except AttributeError as e:
        print(e)

class Magic:
    __dunder__ = 'not mangled'
    def read(self):
        return self.__dunder__

print(Magic().read(), [n for n in vars(Base) if 'hidden' in n])
