x = 5
print(1 < x < 10, 1 < x > 3, 1 < x < 3, 10 > x >= 5 == 5)
print(1 == 1.0 == True, 0 == False, 'a' < 'b' < 'c')
print(1 < 2 < 3 != 4, (1 < 2) < 3, 1 < (2 < 3))

def middle():
    print('evaluated once', end=' ')
    return 5

print(1 < middle() < 10)
print(10 < middle() < never() if False else 'skipped')

def left():
    print('left', end=' ')
    return 9

print(left() < middle() < 1 / 1)
print([1, 2] < [1, 3], (1, 'b') > (1, 'a'), [1] < [1, 0], 'abc' < 'abd', 'Z' < 'a')
print({1, 2} < {1, 2, 3}, {1} <= {1}, {1, 2} > {3}, {1} == {1.0})
print(x is x, x is not None, None is None, 2 in [1, 2], 3 not in (1, 2), 'ell' in 'hello')
print([] == [], [] is [], () == (), {'a': 1} == {'a': 1})
for pair in ((1, 'a'), ([], ()), (None, 0)):
    try:
        pair[0] < pair[1]
    except TypeError as e:
        print(e)
