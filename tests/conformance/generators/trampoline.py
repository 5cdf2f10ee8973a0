def trampoline(start):
    stack = [start]
    value = None
    while stack:
        try:
            result = stack[-1].send(value)
        except StopIteration as e:
            stack.pop()
            value = e.value
            continue
        if hasattr(result, 'send'):
            stack.append(result)
            value = None
        else:
            value = result
    return value

def add(x, y):
    yield
    return x + y

def triangle(n):
    if n == 0:
        return 0
    rest = yield triangle(n - 1)
    total = yield add(n, rest)
    return total

print(trampoline(triangle(10)))
print(trampoline(triangle(300)))

def main():
    a = yield add(1, 2)
    b = yield add(a, 10)
    print('intermediate', a, b)
    same = yield 'plain value'
    return (b, same)

print(trampoline(main()))
