import threading
import time

class BoundedBuffer:
    def __init__(self, capacity):
        self.items = []
        self.capacity = capacity
        self.condition = threading.Condition()
        self.high_water = 0

    def put(self, item):
        with self.condition:
            while len(self.items) >= self.capacity:
                self.condition.wait()
            self.items.append(item)
            self.high_water = max(self.high_water, len(self.items))
            self.condition.notify_all()

    def get(self):
        with self.condition:
            while not self.items:
                self.condition.wait()
            item = self.items.pop(0)
            self.condition.notify_all()
            return item

buffer = BoundedBuffer(3)
consumed = []

def producer():
    for i in range(10):
        buffer.put(i)

def consumer():
    for _ in range(10):
        consumed.append(buffer.get())
        time.sleep(0.005)

threads = [threading.Thread(target=f) for f in (producer, consumer)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(consumed)
print('never above capacity:', buffer.high_water <= 3, 'left:', buffer.items)
