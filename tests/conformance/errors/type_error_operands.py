prices = ['3', 4, 5]
total = 0
nothing = None
try:
    for p in prices:
        total = total + p
except TypeError as e:
    print(e)
for f in (lambda: 'a' + 1, lambda: 1 + 'a', lambda: [1] + 2, lambda: {} + [], lambda: None - 1, lambda: 'a' - 'b', lambda: 'a' < 1, lambda: [] >= {},
          lambda: {1: 2} < {3: 4}, lambda: 1 & 1.5, lambda: 'x' @ 'y', lambda: ~'a', lambda: +[], lambda: 1 in 5, lambda: 'a' in 5, lambda: 1 in 'abc',
          lambda: prices[None], lambda: total['a'], lambda: {}[{}], lambda: prices[0]['a'], lambda: hash([]), lambda: {[]}, lambda: iter(1), lambda: next([]),
          lambda: len(None), lambda: not_callable(), lambda: prices[0](), lambda: nothing(), lambda: prices(0), lambda: print >> 5, lambda: 2 ** 'a', lambda: b'a' + 'a',
          lambda: 'a' % 5, lambda: '%d' % 'a', lambda: ' '.join([1]), lambda: range('a'), lambda: range(1.5), lambda: [0] * 1.5, lambda: int(None), lambda: abs('a'),
          lambda: reversed({1}), lambda: sum(['a', 'b']), lambda: divmod('a', 1), lambda: isinstance(1, 'int'), lambda: setattr(1, 'a', 2), lambda: 'abc'.startswith(1)):
    try:
        f()
    except Exception as e:
        print(type(e).__name__ + ':', e)
def mutate(t):
    t[0] = 99
mutate((1, 2))
