import multiprocessing
import time

class Worker(multiprocessing.Process):
    def __init__(self, n, queue):
        super().__init__()
        self.n = n
        self.queue = queue

    def run(self):
        time.sleep(0.1 * self.n)
        self.queue.put((self.n, self.n ** 2, self.name))

if __name__ == '__main__':
    queue = multiprocessing.Queue()
    workers = [Worker(n, queue) for n in (3, 1, 2)]
    for w in workers:
        w.start()
    for _ in workers:
        print(queue.get())
    for w in workers:
        w.join()
    print([w.exitcode for w in workers])
