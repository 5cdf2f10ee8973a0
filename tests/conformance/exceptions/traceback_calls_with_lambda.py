def apply(function, *args):
    return function(*args)

def outer(n):
    def inner(m):
        return apply(lambda v: 10 // v, m)
    return inner(n) + inner(n - 1)

print(outer(5))
print(outer(1))
