if (n := len('hello')) > 3:
    print(f'{n} letters')
data = iter([3, 1, 0, 9])
while (value := next(data)) != 0:
    print('value', value)
print([y := 5, y ** 2, y])
results = [(x, y) for x in range(5) if (y := x * x) > 3]
print(results, y)
print((a := 1) + (b := 2), a, b)
total = 0
partial = [total := total + v for v in [1, 2, 3, 4]]
print(partial, total)

def read(chunks=iter(['ab', 'c', ''])):
    return next(chunks)

text = ''
while chunk := read():
    text += chunk
print(text)
if any((found := word).startswith('b') for word in ['apple', 'banana', 'cherry']):
    print('found', found)
print(f'{(width := 10)} {width:>{width}}')
x = (y := 3, 4)
print(x, y)
