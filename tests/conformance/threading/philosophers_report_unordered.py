# compare: lines
import random
import threading
import time

class DiningPhilosopher(threading.Thread):
    def __init__(self, xname, fork_on_left, fork_on_right, meals):
        threading.Thread.__init__(self)
        self.name = xname
        self.fork_on_left = fork_on_left
        self.fork_on_right = fork_on_right
        self.meals = meals

    def run(self):
        while self.meals:
            time.sleep(random.uniform(0.001, 0.005))
            self.dine()

    def dine(self):
        fork1, fork2 = self.fork_on_left, self.fork_on_right
        while True:
            fork1.acquire(True)
            if fork2.acquire(False):
                break
            fork1.release()
            fork1, fork2 = fork2, fork1
        self.meals -= 1
        print('%s eats, %d meals to go' % (self.name, self.meals))
        fork2.release()
        fork1.release()

forks = [threading.Lock() for n in range(5)]
names = ('Aristotle', 'Kant', 'Buddha', 'Marx', 'Russel')
philosophers = [DiningPhilosopher(names[i], forks[i % 5], forks[(i + 1) % 5], 2) for i in range(5)]
for p in philosophers:
    p.start()
for p in philosophers:
    p.join()
print("Now we're finishing.")
