print('{} {} {}'.format(1, 'two', 3.0), '{2} {0} {1}'.format('a', 'b', 'c'), '{0}{0}'.format('x'))
print('{name} is {age:>4}'.format(name='Ann', age=30), '{0.real} {0.imag}'.format(3 + 4j), '{0[1]} {d[key]}'.format([1, 2], d={'key': 'v'}))
print('{:>10}|{:<10}|{:^10}|{:*^10}|{:#>6}'.format('r', 'l', 'c', 's', 7))
print('{!r} {!s} {!a}'.format('a', 'b', 'é'), '{:{}}|{:{w}.{p}f}'.format('x', 5, 3.14159, w=8, p=2))
print('{{}} {{{}}}'.format(5), '{:,} {:_} {:e} {:%}'.format(1234567, 1234567, 12345.678, 0.25))
print('{:b} {:o} {:x} {:#b} {:08b}'.format(10, 10, 255, 5, 5), '{:+} {: } {:-}'.format(5, 5, 5))
class P:
    x, y = 1, [2, 3]
print('{p.x} {p.y[1]} {p.y}'.format(p=P), '{:>{}}'.format('a', 4))
for template, args, kwargs in (('{} {}', (1,), {}), ('{1}', (1,), {}), ('{name}', (), {}), ('{} {0}', (1, 2), {}), ('{0} {}', (1, 2), {}), ('{', (), {}), ('}', (), {}), ('{:d}', ('x',), {}), ('{!z}', (1,), {}), ('{0.nope}', (1,), {}), ('{0[5]}', ([1],), {})):
    try:
        print(template.format(*args, **kwargs))
    except (IndexError, KeyError, ValueError, AttributeError) as e:
        print(type(e).__name__, e)
print('{a}-{b}'.format_map({'a': 1, 'b': 2}), format('x', '>3'), format(3.14159, '.3'), '{:s}'.format('text'), '{:.2}'.format('text'))
print('Thread {0}: starting {1!r:>8}'.format('T-1', 'job'), '{:<8}{:>8.2f}'.format('total', 12.5))
