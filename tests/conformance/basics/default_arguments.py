def append_to(element, target=[]):
    target.append(element)
    return target

print(append_to(1), append_to(2), append_to(3, []))

def append_fixed(element, target=None):
    if target is None:
        target = []
    target.append(element)
    return target

print(append_fixed(1), append_fixed(2))
i = 5
def f(arg=i):
    return arg
i = 6
print(f(), f(7), f.__defaults__)

def greet(name, greeting='Hello', punctuation='!'):
    return f'{greeting}, {name}{punctuation}'

print(greet('Ann'), greet('Bob', 'Hi'), greet('Cid', punctuation='?'), greet(greeting='Hey', name='Dan'))

def announce():
    print('default evaluated once', end=' ')
    return 1

def g(x=announce()):
    return x

print(g(), g(), append_to.__defaults__)
cache = {}
def fib(n, memo=cache):
    if n not in memo:
        memo[n] = n if n < 2 else fib(n - 1) + fib(n - 2)
    return memo[n]
print(fib(40), len(cache))
