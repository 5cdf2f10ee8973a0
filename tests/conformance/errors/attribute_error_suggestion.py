import threading

class Worker(threading.Thread):
    def __init__(self):
        super().__init__()
        self.finished_jobs = []

w = Worker()
print(w.finished_jobs)
print(w.finished_job)
