import gc
import weakref

class Node:
    def __init__(self, name):
        self.name = name
        self.partner = None

    def __del__(self):
        print('del', self.name)

a = Node('a')
ref = weakref.ref(a, lambda r: print('callback'))
proxy = weakref.proxy(a)
print(ref() is a, proxy.name)
del a
print(ref())
try:
    proxy.name
except ReferenceError as e:
    print(e)
cache = weakref.WeakValueDictionary()
b = Node('b')
cache['b'] = b
print(len(cache), cache['b'].name, 'b' in cache)
b = None
print(len(cache), cache.get('b'))
x, y = Node('x'), Node('y')
x.partner, y.partner = y, x
rx = weakref.ref(x)
del x, y
print('cycle still there:', rx() is not None)
gc.collect()
print('collected:', rx() is None)
keys = weakref.WeakSet()
k = Node('k')
keys.add(k)
print(len(keys), k in keys)
f = weakref.finalize(k, print, 'finalizer')
del k
print(f.alive, len(keys))
try:
    weakref.ref(5)
except TypeError as e:
    print(e)
