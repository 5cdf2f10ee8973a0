import threading
import time

class Philosopher(threading.Thread):
    running = True

    def __init__(self, index, left, right):
        threading.Thread.__init__(self)
        self.index = index
        self.left = left
        self.right = right
        self.dinners = 0

    def run(self):
        while self.dinners < 3:
            self.dine()

    def dine(self):
        fork1, fork2 = self.left, self.right
        fork1.acquire(True)
        locked = fork2.acquire(False)
        if locked:
            self.dinners += 1
            time.sleep(0.005)
            fork2.release()
        fork1.release()
        if not locked:
            time.sleep(0.001 * (self.index + 1))

forks = [threading.Lock() for n in range(5)]
philosophers = [Philosopher(i, forks[i % 5], forks[(i + 1) % 5]) for i in range(5)]
for p in philosophers:
    p.start()
for p in philosophers:
    p.join()
print([p.dinners for p in philosophers])
print("Now we're finishing.", Philosopher.running)
