def check(n):
    assert n < 3, f'{n} is too big'
    return n

print([check(n) for n in range(3)])
print(sum(check(n) for n in range(5)))
