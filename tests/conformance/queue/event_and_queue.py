import concurrent.futures
import queue
import threading
import time

def producer(q, event):
    n = 0
    while not event.is_set():
        q.put(n)
        n += 1
        time.sleep(0.05)
    print('Producer received event. Exiting')
    return n

def consumer(q, event):
    got = []
    while not event.is_set() or not q.empty():
        try:
            got.append(q.get(timeout=0.2))
        except queue.Empty:
            continue
    return got

pipeline = queue.Queue(maxsize=10)
event = threading.Event()
with concurrent.futures.ThreadPoolExecutor(max_workers=2) as executor:
    p = executor.submit(producer, pipeline, event)
    c = executor.submit(consumer, pipeline, event)
    time.sleep(0.3)
    print('Main: about to set event')
    event.set()
print(p.result() == len(c.result()), c.result() == list(range(p.result())))
print(pipeline.qsize())
