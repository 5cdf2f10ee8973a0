import contextlib
import io
import sys

@contextlib.contextmanager
def managed(name):
    print('acquire', name)
    try:
        yield name
    finally:
        print('release', name)

with managed('a') as a, managed('b') as b:
    print('inside', a, b)
with contextlib.suppress(KeyError, ZeroDivisionError):
    {}['x']
print('suppressed')
buffer = io.StringIO()
with contextlib.redirect_stdout(buffer):
    print('captured')
print(repr(buffer.getvalue()))
with contextlib.redirect_stderr(buffer):
    print('to stderr', file=sys.stderr)
print(buffer.getvalue().splitlines())
with contextlib.ExitStack() as stack:
    for name in 'xy':
        stack.enter_context(managed(name))
    stack.callback(print, 'callback', sep='')
    print('stacked')

class Closable:
    def close(self):
        print('closed')

with contextlib.closing(Closable()) as c:
    print(type(c).__name__)
with contextlib.nullcontext(5) as n:
    print(n)

class Deco(contextlib.ContextDecorator):
    def __enter__(self):
        print('<', end='')
        return self
    def __exit__(self, *exc):
        print('>')

@Deco()
def tagged():
    print('body', end='')

tagged()
stack = contextlib.ExitStack()
stack.push(lambda *exc: print('exit args', exc[0]) or True)
with stack:
    raise ValueError('swallowed by the pushed exit')
try:
    with contextlib.ExitStack() as s:
        s.enter_context(managed('z'))
        raise RuntimeError('out')
except RuntimeError as e:
    print(e)
class AbstractCM(contextlib.AbstractContextManager):
    def __exit__(self, *a):
        return None
with AbstractCM() as me:
    print(type(me).__name__)
