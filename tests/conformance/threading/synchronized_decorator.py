import functools
import threading

def synchronized(lock):
    def decorator(function):
        @functools.wraps(function)
        def wrapper(*args, **kwargs):
            with lock:
                return function(*args, **kwargs)
        return wrapper
    return decorator

def in_thread(function):
    """Run the decorated function in a thread and return the thread."""
    @functools.wraps(function)
    def wrapper(*args, **kwargs):
        t = threading.Thread(target=function, args=args, kwargs=kwargs)
        t.start()
        return t
    return wrapper

total = 0

@synchronized(threading.RLock())
def add(n):
    """Add n to the total."""
    global total
    total += n
    return total

@in_thread
def many(n, times=10):
    for _ in range(times):
        add(n)

threads = [many(1), many(2, times=20), many(n=3)]
for t in threads:
    t.join()
print(total, add.__name__, add.__doc__)
print(threads[0].name.startswith('Thread-1 (many)'))
