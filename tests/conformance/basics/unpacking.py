a, b, c = 1, 2, 3
a, b = b, a
print(a, b, c)
first, *rest = [1, 2, 3, 4]
*start, last = 'abcd'
head, *middle, tail = range(6)
print(first, rest, start, last, head, middle, tail)
(x, y), z = (1, 2), 3
[p, [q, r]] = [1, (2, 3)]
print(x, y, z, p, q, r)
one, *none = [1]
print(one, none)
a = b = c = []
a.append(1)
print(a, b, c, a is c)
i = 0
values = [10, 20, 30]
i, values[i] = 2, 99
print(i, values)
for n, (letter, *others) in enumerate(['abc', 'de', 'f'], start=1):
    print(n, letter, others)
print(*[1, 2, 3], *'xy', sep='-')
d = {'k1': 1, 'k2': 2}
k1, k2 = d
print(k1, k2, [*d], {*d} == {'k1', 'k2'})
def too_many():
    a, b = 1, 2, 3

def too_few():
    a, b, c = 1, 2

def starred():
    a, *b, c = [1]

def number():
    a, b = 5

def empty():
    a, b = {}

for attempt in (too_many, too_few, starred, number, empty):
    try:
        attempt()
    except (ValueError, TypeError) as e:
        print(type(e).__name__, e)
