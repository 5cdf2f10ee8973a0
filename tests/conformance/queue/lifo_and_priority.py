import queue
from dataclasses import dataclass, field
from typing import Any

stack = queue.LifoQueue()
for i in range(4):
    stack.put(i)
print([stack.get() for _ in range(4)])

pq = queue.PriorityQueue()
for item in [(3, 'low'), (1, 'high'), (2, 'middle'), (1, 'also high')]:
    pq.put(item)
while not pq.empty():
    print(pq.get())

@dataclass(order=True)
class PrioritizedItem:
    priority: int
    item: Any = field(compare=False)

pq.put(PrioritizedItem(5, {'a': 1}))
pq.put(PrioritizedItem(1, {'b': 2}))
print(pq.get(), pq.get().item)
pq.put((1, {'not': 'comparable'}))
try:
    pq.put((1, {'same': 'priority'}))
except TypeError as e:
    print(e)

class Skill:
    def __init__(self, priority, description):
        self.priority = priority
        self.description = description

    def __lt__(self, other):
        return self.priority < other.priority

q = queue.PriorityQueue()
for s in (Skill(5, 'proficient'), Skill(10, 'expert'), Skill(1, 'novice')):
    q.put(s)
while not q.empty():
    print(q.get().description)
