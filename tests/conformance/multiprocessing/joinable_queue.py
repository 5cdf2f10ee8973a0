import multiprocessing
import time

class Consumer(multiprocessing.Process):
    def __init__(self, task_queue, result_queue):
        multiprocessing.Process.__init__(self)
        self.task_queue = task_queue
        self.result_queue = result_queue

    def run(self):
        while True:
            next_task = self.task_queue.get()
            if next_task is None:
                self.task_queue.task_done()
                break
            answer = next_task()
            self.task_queue.task_done()
            self.result_queue.put(answer)

class Task:
    def __init__(self, a, b):
        self.a = a
        self.b = b

    def __call__(self):
        time.sleep(0.01)
        return f'{self.a} * {self.b} = {self.a * self.b}'

if __name__ == '__main__':
    tasks = multiprocessing.JoinableQueue()
    results = multiprocessing.Queue()
    consumers = [Consumer(tasks, results) for _ in range(2)]
    for w in consumers:
        w.start()
    for i in range(6):
        tasks.put(Task(i, i))
    for _ in consumers:
        tasks.put(None)
    tasks.join()
    print('tasks joined')
    for line in sorted(results.get() for _ in range(6)):
        print('Result:', line)
    for w in consumers:
        w.join()
    try:
        tasks.task_done()
    except ValueError as e:
        print(e)
