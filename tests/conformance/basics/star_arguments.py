def show(*args, **kwargs):
    print(args, kwargs)

show()
show(1, 2, three=3)
show(*[1, 2], *(3,), **{'a': 1}, b=2)
show(*'ab', *range(2), **dict(x=0))

def mixed(a, b=2, *args, c, d=4, **kwargs):
    return a, b, args, c, d, kwargs

print(mixed(1, c=3))
print(mixed(1, 20, 30, 40, c=50, e=60))

def keyword_only(*, key):
    return key

def positional_only(x, /, y, *, z):
    return x, y, z

print(keyword_only(key='k'), positional_only(1, 2, z=3), positional_only(1, y=2, z=3))
calls = [
    lambda: keyword_only('k'),
    lambda: positional_only(x=1, y=2, z=3),
    lambda: mixed(1),
    lambda: mixed(),
    lambda: show(**{'a': 1}, a=2),
    lambda: positional_only(1, 2, 3),
    lambda: keyword_only(key=1, other=2),
    lambda: mixed(1, a=2, c=1),
]
for call in calls:
    try:
        call()
    except TypeError as e:
        print(e)

def forward(*args, **kwargs):
    return mixed(*args, **kwargs)

print(forward(1, c=2, z=9))
name, *args = 'print', 1, 2
print(name, args, max(*[3, 9, 2]), dict(**{'k': 'v'}))
