import functools

def repeat(times=2, *, collect=list):
    def decorator(func):
        @functools.wraps(func)
        def wrapper(*args, **kwargs):
            return collect(func(*args, **kwargs) for _ in range(times))
        return wrapper
    return decorator

@repeat(3)
def shout(word):
    return word.upper()

@repeat(collect=tuple)
def whisper(word):
    return word.lower()

print(shout('Hey'), whisper('HEY'))

def maybe_called(_func=None, *, tag='b'):
    def decorate(func):
        @functools.wraps(func)
        def inner(*a):
            return f'<{tag}>{func(*a)}</{tag}>'
        return inner
    return decorate if _func is None else decorate(_func)

@maybe_called
def bold(text):
    return text

@maybe_called(tag='i')
def italic(text):
    return text

print(bold('x'), italic('y'))

class CountCalls:
    def __init__(self, func):
        functools.update_wrapper(self, func)
        self.func = func
        self.calls = 0

    def __call__(self, *args):
        self.calls += 1
        return self.func(*args)

@CountCalls
def ping():
    "ping doc"
    return 'pong'

ping(); ping()
print(ping(), ping.calls, ping.__doc__, ping.__name__)
