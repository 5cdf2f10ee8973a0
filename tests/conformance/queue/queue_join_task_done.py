import queue
import threading

q = queue.Queue()

def worker():
    while True:
        item = q.get()
        print(f'Working on {item}')
        print(f'Finished {item}')
        q.task_done()

threading.Thread(target=worker, daemon=True).start()

for item in range(5):
    q.put(item)

q.join()
print('All work completed')
print('unfinished:', q.unfinished_tasks)
try:
    q.task_done()
except ValueError as e:
    print('ValueError:', e)
empty = queue.Queue()
empty.join()
print('joining an empty queue returns at once')
