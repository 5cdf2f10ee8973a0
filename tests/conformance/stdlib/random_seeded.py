import random

random.seed(42)
print(random.random(), random.randint(1, 100), random.uniform(1, 10), random.choice('abcdef'), random.randrange(0, 100, 5))
items = list(range(10))
random.shuffle(items)
print(items, random.sample(range(100), 5), random.choices('abc', k=5), random.choices([1, 2, 3], weights=[10, 1, 1], k=4))
print(random.gauss(0, 1), random.normalvariate(5, 2), random.expovariate(1.5), random.triangular(0, 10, 5), random.betavariate(1, 2))
print(random.getrandbits(8), random.getrandbits(70), random.randbytes(4), random.random())
random.seed(42)
first = [random.random() for _ in range(3)]
random.seed(42)
print(first == [random.random() for _ in range(3)], first[0])
rng = random.Random(7)
print(rng.random(), rng.randint(0, 9), rng.choice([True, False]), rng.sample('hello', 3))
state = rng.getstate()
a = rng.random()
rng.setstate(state)
print(a == rng.random())
random.seed('a string')
print(random.randint(1, 1000))
random.seed(1.5)
print(random.randint(1, 1000), random.lognormvariate(0, 1), random.paretovariate(3), random.weibullvariate(1, 2), random.vonmisesvariate(0, 1), random.gammavariate(2, 1))
for bad in (lambda: random.choice([]), lambda: random.sample([1], 2), lambda: random.randint(5, 1), lambda: random.randrange(0)):
    try:
        bad()
    except (IndexError, ValueError) as e:
        print(type(e).__name__, e)
