import threading

numbers = []

def add_range(start, stop):
    for n in range(start, stop):
        numbers.append(n)

threads = [threading.Thread(target=add_range, args=(i * 100, i * 100 + 100)) for i in range(4)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(len(numbers), sum(numbers))
print(sorted(numbers) == list(range(400)))
for i in range(4):
    mine = [n for n in numbers if n // 100 == i]
    print(i, mine == sorted(mine))

table = {}

def fill(letter):
    for i in range(50):
        table.setdefault(i, []).append(letter)

threads = [threading.Thread(target=fill, args=(c,)) for c in 'xyz']
for t in threads:
    t.start()
for t in threads:
    t.join()
print(len(table), all(sorted(v) == ['x', 'y', 'z'] for v in table.values()))
