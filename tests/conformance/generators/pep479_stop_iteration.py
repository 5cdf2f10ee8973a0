def leaky(items):
    it = iter(items)
    while True:
        yield next(it)

g = leaky([1, 2])
print(next(g), next(g))
try:
    next(g)
except RuntimeError as e:
    print(e, '|', repr(e.__cause__))

def fixed(items):
    it = iter(items)
    while True:
        try:
            yield next(it)
        except StopIteration:
            return 'clean'

print(list(fixed([1, 2])))

def raises():
    yield 1
    raise StopIteration('explicit')

try:
    list(raises())
except RuntimeError as e:
    print(e)

def returns():
    yield 'a'
    return 'value of return'

r = returns()
print(next(r))
try:
    next(r)
except StopIteration as e:
    print(e.value, e.args)
try:
    next(r)
except StopIteration as e:
    print(e.value, e.args)

class It:
    def __init__(self):
        self.n = 0
    def __iter__(self):
        return self
    def __next__(self):
        self.n += 1
        if self.n > 3:
            raise StopIteration
        return self.n

print(list(It()), sum(It()), [x for x in map(lambda v: v * 2, It())])
