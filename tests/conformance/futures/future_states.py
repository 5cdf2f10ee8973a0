import threading
from concurrent.futures import CancelledError, ThreadPoolExecutor

gate = threading.Event()

def blocked():
    gate.wait()
    return 'unblocked'

executor = ThreadPoolExecutor(max_workers=1)
running = executor.submit(blocked)
queued = executor.submit(blocked)
third = executor.submit(blocked)
while not running.running():
    pass
print('running:', running.running(), running.done(), running.cancel())
print('queued:', queued.running(), queued.done(), queued.cancel(), queued.cancel())
print(queued.cancelled(), queued.done())
for method in ('result', 'exception'):
    try:
        getattr(queued, method)()
    except CancelledError as e:
        print(method, 'raises', type(e).__name__)
gate.set()
print(running.result(), third.result(), running.cancel())
executor.shutdown()
print(running.done(), third.cancelled())
