class Outer:
    level = 'outer'

    class Inner:
        level = 'inner'

        class Deep:
            def where(self):
                return type(self).__qualname__

        def who(self):
            return self.level, Outer.level

    def make(self):
        return self.Inner()

print(Outer().make().who(), Outer.Inner.Deep().where(), Outer.Inner.__name__, Outer.Inner.__qualname__)

def factory(base_value):
    class Local:
        value = base_value

        def __init__(self, extra):
            self.extra = extra

        def total(self):
            return self.value + self.extra + base_value

    return Local

One, Ten = factory(1), factory(10)
print(One(5).total(), Ten(5).total(), One is Ten, One.__qualname__)
classes = [type(f'C{i}', (), {'index': i, '__len__': lambda self, n=i: n}) for i in range(3)]
print([c.__name__ for c in classes], [len(c()) for c in classes])

class Meter:
    unit = 'm'
    scale = [unit * n for n in range(1, 3)] if False else [n for n in range(3)]
    total = sum(scale)
    if total > 2:
        big = True
    for i in range(2):
        pass

print(Meter.scale, Meter.total, Meter.big, Meter.i)
class Counter:
    count = 0
    def __init__(self):
        Counter.count += 1
        self.id = self.count
print([Counter().id for _ in range(3)], Counter.count)
def outer():
    x = 1
    class Holder:
        nonlocal x
        x = 2
        y = x + 1
    return x, Holder.y
print(outer())
