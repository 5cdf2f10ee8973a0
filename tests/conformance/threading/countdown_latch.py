import threading
import time

class CountDownLatch:
    def __init__(self, count=1):
        self.count = count
        self.condition = threading.Condition()

    def count_down(self):
        with self.condition:
            self.count -= 1
            if self.count <= 0:
                self.condition.notify_all()

    def wait(self, timeout=None):
        with self.condition:
            return self.condition.wait_for(lambda: self.count <= 0, timeout)

latch = CountDownLatch(3)

def worker(n):
    time.sleep(0.1 * n)
    print(f'worker {n} done')
    latch.count_down()

for n in (1, 2, 3):
    threading.Thread(target=worker, args=(n,)).start()
print('waiting with too little patience:', latch.wait(0.05))
print('waiting:', latch.wait())
print('count:', latch.count)
