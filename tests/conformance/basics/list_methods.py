fruits = ['orange', 'apple', 'pear', 'banana', 'kiwi', 'apple', 'banana']
print(fruits.count('apple'), fruits.count('tangerine'))
print(fruits.index('banana'), fruits.index('banana', 4))
fruits.reverse()
print(fruits)
fruits.append('grape')
print(fruits)
fruits.sort()
print(fruits)
print(fruits.pop(), fruits.pop(0), fruits.pop(-2), fruits)
fruits.insert(1, 'cherry')
fruits.insert(100, 'last')
fruits.insert(-100, 'first')
print(fruits)
fruits.remove('apple') if 'apple' in fruits else print('no apple')
fruits.extend(('x', 'y'))
fruits += ['z']
print(fruits, len(fruits))
copy = fruits.copy()
copy.clear()
print(copy, len(fruits))
fruits.sort(key=len, reverse=True)
print(fruits)
print(sorted([3, 1, 2]), sorted('bca', reverse=True), sorted([(2, 'b'), (1, 'z'), (2, 'a')], key=lambda p: p[0]))
print([1, 2] + [3], [0] * 3, [[0] * 2 for _ in range(2)], list('abc'), list(range(3)))
for call in (lambda: [].pop(), lambda: [1].remove(2), lambda: [1].index(5), lambda: [1][3], lambda: sorted([1, 'a'])):
    try:
        call()
    except (IndexError, ValueError, TypeError) as e:
        print(type(e).__name__, e)
row = [[0] * 3] * 2
row[0][0] = 1
print(row)
