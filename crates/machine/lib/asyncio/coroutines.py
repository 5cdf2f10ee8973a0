"""What is a coroutine, and how one is described."""

import collections.abc
from types import CoroutineType, FunctionType, GeneratorType, MethodType

_CO_COROUTINE = 0x80
_CO_ITERABLE_COROUTINE = 0x100

_is_coroutine = object()


def iscoroutinefunction(func):
    """Whether calling func gives a coroutine."""
    marked = func
    while type(func) is MethodType or hasattr(func, "func") and hasattr(func, "keywords"):
        func = func.__func__ if type(func) is MethodType else func.func
    if type(func) is FunctionType and func.__code__.co_flags & _CO_COROUTINE:
        return True
    return getattr(marked, '_is_coroutine', None) is _is_coroutine


def iscoroutine(obj):
    """Whether obj is a coroutine object."""
    return type(obj) is CoroutineType or isinstance(obj, collections.abc.Coroutine)


def isawaitable(obj):
    """What inspect.isawaitable() says."""
    if isinstance(obj, GeneratorType):
        return bool(obj.gi_code.co_flags & _CO_ITERABLE_COROUTINE)
    return type(obj) is CoroutineType or hasattr(type(obj), "__await__")


def format_coroutine(coro):
    """A coroutine as task reprs show it: its name, and where it is."""
    name = getattr(coro, "__qualname__", None) or getattr(coro, "__name__", None)
    name = f"{name or f'<{type(coro).__name__} without __name__>'}()"
    code = getattr(coro, "cr_code", None) or getattr(coro, "gi_code", None)
    if not code:
        running = getattr(coro, "cr_running", False) or getattr(coro, "gi_running", False)
        return f"{name} running" if running else name
    frame = getattr(coro, "gi_frame", None) or getattr(coro, "cr_frame", None)
    if frame is not None:
        return f"{name} running at {code.co_filename}:{frame.f_lineno}"
    return f"{name} done, defined at {code.co_filename}:{code.co_firstlineno}"
