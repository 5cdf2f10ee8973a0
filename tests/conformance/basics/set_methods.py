a = {1, 2, 3, 4}
b = {3, 4, 5}
print(a | b, a & b, a - b, a ^ b)
print(a.union([9]), a.intersection(b, {4}), a.difference([1]), b.symmetric_difference(a))
print(a.issubset({1, 2, 3, 4, 5}), a.issuperset({1}), a.isdisjoint({7}), a <= a, a < a)
a.add(10); a.add(10)
a.discard(1); a.discard(99)
a.remove(2)
a.update([20], (21,))
print(sorted(a), len(a), 10 in a)
a -= {20, 21}
a |= {0}
a &= {0, 3, 4}
a ^= {3, 7}
print(sorted(a))
print({x % 3 for x in range(10)}, set('hello') == set('olleh'), len(set([1, 1, 2])), set())
frozen = frozenset([1, 2])
print(frozen, {frozen: 'usable as key'}[frozenset((2, 1))], frozen | {3})
for call in (lambda: a.remove(99), lambda: {[1]}, lambda: set().pop(), lambda: frozen.add(1), lambda: {1} + {2}):
    try:
        call()
    except (KeyError, TypeError, AttributeError) as e:
        print(type(e).__name__, e)
popped = a.pop()
print(popped in a, len(a))
a.clear()
print(a, type({}), type({1}))
