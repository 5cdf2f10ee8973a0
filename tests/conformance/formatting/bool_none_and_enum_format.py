from enum import Enum

class Light(Enum):
    ON = 'on'

print(f'{True} {True!r} {True:>6} {True:d} {False:02} {None} {None!r:>6} {None!s:^8}|')
print('%s %d %r' % (True, True, None), '{} {:d} {!r}'.format(False, False, None), str(True) + str(None))
print(f'{Light.ON} {Light.ON!r} {Light.ON.value:>4} {Light.ON.name:*^6}')
print([True, None, Light.ON], {True: None}, f'{(1, None)} {[True]}')
print(f'{1 == 1.0} {Light.ON is None} {not None} {bool([])}', f'{"yes" if None else "no"}')
for value in (None, [], {}, (1,), Light.ON):
    try:
        print(f'{value:>10}|')
    except TypeError as e:
        print(e)
print(f'{str([1, 2]):>10}|', f'{[1, 2]!s:>10}|', f'{str(None):-^10}')
print(f'{type(1)} {type(None).__name__} {int}', '%s' % type('x'), repr(type(Light.ON)))
print(f'{3!r}{"3"!r}{3.0!r}{b"3"!r}', f'{"a\tb"!r}', f'{"x":5}|{5:5}|{5.0:5}|')
