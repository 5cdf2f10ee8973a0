inventory = {
    'fruits': [{'name': 'apple', 'tags': {'red', }, 'price': 1.2}, {'name': 'pear', 'tags': set(), 'price': 0.8}],
    'tools': [],
}
inventory['tools'].append({'name': 'saw', 'tags': {'sharp'}, 'price': 20})
print(inventory)
for category, items in inventory.items():
    names = [item['name'] for item in items]
    print(f'{category}: {", ".join(names)} ({len(items)})')
total = sum(item['price'] for items in inventory.values() for item in items)
print(round(total, 2))
print(inventory['fruits'][0]['tags'], inventory['fruits'][-1]['name'][::-1])
def walk(node, depth=0):
    if isinstance(node, dict):
        for key, value in node.items():
            print('  ' * depth + str(key))
            walk(value, depth + 1)
    elif isinstance(node, list):
        for value in node:
            walk(value, depth)
    else:
        print('  ' * depth + repr(node))
walk({'a': {'b': [1, 2]}, 'c': None})
students = [('Ann', [90, 85]), ('Bob', [70]), ('Cid', [])]
for name, marks in students:
    try:
        mean = sum(marks) / len(marks)
    except ZeroDivisionError:
        mean = None
    print(name, mean)
table = {(r, c): r * c for r in range(3) for c in range(3)}
print(table[2, 2], [table[1, c] for c in range(3)], len(table))
print([x for x in [[1, [2]], [3]] if len(x) > 1][0][1][0])
