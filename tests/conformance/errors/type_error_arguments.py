def area(width, height, *, unit='cm'):
    return f'{width * height} {unit}'

class Box:
    def __init__(self, size):
        self.size = size

    def scale(self, factor):
        return self.size * factor

calls = [
    lambda: area(), lambda: area(1), lambda: area(1, 2, 3), lambda: area(1, 2, 'm'), lambda: area(1, height=2, width=3),
    lambda: area(1, 2, units='m'), lambda: area(1, 2, 3, 4), lambda: area(depth=1), lambda: Box(), lambda: Box(1, 2), lambda: Box(1).scale(),
    lambda: Box(1).scale(1, 2), lambda: Box(size=1, color=2), lambda: (lambda x: x)(), lambda: (lambda: 0)(1), lambda: len(), lambda: len(1, 2),
    lambda: int('1', '2', '3'), lambda: print(1, foo=2), lambda: [].append(), lambda: [].append(1, 2), lambda: 'a'.join(), lambda: {}.get(),
    lambda: object(1), lambda: range(), lambda: isinstance(1), lambda: 'abc'.replace('a'), lambda: area(*[1, 2, 3]), lambda: area(**{'width': 1}),
    lambda: dict(1), lambda: sum(), lambda: max(1, key=2), lambda: sorted(), lambda: zip(1), lambda: map(), lambda: enumerate(), lambda: round(),
]
for call in calls:
    try:
        print('no error', call())
    except TypeError as e:
        print(e)
area(1)
