def numbers():
    yield 4
    yield 2
    yield 0

def inverse(source):
    for n in source:
        yield 100 // n

def report(values):
    for v in values:
        print(v)

report(inverse(numbers()))
