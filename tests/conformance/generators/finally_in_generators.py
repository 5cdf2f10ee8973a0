def resource(name):
    print('open', name)
    try:
        for i in range(3):
            yield f'{name}{i}'
    finally:
        print('close', name)

for item in resource('a'):
    print(item)
    if item == 'a1':
        break
print('after loop')
g = resource('b')
next(g)
g.close()
print('explicitly closed')
print(list(resource('c')))

def with_return():
    try:
        yield 1
        return 'done'
    finally:
        print('cleanup on return')

print(list(with_return()))

def cleanup_yields():
    try:
        yield 'body'
    finally:
        yield 'in finally'

c = cleanup_yields()
print(next(c), next(c), next(c, 'end'))

def nested():
    try:
        yield from resource('inner')
    finally:
        print('outer cleanup')

n = nested()
print(next(n))
n.close()
def error():
    try:
        yield 1
        raise ValueError('oops')
    except ValueError as e:
        yield f'caught {e}'
    else:
        yield 'else'
    finally:
        print('fin')
print(list(error()))
