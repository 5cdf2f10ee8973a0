def show(x):
    print(x, end=' ')
    return x

print(show(1) + show(2) * show(3))
print(show('f') and show('') or show('g'))
result = [show(1), show(2)] + [show(3)]
print()
d = {show('k1'): show('v1'), show('k2'): show('v2')}
print()
def f(a, b, *args, **kw):
    return a, b
f(show('a'), show('b'), *[show('c')], d=show('d'))
print()
lst = [0, 1, 2]
lst[show(1)] = show(9)
print(lst)
i = 0
def bump():
    global i
    i += 1
    return i
print([bump(), bump(), bump()], i)
lst[bump() - 4], lst[bump() - 5] = bump(), bump()
print(lst, i)
x = [1, 2, 3]
x[0], x[1], x[2] = x[2], x[0], x[1]
print(x)
a = 1
a += show(10) if a else show(20)
print(a, show(1) < show(2) < show(0) < show(7))
def boom():
    raise ValueError('boom')
try:
    show('before') or boom()
    show('and') and boom()
except ValueError as e:
    print('->', e)
print(show(2) ** show(3) ** show(2))
print(1 if show(0) else show('else'), [show(x) for x in 'ab' if show(x) != 'a'])
