import threading
import time

class RepeatedTimer(threading.Timer):
    def run(self):
        while not self.finished.wait(self.interval):
            self.function(*self.args, **self.kwargs)

ticks = []

def tick(label):
    ticks.append(label)

rt = RepeatedTimer(0.2, tick, ['tick'])
rt.start()
time.sleep(0.7)
rt.cancel()
rt.join()
print(ticks)

count = 0
done = threading.Event()

def countdown(n):
    print(n)
    if n == 0:
        done.set()
    else:
        threading.Timer(0.05, countdown, [n - 1]).start()

countdown(3)
print(done.wait(10))
