def factorial(n):
    result = 1
    for i in range(2, n + 1):
        result *= i
    return result

print(factorial(30))
print(factorial(50) // factorial(48))
print(2 ** 200)
print(-(2 ** 100) // 7, -(2 ** 100) % 7)
print(divmod(10 ** 40, 3 ** 20))
print(len(str(3 ** 1000)), str(3 ** 1000)[:12], str(3 ** 1000)[-12:])
print(123456789 ** 5, 987654321987654321 * 123456789123456789)
print((1 << 100) - 1, hex((1 << 100) - 1))
print(10 ** 18 + 1 > 10 ** 18, 2 ** 64 == 2.0 ** 64, 2 ** 53 + 1 == 2.0 ** 53 + 1)
print(int(1e20), int(-1.9), int(1e22), float(10 ** 25))
print(pow(7, 10 ** 12, 1000007), hash(2 ** 61 - 1), hash(2 ** 61))
print((2 ** 100) & (2 ** 99 + 5), (2 ** 100) | 1, (2 ** 70) ^ (2 ** 69), ~(2 ** 65))
print((2 ** 100) >> 90, 10 ** 20 / 10 ** 18, 10 ** 20 // 10 ** 18)
n = 1
digits = 0
while n < 10 ** 30:
    n *= 9
    digits += 1
print(n, digits)
print(f'{10 ** 21:,}', f'{2 ** 70:_x}', '%d' % 10 ** 2)
