import functools
import time

def trace(function):
    def wrapper(*args, **kwargs):
        print(f'-> {function.__name__}{args}')
        result = function(*args, **kwargs)
        print(f'<- {result}')
        return result
    return wrapper

def timer(func):
    """Report how long the function took (rounded)."""
    @functools.wraps(func)
    def wrapper_timer(*args, **kwargs):
        start_time = time.perf_counter()
        value = func(*args, **kwargs)
        run_time = time.perf_counter() - start_time
        print(f'Finished {func.__name__}() in {run_time:.0f} secs')
        return value
    return wrapper_timer

@trace
def add(a, b):
    return a + b

@timer
@trace
def slow(n):
    """Sleep for n seconds."""
    time.sleep(n)
    return 'awake'

add(1, 2)
print(slow(0.1), slow.__name__, slow.__doc__, add.__name__)
print(slow.__wrapped__.__name__)

def register(f):
    registry[f.__name__] = f
    return f

registry = {}

@register
def hello():
    return 'hi'

print(registry['hello'] is hello, hello())
