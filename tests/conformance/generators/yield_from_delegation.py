def inner():
    x = yield 'inner 1'
    print('inner got', x)
    y = yield 'inner 2'
    print('inner got', y)
    return 'inner result'

def outer():
    result = yield from inner()
    print('outer has', result)
    yield from [10, 20]
    yield from 'ab'
    return 'outer result'

g = outer()
print(next(g))
print(g.send('first'))
print(g.send('second'))
print(list(g))

def final():
    value = yield from outer()
    yield value

print([v for v in final()][-1])

def catching():
    try:
        yield 'waiting'
    except ValueError as e:
        yield f'inner caught {e}'

def delegator():
    yield from catching()

d = delegator()
next(d)
print(d.throw(ValueError('through')))
def flatten(items):
    for item in items:
        if isinstance(item, list):
            yield from flatten(item)
        else:
            yield item
print(list(flatten([1, [2, [3, [4]], 5], [], [[6]]])))
