def to_base(n, base):
    digits = '0123456789abcdefghijklmnopqrstuvwxyz'
    if n == 0:
        return '0'
    sign, n, out = '-' if n < 0 else '', abs(n), ''
    while n:
        n, r = divmod(n, base)
        out = digits[r] + out
    return sign + out

for n in (0, 7, 255, -31, 10 ** 12):
    print(f'{n:>14} {to_base(n, 2)[:12]:>12} {to_base(n, 16):>11} {to_base(n, 36):>9}', int(to_base(n, 36), 36) == n)

ONES = 'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split()
TENS = '_ _ twenty thirty forty fifty sixty seventy eighty ninety'.split()

def words(n):
    if n < 20:
        return ONES[n]
    if n < 100:
        return TENS[n // 10] + (f'-{ONES[n % 10]}' if n % 10 else '')
    if n < 1000:
        return f'{ONES[n // 100]} hundred' + (f' and {words(n % 100)}' if n % 100 else '')
    return f'{words(n // 1000)} thousand' + (f' {words(n % 1000)}' if n % 1000 else '')

for n in (0, 13, 21, 100, 342, 7001, 12345):
    print(f'{n:>6,} {words(n)}')
print(*(f'{n}{"tsnrhtdd"[(n // 10 % 10 != 1) * (n % 10 < 4) * n % 10::4]}' for n in (1, 2, 3, 4, 11, 12, 13, 21)))
for i in range(0, 16, 5):
    print(f'{i:2d} {i:04b} {i:o} {i:X} {i:#x} {i:e}')
