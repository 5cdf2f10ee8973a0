class Matrix:
    def __init__(self, rows):
        self.rows = [list(r) for r in rows]

    @classmethod
    def identity(cls, n):
        return cls([[1 if i == j else 0 for j in range(n)] for i in range(n)])

    def __getitem__(self, key):
        if isinstance(key, tuple):
            r, c = key
            return self.rows[r][c]
        return self.rows[key]

    def __setitem__(self, key, value):
        r, c = key
        self.rows[r][c] = value

    def __mul__(self, other):
        if isinstance(other, Matrix):
            return Matrix([[sum(a * b for a, b in zip(row, col)) for col in zip(*other.rows)] for row in self.rows])
        return Matrix([[x * other for x in row] for row in self.rows])

    def __eq__(self, other):
        return self.rows == other.rows

    def __iter__(self):
        for row in self.rows:
            yield from row

    def __str__(self):
        return '\n'.join(' '.join(f'{x:>3}' for x in row) for row in self.rows)

m = Matrix([[1, 2], [3, 4]])
print(m)
print(m * m == Matrix([[7, 10], [15, 22]]), m * Matrix.identity(2) == m, list(m), sum(m))
m[0, 1] = -9
print(m[0, 1], m[1], m[1][0], max(m))
print(m * 2)
m[1, 1] += 5
print(m[1, 1], len(m.rows))
