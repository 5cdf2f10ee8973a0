from functools import total_ordering

class Money:
    def __init__(self, amount, currency='EUR'):
        self.amount, self.currency = amount, currency

    def __eq__(self, other):
        if not isinstance(other, Money):
            return NotImplemented
        return (self.amount, self.currency) == (other.amount, other.currency)

    def __lt__(self, other):
        if not isinstance(other, Money):
            return NotImplemented
        return self.amount < other.amount

    def __hash__(self):
        return hash((self.amount, self.currency))

a, b, c = Money(5), Money(5), Money(9)
print(a == b, a != b, a is b, a < c, c > a, a == 5, a != 5, len({a, b, c}))
print(sorted([c, a], key=lambda m: m.amount)[0].amount, min(a, c).amount, sorted([c, a])[1].amount)
for attempt in (lambda: a < 5, lambda: a <= b):
    try:
        attempt()
    except TypeError as e:
        print(e)

@total_ordering
class Version:
    def __init__(self, text):
        self.parts = tuple(map(int, text.split('.')))

    def __eq__(self, other):
        return self.parts == other.parts

    def __lt__(self, other):
        return self.parts < other.parts

v1, v2 = Version('1.2.3'), Version('1.10')
print(v1 < v2, v1 <= v2, v1 > v2, v1 >= v2, v1 == Version('1.2.3'), max(v1, v2).parts)
try:
    hash(v1)
except TypeError as e:
    print(e)

class Loud:
    def __eq__(self, other):
        print('eq called', end=' ')
        return True
    def __ne__(self, other):
        print('ne called', end=' ')
        return False

print(Loud() == 1, 1 == Loud(), Loud() != 1, Loud() in [object()], [Loud()] == [5])
