import threading
from collections import deque

class BlockingDeque:
    def __init__(self, maxlen=None):
        self.items = deque(maxlen=maxlen)
        self.available = threading.Semaphore(0)

    def push(self, item):
        self.items.append(item)
        self.available.release()

    def pop(self, timeout=None):
        if not self.available.acquire(timeout=timeout):
            raise TimeoutError('nothing came')
        return self.items.popleft()

box = BlockingDeque()
got = []

def reader():
    for _ in range(4):
        got.append(box.pop())

t = threading.Thread(target=reader)
t.start()
for word in 'one two three four'.split():
    box.push(word)
t.join()
print(got)
try:
    box.pop(timeout=0.05)
except TimeoutError as e:
    print('TimeoutError:', e)
last_three = deque(maxlen=3)
for n in range(6):
    last_three.append(n)
print(last_three, list(last_three))
