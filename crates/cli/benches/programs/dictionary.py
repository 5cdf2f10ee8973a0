"""A dict of 100,000: insert, read, delete."""

numbers = {}
for i in range(100_000):
    numbers[f"key {i}"] = i
total = 0
for i in range(100_000):
    total += numbers[f"key {i}"]
for i in range(100_000):
    del numbers[f"key {i}"]
squares = {}
for i in range(100_000):
    squares[i] = i * i
for i in range(100_000):
    total += squares[i]
for i in range(100_000):
    del squares[i]
print(total, len(numbers), len(squares))
