x = 10
del x
try:
    x
except NameError as e:
    print(e)
items = [0, 1, 2, 3, 4, 5]
del items[0], items[-1]
print(items)
del items[1:3]
print(items)
d = {'a': 1, 'b': 2}
del d['a']
print(d)
try:
    del d['zzz']
except KeyError as e:
    print('KeyError', e)

class Thing:
    def __init__(self):
        self.attribute = 1

t = Thing()
del t.attribute
print(hasattr(t, 'attribute'))
try:
    del t.attribute
except AttributeError as e:
    print(e)

def f():
    y = 1
    del y
    try:
        return y
    except UnboundLocalError as e:
        return str(e)

print(f())
a, b, c = 1, 2, 3
del (a, b), c
print([name for name in ('a', 'b', 'c') if name in globals()])
try:
    del items[10]
except IndexError as e:
    print(e)
