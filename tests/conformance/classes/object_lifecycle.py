class Tracked:
    alive = 0

    def __init__(self, name):
        self.name = name
        Tracked.alive += 1
        print('create', name)

    def __del__(self):
        Tracked.alive -= 1
        print('delete', self.name)

a = Tracked('a')
b = a
del a
print('still referenced', Tracked.alive)
del b
print('gone', Tracked.alive)

def scope():
    local = Tracked('local')
    return 'leaving'

print(scope())
Tracked('temporary')
items = [Tracked('in list')]
items.clear()
d = {'k': Tracked('in dict')}
d['k'] = None
x = Tracked('first')
x = Tracked('second')
x = None
import weakref
t = Tracked('weakly')
ref = weakref.ref(t)
print(ref() is t, ref().name)
del t
print(ref())
import sys
obj = object()
print(sys.getrefcount(obj) >= 2)
print('end', Tracked.alive)
