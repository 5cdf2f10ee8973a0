def countdown(n):
    print('starting')
    while n > 0:
        yield n
        n -= 1
    print('finished')

g = countdown(3)
print('created, nothing printed yet')
print(next(g))
print(next(g))
for value in g:
    print('loop', value)
try:
    next(g)
except StopIteration as e:
    print('StopIteration', repr(e.value))
print(list(countdown(2)), sum(countdown(4)))
print(type(g).__name__, type(countdown).__name__)
import types
print(isinstance(g, types.GeneratorType), iter(g) is g)
def empty():
    return
    yield
print(list(empty()), next(empty(), 'default'))
a, b, *c = countdown(4)
print(a, b, c)
