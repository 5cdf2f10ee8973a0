import threading
import time

class Philosopher(threading.Thread):
    def __init__(self, name, left, right):
        super().__init__(name=name)
        self.left = left
        self.right = right
        self.meals = 0

    def run(self):
        first, second = sorted((self.left, self.right), key=id_of.get)
        for _ in range(3):
            with first:
                with second:
                    self.meals += 1
                    time.sleep(0.01)

names = ['Plato', 'Aristotle', 'Kant', 'Hume', 'Russell']
forks = [threading.Lock() for _ in names]
id_of = {fork: number for number, fork in enumerate(forks)}
table = [
    Philosopher(name, forks[i], forks[(i + 1) % len(forks)])
    for i, name in enumerate(names)
]
for p in table:
    p.start()
for p in table:
    p.join()
for p in table:
    print(f'{p.name:<10} ate {p.meals} times')
print('forks on the table:', sum(not f.locked() for f in forks))
