import queue
import threading

NUM_WORKERS = 4
tasks = queue.Queue()
results = queue.Queue()

def worker():
    while True:
        n = tasks.get()
        if n is None:
            tasks.task_done()
            break
        results.put((n, n * n))
        tasks.task_done()

threads = [threading.Thread(target=worker) for _ in range(NUM_WORKERS)]
for t in threads:
    t.start()
for n in range(20):
    tasks.put(n)
for _ in threads:
    tasks.put(None)
tasks.join()
for t in threads:
    t.join()
collected = {}
while not results.empty():
    n, square = results.get()
    collected[n] = square
print(len(collected), sorted(collected.values()))
print(all(collected[n] == n ** 2 for n in range(20)))
