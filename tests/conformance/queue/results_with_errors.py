import queue
import threading

jobs = queue.Queue()
outcomes = queue.Queue()

def work():
    while True:
        try:
            job = jobs.get(timeout=0.3)
        except queue.Empty:
            outcomes.put(('idle', None))
            return
        try:
            outcomes.put(('ok', 60 / job))
        except Exception as e:
            outcomes.put(('error', repr(e)))

for job in (10, 0, 'x', 5):
    jobs.put(job)
t = threading.Thread(target=work)
t.start()
t.join()
while True:
    try:
        status, value = outcomes.get_nowait()
    except queue.Empty:
        break
    print(f'{status:>6} {value}')
print('thread ended:', not t.is_alive())
