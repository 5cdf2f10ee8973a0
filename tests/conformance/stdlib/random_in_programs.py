import random
import time

random.seed(0)
rolls = [random.randint(1, 6) for _ in range(12)]
print(rolls, sum(rolls))
deck = [r + s for s in 'SHDC' for r in 'A23456789TJQK']
random.shuffle(deck)
print(deck[:5], len(set(deck)))
walk, x = [], 0
for _ in range(10):
    x += random.choice((-1, 1))
    walk.append(x)
print(walk)
inside = sum(random.random() ** 2 + random.random() ** 2 < 1 for _ in range(500))
print(4 * inside / 500)
names = ['Ann', 'Bob', 'Cid']
print(random.sample(names, k=2), random.choice(names), [round(random.uniform(0, 1), 3) for _ in range(3)])
password = ''.join(random.choice('abcdef0123456789') for _ in range(8))
print(password, random.randrange(10), random.randrange(5, 50, 5))
start = time.monotonic()
time.sleep(random.uniform(0.01, 0.02))
print(time.monotonic() - start < 1)
buckets = [0] * 5
for _ in range(200):
    buckets[random.randrange(5)] += 1
print(buckets, sum(buckets))
matrix = [[random.randint(0, 9) for _ in range(3)] for _ in range(3)]
print(matrix)
random.seed()
print(0 <= random.random() < 1, 1 <= random.randint(1, 3) <= 3)
