# stderr: user
def generator():
    try:
        yield 1
        yield 2
    finally:
        print('generator cleanup')

g = generator()
print(next(g))
del g
print('deleted')

class Noisy:
    def __del__(self):
        print('del called')

n = Noisy()
n = None
print('rebound')

def scope():
    local = Noisy()
    print('in scope')

scope()

def failing():
    yield 'first'
    raise ValueError('inside generator')

items = failing()
print(next(items))
try:
    next(items)
except ValueError as e:
    print('caught', e)
print(list(items))
