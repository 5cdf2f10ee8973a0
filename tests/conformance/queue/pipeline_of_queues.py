import queue
import threading

STOP = object()

def stage(function, source, target):
    while True:
        item = source.get()
        if item is STOP:
            target.put(STOP)
            break
        result = function(item)
        if result is not None:
            target.put(result)

def pipeline(items, *functions):
    queues = [queue.Queue() for _ in range(len(functions) + 1)]
    threads = [
        threading.Thread(target=stage, args=(f, queues[i], queues[i + 1]), name=f'stage-{i}')
        for i, f in enumerate(functions)
    ]
    for t in threads:
        t.start()
    for item in items:
        queues[0].put(item)
    queues[0].put(STOP)
    out = []
    while (item := queues[-1].get()) is not STOP:
        out.append(item)
    for t in threads:
        t.join()
    return out

print(pipeline(range(6), lambda x: x + 1, lambda x: x * x, str))
print(pipeline('a bb ccc'.split(), len, lambda n: n if n > 1 else None))
print(pipeline([], str))
