import queue
import threading
import time

class Producer(threading.Thread):
    def __init__(self, q, items):
        super().__init__(name='producer')
        self.q = q
        self.items = items

    def run(self):
        for item in self.items:
            time.sleep(0.02)
            self.q.put(item)
        self.q.put(None)

class Consumer(threading.Thread):
    def __init__(self, q):
        super().__init__(name='consumer')
        self.q = q
        self.total = 0

    def run(self):
        while True:
            item = self.q.get()
            try:
                if item is None:
                    print('consumer: end of work')
                    return
                self.total += item
                print(f'{self.name} got {item}, total {self.total}')
            finally:
                self.q.task_done()

q = queue.Queue(maxsize=2)
producer, consumer = Producer(q, [10, 20, 30]), Consumer(q)
consumer.start()
producer.start()
producer.join()
consumer.join()
q.join()
print(q.empty(), consumer.total)
