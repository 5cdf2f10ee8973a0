def binary_search(items, target):
    low, high = 0, len(items) - 1
    steps = 0
    while low <= high:
        steps += 1
        middle = (low + high) // 2
        if items[middle] == target:
            return middle, steps
        elif items[middle] < target:
            low = middle + 1
        else:
            high = middle - 1
    return -1, steps

items = list(range(0, 100, 3))
for target in (0, 42, 99, 50, -1):
    print(target, binary_search(items, target))

def sqrt_newton(n, precision=1e-9):
    guess = n
    iterations = 0
    while abs(guess * guess - n) > precision:
        guess = (guess + n / guess) / 2
        iterations += 1
    return round(guess, 6), iterations

print(sqrt_newton(2), sqrt_newton(144), sqrt_newton(10))

def bisect_root(f, low, high):
    for _ in range(60):
        mid = (low + high) / 2
        low, high = (mid, high) if f(mid) < 0 else (low, mid)
    return round(low, 9)

print(bisect_root(lambda x: x ** 3 - 27, 0, 10))
