def describe(value):
    match value:
        case 0:
            return 'zero'
        case 1 | 2 | 3:
            return 'small'
        case int(n) if n < 0:
            return f'negative {n}'
        case bool() | int():
            return 'number'
        case 'yes' | 'no' as answer:
            return f'answer {answer}'
        case str():
            return 'text'
        case []:
            return 'empty list'
        case [x]:
            return f'one element {x}'
        case [x, y, *rest]:
            return f'{x} {y} and {len(rest)} more'
        case {'type': 'circle', 'r': r}:
            return f'circle of {r}'
        case {'type': kind, **others}:
            return f'{kind} with {sorted(others)}'
        case None:
            return 'nothing'
        case _:
            return 'something else'

for value in (0, 2, -7, 100, True, 'yes', 'maybe', [], [1], (1, 2), [1, 2, 3, 4],
              {'type': 'circle', 'r': 3}, {'type': 'box', 'w': 1}, {}, None, 2.5):
    print(repr(value), '->', describe(value))
