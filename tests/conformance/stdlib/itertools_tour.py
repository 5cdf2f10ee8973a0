import itertools as it
import operator

print(list(it.islice(it.count(10, 5), 4)), list(it.islice(it.cycle('ab'), 5)), list(it.repeat('x', 3)))
print(list(it.accumulate([1, 2, 3, 4])), list(it.accumulate([3, 1, 4], max)), list(it.accumulate([1, 2, 3], operator.mul, initial=10)))
print(list(it.chain([1], 'ab', (2,))), list(it.chain.from_iterable([[1, 2], [3]])), list(it.compress('abcd', [1, 0, 1, 0])))
print(list(it.dropwhile(lambda x: x < 3, [1, 4, 2])), list(it.takewhile(lambda x: x < 3, [1, 2, 4, 1])), list(it.filterfalse(lambda x: x % 2, range(5))))
print([(k, list(g)) for k, g in it.groupby('aaabbca')], [(k, len(list(g))) for k, g in it.groupby([1, 3, 2, 4], key=lambda x: x % 2)])
print(list(it.pairwise('abc')), list(it.starmap(pow, [(2, 3), (3, 2)])), list(it.zip_longest('ab', [1], fillvalue='-')))
print(list(it.product('ab', [1, 2])), list(it.product([0, 1], repeat=2)))
print(list(it.permutations([1, 2, 3], 2)), list(it.combinations('abc', 2)), list(it.combinations_with_replacement('ab', 2)))
print(list(it.batched('abcdefg', 3)), list(it.islice('abcdefg', 1, 6, 2)))
a, b = it.tee([1, 2, 3])
print(next(a), list(b), list(a))
print(len(list(it.permutations(range(5)))), sum(1 for _ in it.combinations(range(10), 3)))
c = it.count()
print(next(c), next(c), c, it.repeat(5, 2), list(zip(it.count(1), 'xy')))
players = it.cycle(['red', 'blue'])
print([next(players) for _ in range(3)], list(map(operator.add, [1, 2], it.repeat(10))))
