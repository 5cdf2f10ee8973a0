class Root:
    def run(self):
        return ['Root']

class Left(Root):
    def run(self):
        return ['Left'] + super().run()

class Right(Root):
    def run(self):
        return ['Right'] + super().run()

class Bottom(Left, Right):
    def run(self):
        return ['Bottom'] + super().run()

print(Bottom().run())
print([c.__name__ for c in Bottom.mro()])
print(Left().run())

class Swapped(Right, Left):
    pass

print(Swapped().run())
try:
    class Impossible(Root, Left):
        pass
except TypeError as e:
    print(str(e).splitlines()[0])
try:
    class X(Left, Right): pass
    class Y(Right, Left): pass
    class Z(X, Y): pass
except TypeError as e:
    print(str(e).splitlines()[0])
try:
    class Twice(Left, Left): pass
except TypeError as e:
    print(e)

class LogMixin:
    def save(self):
        return f'log({super().save()})'

class JsonMixin:
    def save(self):
        return f'json({super().save()})'

class Model:
    def save(self):
        return 'saved'

class User(LogMixin, JsonMixin, Model):
    pass

print(User().save())

class Shape:
    def __init__(self, **kwargs):
        super().__init__()
        self.extra = kwargs

class Colored(Shape):
    def __init__(self, color='red', **kwargs):
        super().__init__(**kwargs)
        self.color = color

class Sized(Shape):
    def __init__(self, size=1, **kwargs):
        super().__init__(**kwargs)
        self.size = size

class Box(Colored, Sized):
    pass

box = Box(color='blue', size=3, weight=9)
print(box.color, box.size, box.extra)
