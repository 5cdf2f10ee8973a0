a = [[1, 2], [3, 4]]
b = [[5, 6], [7, 8]]

def multiply(x, y):
    return [[sum(p * q for p, q in zip(row, col)) for col in zip(*y)] for row in x]

def transpose(m):
    return [list(row) for row in zip(*m)]

def determinant(m):
    if len(m) == 1:
        return m[0][0]
    return sum((-1) ** c * m[0][c] * determinant([row[:c] + row[c + 1:] for row in m[1:]]) for c in range(len(m)))

def identity(n):
    return [[int(i == j) for j in range(n)] for i in range(n)]

print(multiply(a, b), transpose(a), determinant(a))
print(determinant([[2, 0, 1], [1, 3, 2], [1, 1, 1]]), multiply(a, identity(2)) == a)

def power(m, n):
    result = identity(len(m))
    while n:
        if n & 1:
            result = multiply(result, m)
        m = multiply(m, m)
        n >>= 1
    return result

print(power([[1, 1], [1, 0]], 90)[0][1])
spiral = []
grid = [[1, 2, 3], [4, 5, 6], [7, 8, 9]]
while grid:
    spiral += grid.pop(0)
    grid = list(zip(*grid))[::-1]
print(spiral)
for i in range(1, 5):
    print(*(f'{i * j:3}' for j in range(1, 5)), sep='|')
pascal = [1]
for _ in range(6):
    print(' '.join(map(str, pascal)).center(20).rstrip())
    pascal = [1] + [x + y for x, y in zip(pascal, pascal[1:])] + [1]
