def truthy(value):
    return 'yes' if value else 'no'

for value in (0, 1, -1, 0.0, 0.1, '', ' ', [], [0], (), (None,), {}, {0: 0}, set(), None, range(0), b'', 'False'):
    print(repr(value), truthy(value))

print(1 and 2, 0 and 2, 1 or 2, 0 or 2, '' or 'default', None or [] or {})
print(not '', not 'a', not not 3)

def say(value):
    print('say', value)
    return value

print(say(0) and say(1), say(1) or say(0))
print(all([]), any([]), all([1, 2, 0]), any([0, 0, 3]))
print(all(x > 0 for x in (1, 2, 3)), any(x > 2 for x in (1, 2, 3)))
a = None
name = a if a is not None else 'anonymous'
print(name, bool('0'), bool(0.0), int(True), str(False))
print('a' if 0 else 'b' if 0 else 'c')
