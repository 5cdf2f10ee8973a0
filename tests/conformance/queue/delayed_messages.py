import heapq
import queue
import threading
import time

class DelayQueue:
    def __init__(self):
        self.heap = []
        self.condition = threading.Condition()

    def put(self, delay, item):
        with self.condition:
            heapq.heappush(self.heap, (time.monotonic() + delay, item))
            self.condition.notify()

    def get(self):
        with self.condition:
            while True:
                if not self.heap:
                    self.condition.wait()
                    continue
                due, item = self.heap[0]
                remaining = due - time.monotonic()
                if remaining <= 0:
                    heapq.heappop(self.heap)
                    return item
                self.condition.wait(remaining)

q = DelayQueue()
received = []

def consumer():
    while (item := q.get()) != 'stop':
        received.append(item)

t = threading.Thread(target=consumer)
t.start()
q.put(0.6, 'stop')
q.put(0.3, 'second')
q.put(0.45, 'third')
q.put(0.15, 'first')
t.join()
print(received)
