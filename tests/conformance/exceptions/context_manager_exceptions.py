class Manager:
    def __init__(self, name, suppress=False):
        self.name, self.suppress = name, suppress

    def __enter__(self):
        print('enter', self.name)
        return self

    def __exit__(self, exc_type, exc, tb):
        print('exit', self.name, exc_type.__name__ if exc_type else None, exc)
        return self.suppress

with Manager('quiet', True):
    raise ValueError('suppressed')
print('after quiet')
try:
    with Manager('loud') as m, Manager('inner'):
        raise KeyError('passes')
except KeyError as e:
    print('caught', e)
try:
    with Manager('outer', True), Manager('middle'):
        raise TypeError('x')
    print('suppressed by outer')
except TypeError:
    print('not here')

class BadExit(Manager):
    def __exit__(self, *args):
        raise RuntimeError('exit failed')

try:
    with BadExit('bad'):
        raise ValueError('original')
except RuntimeError as e:
    print(e, '| context', repr(e.__context__))

class NoExit:
    def __enter__(self):
        return self

try:
    with NoExit():
        pass
except TypeError as e:
    print(e)
def early():
    with Manager('returning'):
        return 'value'
print(early())
for i in range(3):
    with Manager(f'loop{i}'):
        if i == 1:
            break
