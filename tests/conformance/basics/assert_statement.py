def average(values):
    assert len(values) > 0, 'need at least one value'
    assert all(isinstance(v, (int, float)) for v in values)
    return sum(values) / len(values)

print(average([1, 2, 3]))
for values in ([], ['a']):
    try:
        average(values)
    except AssertionError as e:
        print(repr(e), e.args, str(e) == '')
assert True, 'never shown'
assert 1 + 1 == 2
try:
    assert (x := 5) < 3, f'{x} is not below 3'
except AssertionError as e:
    print(e)
try:
    assert None, {'any': 'object'}
except AssertionError as e:
    print(e, e.args[0]['any'])
print(__debug__, issubclass(AssertionError, Exception))
def checked(n):
    try:
        assert n > 0
    except AssertionError:
        return 'not positive'
    else:
        return 'positive'
    finally:
        print('checked', n, end=': ')
print(checked(1))
print(checked(-1))
