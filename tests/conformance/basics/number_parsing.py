for text in ('12', ' -7 ', '+3', '1_000', '0x1f', '12.5', 'ten', '', '１２', '1__0'):
    try:
        print(repr(text), '->', int(text))
    except ValueError as e:
        print(e)
for text, base in (('ff', 16), ('0b11', 2), ('77', 8), ('12', 2), ('zz', 36), ('0o17', 0)):
    try:
        print(text, base, int(text, base))
    except ValueError as e:
        print(e)
print(int(3.99), int(-3.99), int(True), int(b'12'), float('1e-3'), float('-inf'), float('nan'))
for bad in (None, [], '1e5'):
    try:
        int(bad)
    except (TypeError, ValueError) as e:
        print(type(e).__name__, e)
try:
    int('10', 99)
except ValueError as e:
    print(e)
try:
    int(float('inf'))
except OverflowError as e:
    print(e)
try:
    int(float('nan'))
except ValueError as e:
    print(e)
print(str(12), repr(1.0), str(1e-7), bool('False'), float(7), str(10 ** 20), '12' * 2, '12' + '3')
print(0.1 + 0.2 == 0.3, abs(0.3 - (0.1 + 0.2)) < 1e-9, 3 // 2 * 2.0, 7 // 2, -7 // 2, 7 % -3)
