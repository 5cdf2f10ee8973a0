print(eval('1 + 2 * 3'), eval('x + 1', {'x': 41}), eval('[n for n in range(3)]'))
exec('y = [n * 2 for n in range(3)]')
print(y)
namespace = {}
exec('''
def square(n):
    return n * n

values = [square(n) for n in range(4)]
''', namespace)
print(namespace['values'], namespace['square'](9))
code = compile('a * b', 'formula', 'eval')
for a, b in ((2, 3), (4, 5)):
    print(eval(code), end=' ')
print()
for source in ('a, b = 1, 2, 3', '1 +', 'undefined_name', '1 / 0'):
    try:
        exec(source)
    except Exception as e:
        print(type(e).__name__, e)

def local_eval():
    secret = 7
    return eval('secret * 2', None, {'secret': secret})

print(local_eval())
