import threading
import time

class Task(threading.Thread):
    def __init__(self, n, on_done, on_error=None):
        super().__init__()
        self.n = n
        self.on_done = on_done
        self.on_error = on_error

    def run(self):
        time.sleep(self.n * 0.1)
        try:
            self.on_done(self.n, 10 / (self.n - 2))
        except ZeroDivisionError as e:
            if self.on_error:
                self.on_error(self.n, e)

def done(n, result):
    print(f'task {n} -> {result} ({threading.current_thread().name})')

def error(n, e):
    print(f'task {n} failed: {e}')

tasks = [Task(n, done, error) for n in (3, 1, 2)]
for t in tasks:
    t.start()
for t in tasks:
    t.join()
print('all callbacks ran before join returned')
