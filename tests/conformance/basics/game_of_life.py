def step(cells):
    neighbours = {}
    for x, y in cells:
        for dx in (-1, 0, 1):
            for dy in (-1, 0, 1):
                if (dx, dy) != (0, 0):
                    key = (x + dx, y + dy)
                    neighbours[key] = neighbours.get(key, 0) + 1
    return {c for c, n in neighbours.items() if n == 3 or n == 2 and c in cells}

def show(cells, width, height):
    for y in range(height):
        print(''.join('#' if (x, y) in cells else '.' for x in range(width)))
    print('=' * width)

cells = {(1, 0), (2, 1), (0, 2), (1, 2), (2, 2)}
for generation in range(5):
    if generation % 2 == 0:
        show(cells, 6, 5)
    cells = step(cells)
print(sorted(cells))
blinker = {(0, 1), (1, 1), (2, 1)}
print(step(step(blinker)) == blinker)
