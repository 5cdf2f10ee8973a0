def average(values):
    total = 0
    for v in values:
        total += v
    return total / len(values)

print(average([1, 2, 3]))
for f in (lambda: 1 // 0, lambda: 1 % 0, lambda: 1.0 / 0, lambda: 1.0 // 0, lambda: 1.0 % 0, lambda: divmod(1, 0), lambda: 0 ** -1, lambda: 0.0 ** -1, lambda: pow(2, 1, 0), lambda: 1j / 0):
    try:
        f()
    except (ZeroDivisionError, ValueError) as e:
        print(type(e).__name__, e)
average([])
