import math

print(1.0, 1e3, 1e16, 1e15, 123456789.123, 1e-5, 0.0001, 1.5e300 * 1e10)
print(float('inf'), -float('inf'), float('nan'), float('  1.5e3 '), float('1_000.5'))
nan = float('nan')
print(nan == nan, nan != nan, nan in [nan], math.isnan(nan))
print(float('inf') > 10 ** 400, -0.0, 0.0 == -0.0, math.copysign(1, -0.0))
print((0.5).as_integer_ratio(), (0.1).hex(), float.fromhex('0x1.8p+1'))
print((3.0).is_integer(), (3.5).is_integer(), 3.7 // 1, int(3.7), int(-3.7))
print(0.1 + 0.1 + 0.1 == 0.3, math.isclose(0.1 + 0.1 + 0.1, 0.3), math.fsum([0.1] * 10))
print(1e308 * 10, -1e308 * 10, 5e-324 / 2, 5e-324)
print(repr(0.1), str(1 / 7), repr(100.0), repr(1e100), repr(1.7976931348623157e308))
print(round(0.5), round(1.5), round(2.5), round(0.15, 1), round(1e20), round(-1.25, 1))
print(3 == 3.0, hash(3) == hash(3.0), {1: 'a', 1.0: 'b', True: 'c'})
print(math.floor(-2.5), math.ceil(-2.5), math.trunc(-2.5), math.sqrt(2))
for text in ('abc', '1,5', ''):
    try:
        float(text)
    except ValueError as e:
        print(e)
try:
    2.0 ** 5000
except OverflowError as e:
    print(e)
