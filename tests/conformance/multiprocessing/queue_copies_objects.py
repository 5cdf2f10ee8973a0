from multiprocessing import Process, Queue
import time

class Job:
    def __init__(self, name):
        self.name = name
        self.steps = []

def worker(inbox, outbox):
    job = inbox.get()
    job.steps.append('worked on in the child')
    outbox.put(job)

if __name__ == '__main__':
    inbox, outbox = Queue(), Queue()
    p = Process(target=worker, args=(inbox, outbox))
    p.start()
    job = Job('original')
    inbox.put(job)
    back = outbox.get()
    p.join()
    print(job.steps, back.steps, back is job, back.name)
    q = Queue()
    data = [1, 2]
    q.put(data)
    time.sleep(0.2)
    data.append(3)
    print(q.get(), data)
    q.put((1, 'two', 3.0, None, True, {4}, b'5'))
    print(q.get())
