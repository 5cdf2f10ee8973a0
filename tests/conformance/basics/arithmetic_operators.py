a, b = 17, 5
print(a + b, a - b, a * b, a / b, a // b, a % b, a ** b)
print(-a // b, -a % b, a // -b, a % -b, divmod(-a, b), divmod(a, -b))
print(7.5 // 2, 7.5 % 2, -7.5 // 2, -7.5 % 2, divmod(7.5, 2))
print(2 ** 10, 2 ** -1, 0 ** 0, (-2) ** 3, -2 ** 2, 2 ** 3 ** 2)
print(10 / 2, type(10 / 2).__name__, 10 // 2.0)
print(+a, -a, ~a, ~-1, not a, not 0)
print(0.1 + 0.2, 1 / 3, 2 / 3, 1e16 + 1)
print(abs(-3), abs(3.5), abs(-2 + 0j), pow(3, 4), pow(3, 4, 5), pow(3, -1, 7))
print(round(2.5), round(3.5), round(-2.5), round(2.675, 2), round(1234.5678, -2), round(15, -1))
print(True + True, True * 10, sum([True, False, True]))
x = 10
x += 5; x -= 3; x *= 2; x //= 5; x **= 3; x %= 7
print(x)
x = 8.0
x /= 3
print(x)
print(min(3, 1, 2), max([4, 9, 2]), sum(range(11)), sum([0.1] * 3))
