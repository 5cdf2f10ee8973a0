class Adder:
    def __init__(self, n):
        self.n = n

    def __call__(self, x, *rest, scale=1):
        return (self.n + x + sum(rest)) * scale

add5 = Adder(5)
print(add5(1), add5(1, 2, 3, scale=2), callable(add5), list(map(add5, [1, 2])))

class Dynamic:
    def __init__(self):
        self.real = 'real'

    def __getattr__(self, name):
        if name.startswith('no_'):
            raise AttributeError(f'refusing {name}')
        return f'made up {name}'

    def __setattr__(self, name, value):
        if name == 'locked':
            raise AttributeError('locked is read-only')
        super().__setattr__(name, value)

    def __delattr__(self, name):
        print('deleting', name)
        super().__delattr__(name)

    def __dir__(self):
        return ['fake', 'real']

d = Dynamic()
print(d.real, d.anything, hasattr(d, 'x'), hasattr(d, 'no_way'), getattr(d, 'no_way', 'default'), dir(d))
for attempt in (lambda: d.no_thing, lambda: setattr(d, 'locked', 1)):
    try:
        attempt()
    except AttributeError as e:
        print(e)
d.new = 1
del d.new
print(d.new)

class Proxy:
    def __init__(self, target):
        object.__setattr__(self, '_target', target)

    def __getattribute__(self, name):
        if name == '_target':
            return object.__getattribute__(self, name)
        target = object.__getattribute__(self, '_target')
        print('access', name, end=' -> ')
        return getattr(target, name)

    def __setattr__(self, name, value):
        setattr(self._target, name, value)

p = Proxy([3, 1, 2])
p.sort()
print()
print(p.__len__(), p._target)
