def fizzbuzz(n):
    if n % 15 == 0:
        return 'FizzBuzz'
    elif n % 3 == 0:
        return 'Fizz'
    elif n % 5 == 0:
        return 'Buzz'
    else:
        return str(n)

print(' '.join(fizzbuzz(i) for i in range(1, 16)))
print(['Fizz' * (not i % 3) + 'Buzz' * (not i % 5) or i for i in range(1, 16)])
table = {(True, True): 'FizzBuzz', (True, False): 'Fizz', (False, True): 'Buzz'}
for i in range(9, 16):
    print(table.get((i % 3 == 0, i % 5 == 0), i), end=' ')
print()
