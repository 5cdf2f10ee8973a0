import queue
import threading

class Worker(threading.Thread):
    def __init__(self, tasks):
        super().__init__(daemon=True)
        self.tasks = tasks
        self.start()

    def run(self):
        while True:
            func, args, kwargs = self.tasks.get()
            try:
                func(*args, **kwargs)
            except Exception as e:
                errors.append(f'{type(e).__name__}: {e}')
            finally:
                self.tasks.task_done()

class ThreadPool:
    def __init__(self, size):
        self.tasks = queue.Queue(size)
        self.workers = [Worker(self.tasks) for _ in range(size)]

    def add_task(self, func, *args, **kwargs):
        self.tasks.put((func, args, kwargs))

    def map(self, func, items):
        for item in items:
            self.add_task(func, item)

    def wait_completion(self):
        self.tasks.join()

errors = []
done = []
pool = ThreadPool(3)
pool.map(done.append, range(10))
pool.add_task(int, 'not a number')
pool.add_task(done.append, -1)
pool.wait_completion()
print(sorted(done))
print(errors)
print(all(w.is_alive() and w.daemon for w in pool.workers))
