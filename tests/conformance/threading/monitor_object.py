import threading
from contextlib import contextmanager

class Monitor:
    def __init__(self):
        self._lock = threading.RLock()
        self._changed = threading.Condition(self._lock)

    @contextmanager
    def synchronized(self):
        with self._lock:
            yield self

class Parking(Monitor):
    def __init__(self, places):
        super().__init__()
        self.free = places
        self.history = []

    def enter(self, car):
        with self.synchronized():
            while self.free == 0:
                self._changed.wait()
            self.free -= 1
            self.history.append(self.free)

    def leave(self, car):
        with self.synchronized():
            self.free += 1
            self.history.append(self.free)
            self._changed.notify()

parking = Parking(2)

def drive(car):
    for _ in range(3):
        parking.enter(car)
        parking.leave(car)

cars = [threading.Thread(target=drive, args=(f'car {i}',)) for i in range(4)]
for c in cars:
    c.start()
for c in cars:
    c.join()
print('free places:', parking.free)
print('always within bounds:', set(parking.history) <= {0, 1, 2})
print('entries and exits:', len(parking.history))
