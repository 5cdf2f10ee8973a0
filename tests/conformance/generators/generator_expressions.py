g = (x * x for x in range(5))
print(type(g).__name__, next(g), 4 in g, list(g))
print(sum(x for x in [1, 2, 3]), max(len(w) for w in ('a', 'bbb')), ','.join(str(n) for n in range(3)))
pairs = ((x, y) for x in range(3) for y in range(x) if (x + y) % 2)
print(list(pairs))
items = [1, 2, 3]
lazy = (print('eval', n) or n for n in items)
items.append(4)
print(next(lazy))
print(list(lazy))
print(any(n > 2 for n in items), all(n > 0 for n in items))
first_even = next((n for n in items if n % 2 == 0), None)
print(first_even, next((n for n in items if n > 100), None))
def outer_evaluated_at_once():
    return (n for n in missing)
try:
    outer_evaluated_at_once()
except NameError as e:
    print(e)
inner_is_late = (undefined for n in [1])
try:
    next(inner_is_late)
except NameError as e:
    print(e)
print(dict((k, v) for k, v in zip('ab', (1, 2))), set(n % 3 for n in range(9)), tuple(n for n in 'ab'))
nested = ((x for x in range(n)) for n in range(4))
print([list(inner) for inner in nested])
gen = (n for n in range(10))
print(list(zip(gen, gen, gen)))
print(sorted((-n for n in range(4)), key=abs), [*(n for n in range(2))])
