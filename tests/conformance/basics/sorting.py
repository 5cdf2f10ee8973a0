people = [('Ann', 30), ('Bob', 25), ('Cid', 30), ('Dan', 25)]
print(sorted(people, key=lambda p: p[1]))
print(sorted(people, key=lambda p: (-p[1], p[0])))
print(sorted(people, key=lambda p: p[1], reverse=True))
words = ['banana', 'Apple', 'cherry', 'apple']
print(sorted(words), sorted(words, key=str.lower), sorted(words, key=len))
numbers = [5, 2, 9, 1]
print(numbers.sort(), numbers)

def bubble(items):
    items = list(items)
    swaps = 0
    for end in range(len(items) - 1, 0, -1):
        for i in range(end):
            if items[i] > items[i + 1]:
                items[i], items[i + 1] = items[i + 1], items[i]
                swaps += 1
    return items, swaps

def quick(items):
    if len(items) <= 1:
        return items
    pivot, *rest = items
    return quick([x for x in rest if x < pivot]) + [pivot] + quick([x for x in rest if x >= pivot])

def insertion(items):
    for i in range(1, len(items)):
        current, j = items[i], i - 1
        while j >= 0 and items[j] > current:
            items[j + 1] = items[j]
            j -= 1
        items[j + 1] = current
    return items

data = [8, 3, 5, 1, 9, 2, 7, 3]
print(bubble(data), quick(data), insertion(data[:]), data)

class Reversed:
    def __init__(self, v):
        self.v = v
    def __lt__(self, other):
        return other.v < self.v

print([r.v for r in sorted(map(Reversed, [1, 3, 2]))])
print(sorted([True, False, 2, 0.5]), sorted({'b': 1, 'a': 2}.items()))
