print(int('5') + float('2.5'), str(5) + '5', list((1, 2)), tuple([1]), set([1, 1]), dict([(1, 2)]))
print(bool(0), bool('0'), int(True), float(True), complex(True), str(True), str(None), list('ab'))
print(list({'a': 1, 'b': 2}), list({'a': 1}.items()), ''.join(['a', 'b']), bytes('a', 'ascii'), chr(65), ord('A'))
print(1 + 1.0, 1 + True, 1.0 + True, 2 * 'a', [1] + list((2,)), (1,) + tuple([2]), 1 == True, '1' == 1)
one, text, items, nothing, five = 1, 'a', [1], None, 5
attempts = [
    lambda: one + '1', lambda: '1' + one, lambda: items + (2,), lambda: text * 'b', lambda: text * 2.0,
    lambda: -text, lambda: nothing + 1, lambda: {} + {}, lambda: len(five), lambda: text[one / 1],
    lambda: items[text], lambda: five[0], lambda: five(), lambda: text.b, lambda: int([]),
    lambda: sum(['a']), lambda: abs('x'), lambda: max(1), lambda: max(), lambda: max([]),
    lambda: sorted(5), lambda: float([]), lambda: ord('ab'), lambda: chr(-1), lambda: round('a'),
    lambda: list(5), lambda: nothing.attribute, lambda: nothing[0], lambda: {}[items], lambda: items < five,
]
for attempt in attempts:
    try:
        print(attempt())
    except Exception as e:
        print(f'{type(e).__name__}: {e}')
