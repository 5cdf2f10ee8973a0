import queue

q = queue.Queue(maxsize=3)
print(q.empty(), q.full(), q.qsize(), q.maxsize)
for letter in 'abc':
    q.put(letter)
print(q.empty(), q.full(), q.qsize())
for attempt in (lambda: q.put_nowait('d'), lambda: q.put('d', block=False), lambda: q.put('d', timeout=0.05)):
    try:
        attempt()
    except queue.Full as e:
        print('Full', repr(e))
print(q.get(), q.get_nowait(), q.get(block=True, timeout=1))
for attempt in (q.get_nowait, lambda: q.get(False), lambda: q.get(timeout=0.05)):
    try:
        attempt()
    except queue.Empty as e:
        print('Empty', repr(e))
for bad in (lambda: q.put(1, timeout=-1), lambda: q.get(timeout=-1)):
    try:
        bad()
    except ValueError as e:
        print(e)
unbounded = queue.Queue()
for i in range(1000):
    unbounded.put(i)
print(unbounded.qsize(), unbounded.full(), queue.Queue(-5).full())
print(issubclass(queue.Empty, Exception), queue.Full.__mro__[1].__name__)
