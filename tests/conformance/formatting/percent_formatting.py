print('%s is %d years and %.1f feet tall' % ('Ann', 30, 5.64))
print('%5s|%-5s|%05d|%+d|% d|%x|%X|%#x|%o|%e|%g|%c|%c|%%' % ('ab', 'ab', 42, 42, 42, 255, 255, 255, 8, 12345.678, 0.0001, 'z', 65))
print('%r %s %a' % ('quote\'s', 'é', 'é'), '%(name)s has %(n)03d' % {'name': 'dict', 'n': 7})
print('%.3s|%8.3s|%-8.3f|%08.2f' % ('abcdef', 'abcdef', 3.14159, -3.14159))
print('%*d|%-*d|%.*f' % (6, 42, 6, 42, 2, 3.14159))
print('%s' % None, '%s' % (1,), '%s %s' % (1, (2, 3)), '%s' % [1], '%d%%' % 50, '%s' % {'a': 1}, 'no args' % ())
print('%i %u %d' % (3.99, 5, True), '%5.1f%%' % 99.55, '%s' % 1e10, '%d' % 10 ** 20)
for template, args in (('%d', 'x'), ('%s %s', (1,)), ('%s', (1, 2)), ('%z', 1), ('%(a)s', (1,)), ('%c', 'ab'), ('%x', 1.5), ('%(k)s', {})):
    try:
        template % args
    except (TypeError, ValueError, KeyError) as e:
        print(type(e).__name__, e)
print('Progress: %3d%%' % 7, '[%-10s]' % ('#' * 4), '%-10s%10s' % ('left', 'right'))
print('%s: %s' % ('log', Exception('error text')), '%r' % KeyError('k'), '%s' % KeyError('k'))
