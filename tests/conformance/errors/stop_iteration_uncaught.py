def numbers():
    yield 1
    return 'finished'

g = numbers()
print(next(g))
next(g)
