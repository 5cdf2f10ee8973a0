import math
for f in (lambda: int('abc'), lambda: int('1.5'), lambda: int(''), lambda: float('x'), lambda: int('9', 8), lambda: [].index(1), lambda: 'a'.index('b'),
          lambda: [1].remove(2), lambda: math.sqrt(-1), lambda: math.log(0), lambda: chr(-1), lambda: range(1, 2, 0), lambda: [1, 2][::0], lambda: list(zip([1], [], strict=True)),
          lambda: max([]), lambda: min(()), lambda: bytes([300]), lambda: 'x'.split(''), lambda: 'abc'.ljust(3, 'xx'), lambda: int('0x1'), lambda: dict([1]), lambda: dict([(1, 2, 3)]),
          lambda: '{'.format(), lambda: f'{1:z}', lambda: complex('x'), lambda: math.factorial(-1), lambda: round(float('nan')), lambda: (1).to_bytes(0, 'big'), lambda: '%' % ()):
    try:
        f()
    except Exception as e:
        print(type(e).__name__ + ':', e)
def parse(line):
    name, age = line.split(',')
    return name, int(age)
print(parse('Ann,30'))
parse('Bob,31,extra')
