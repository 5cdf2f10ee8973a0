import threading

inside = threading.Event()
leave = threading.Event()

def slow():
    inside.set()
    leave.wait()
    yield 'value'

g = slow()
results = []
t = threading.Thread(target=lambda: results.append(next(g)))
t.start()
inside.wait()
try:
    next(g)
except ValueError as e:
    print('ValueError:', e)
try:
    g.close()
except ValueError as e:
    print('close:', e)
leave.set()
t.join()
print(results)
print(list(g))
