"""PriorityQueue against sorted(), with ties, mixed numbers, tuples and items that compare in Python."""
import queue, random
random.seed(5)
for n in (0, 1, 2, 3, 7, 50):
    q = queue.PriorityQueue()
    items = [random.randrange(10) for _ in range(n)]
    out = []
    for x in items:
        q.put(x)
    assert list(q.queue) and min(q.queue) == q.queue[0] if n else True
    while not q.empty():
        out.append(q.get())
    print(n, out == sorted(items), out[:5])
q = queue.PriorityQueue()
for i in range(200):
    q.put((random.random(), i))
    if i % 3 == 0:
        q.get()
rest = [q.get() for _ in range(q.qsize())]
print(len(rest), rest == sorted(rest), q.empty())
class Job:
    def __init__(self, p): self.p = p
    def __lt__(self, o): return self.p < o.p
    def __repr__(self): return f'J{self.p}'
for p in (5, 1, 4, 1, 3):
    q.put(Job(p))
print(list(q.queue), [q.get() for _ in range(5)])
q.put(3)
try:
    q.put('x')
except TypeError as e:
    print(e)
print(q.get())
big = queue.PriorityQueue()
for i in range(20000, 0, -1):
    big.put(i)
print(all(big.get() == i for i in range(1, 20001)))
