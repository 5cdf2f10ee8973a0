class Base:
    def __init__(self, **kwargs):
        if kwargs:
            raise TypeError(f'unexpected arguments: {sorted(kwargs)}')

class Named(Base):
    def __init__(self, *, name='unnamed', **kwargs):
        super().__init__(**kwargs)
        self.name = name

class Timestamped(Base):
    clock = 0

    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        Timestamped.clock += 1
        self.created = Timestamped.clock

class Comparable:
    def __lt__(self, other):
        return self.key() < other.key()

    def __eq__(self, other):
        return self.key() == other.key()

class ReprMixin:
    def __repr__(self):
        inner = ', '.join(f'{k}={v!r}' for k, v in sorted(vars(self).items()))
        return f'{type(self).__name__}({inner})'

class Document(ReprMixin, Comparable, Named, Timestamped):
    def key(self):
        return self.name

docs = [Document(name='zebra'), Document(name='ant'), Document()]
print(sorted(docs))
print(min(docs).created, docs[0] == Document(name='zebra'), docs[0] != docs[1])
try:
    Document(title='x')
except TypeError as e:
    print(e)
print([c.__name__ for c in Document.__mro__])
try:
    {docs[0]}
except TypeError as e:
    print(e)
