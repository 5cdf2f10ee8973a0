"""The __dict__ of a function is the function's own, and decorators copy it."""
import functools, contextlib
def attr(f): f.foo='bar'; return f
@contextlib.contextmanager
@attr
def cm(): yield
print(cm.foo, sorted(cm.__dict__))
def h(): pass
h.__dict__.update(a=1); print(h.a)
h.__dict__['b'] = 2; print(h.b, vars(h))
