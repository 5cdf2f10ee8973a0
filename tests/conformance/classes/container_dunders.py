class Deck:
    ranks = ['J', 'Q', 'K', 'A']

    def __init__(self):
        self._cards = [r + s for s in 'SH' for r in self.ranks]

    def __len__(self):
        return len(self._cards)

    def __getitem__(self, position):
        return self._cards[position]

    def __setitem__(self, position, card):
        self._cards[position] = card

    def __delitem__(self, position):
        del self._cards[position]

    def __contains__(self, card):
        return card in self._cards

d = Deck()
print(len(d), d[0], d[-1], d[1:3], 'AS' in d, '2C' in d, bool(d))
print([card for card in d][:3], list(reversed(d))[:2], sorted(d)[0])
d[0] = 'joker'
del d[1]
print(d[0], len(d), next(iter(d)))
first, *rest = d
print(first, len(rest))

class Sparse:
    def __getitem__(self, key):
        if isinstance(key, slice):
            return ('slice', key.start, key.stop, key.step)
        if isinstance(key, tuple):
            return ('tuple', key)
        if key == 'missing':
            raise KeyError(key)
        return ('key', key)

    def __missing__(self, key):
        return 'never called'

s = Sparse()
print(s[1], s['a'], s[1:2], s[::3], s[1, 2], s[...], s[()])
class OldIter:
    def __getitem__(self, i):
        if i > 3:
            raise IndexError
        return i * i
print(list(OldIter()), 4 in OldIter(), 5 in OldIter())
class Default(dict):
    def __missing__(self, key):
        self[key] = len(key)
        return self[key]
dd = Default(a=1)
print(dd['abc'], dd, dd.get('zz'), 'zz' in dd)
class Length:
    def __len__(self):
        return -1
for attempt in (lambda: len(Length()), lambda: len(s), lambda: object()[0], lambda: iter(Length())):
    try:
        attempt()
    except (ValueError, TypeError) as e:
        print(e)
