def fib():
    a, b = 0, 1
    while True:
        yield a
        a, b = b, a + b

def take(n, iterable):
    for i, item in enumerate(iterable):
        if i == n:
            return
        yield item

print(list(take(12, fib())))
for f in fib():
    if f > 50:
        print('first above fifty:', f)
        break

def fib_until(limit):
    yield from take_while(lambda x: x <= limit, fib())

def take_while(predicate, iterable):
    for item in iterable:
        if not predicate(item):
            break
        yield item

print([f for f in fib_until(100) if f % 2 == 0], sum(fib_until(1000)))
