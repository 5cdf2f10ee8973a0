for n in range(2, 10):
    for x in range(2, n):
        if n % x == 0:
            print(n, 'equals', x, '*', n // x)
            break
    else:
        print(n, 'is a prime number')

count = 0
while count < 3:
    count += 1
    if count == 5:
        break
else:
    print('while finished without break at', count)

for i in range(5):
    if i % 2:
        continue
    print(i, end=' ')
else:
    print('done')
for _ in []:
    print('never')
else:
    print('empty loop still runs else')
while True:
    break
else:
    print('not printed')
for i in range(10, 0, -3):
    print(i, end=',')
print()
for i, (a, b) in enumerate(zip('abc', [1, 2, 3, 4])):
    print(i, a, b)
for i in reversed([1, 2, 3]):
    print(i, end=' ')
print(i)
