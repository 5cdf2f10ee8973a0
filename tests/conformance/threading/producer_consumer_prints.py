# compare: lines
import queue
import random
import threading
import time

class Producer(threading.Thread):
    def __init__(self, q, name, count):
        super().__init__(name=name)
        self.q, self.count = q, count

    def run(self):
        for i in range(self.count):
            item = f'{self.name}-{i}'
            self.q.put(item)
            print('Putting', item)
            time.sleep(random.random() / 50)

class Consumer(threading.Thread):
    def __init__(self, q, number):
        super().__init__()
        self.q, self.number = q, number

    def run(self):
        while True:
            item = self.q.get()
            if item is None:
                self.q.task_done()
                break
            print('Getting', item)
            self.q.task_done()

q = queue.Queue(4)
producers = [Producer(q, name, 3) for name in ('red', 'blue')]
consumers = [Consumer(q, n) for n in range(2)]
for t in producers + consumers:
    t.start()
for p in producers:
    p.join()
for _ in consumers:
    q.put(None)
q.join()
print('queue is empty:', q.empty())
