items = list(range(10))
print(items[2:5], items[:3], items[7:], items[:], items[-3:], items[:-7])
print(items[::2], items[1::3], items[::-1], items[8:2:-2], items[-1:-4:-1])
print(items[5:2], items[100:], items[-100:3], items[3:100])
print('abcdef'[1:4], 'abcdef'[::-1], (1, 2, 3, 4)[1:-1], range(10)[2:8:3], range(10)[::-1])
items[2:4] = ['a', 'b', 'c']
print(items)
items[1:1] = [99]
print(items)
items[::4] = [0, 0, 0]
print(items)
del items[3:6]
print(items)
del items[::2]
print(items)
items[:] = []
print(items, items is not None)
s = slice(1, 8, 2)
print(s.start, s.stop, s.step, s.indices(5), list(range(20))[s])
try:
    [1, 2, 3][::2] = [1]
except ValueError as e:
    print(e)
except TypeError as e:
    print(e)
nums = [1, 2, 3, 4]
try:
    nums[::2] = [1]
except ValueError as e:
    print(e)
try:
    nums[::0]
except ValueError as e:
    print(e)
try:
    nums['a']
except TypeError as e:
    print(e)
