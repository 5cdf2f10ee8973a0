import threading
import time

calls = []

def hello(*args, **kwargs):
    calls.append((args, kwargs))
    print('hello, timer', args, kwargs)

t = threading.Timer(0.2, hello, args=(1, 2), kwargs={'key': 'value'})
print(t.interval, t.function is hello, t.args, t.kwargs)
start = time.time()
t.start()
print('timer started, alive:', t.is_alive())
t.join()
print('waited long enough:', time.time() - start >= 0.19)
print('alive:', t.is_alive(), 'finished:', t.finished.is_set())

c = threading.Timer(60, hello)
c.start()
c.cancel()
c.join(5)
print('cancelled in time:', not c.is_alive())
unstarted = threading.Timer(1, hello)
unstarted.cancel()
print(len(calls))
