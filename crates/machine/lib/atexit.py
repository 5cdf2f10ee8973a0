"""Functions to run when the program ends, the last registered first.

The machine calls _run_exitfuncs() after the main module and its non-daemon threads.
"""

import sys

_callbacks = []


def register(func, /, *args, **kwargs):
    if not callable(func):
        raise TypeError("the first argument must be callable")
    _callbacks.append((func, args, kwargs))
    return func


def unregister(func, /):
    _callbacks[:] = [entry for entry in _callbacks if not entry[0] == func]


def _clear():
    _callbacks.clear()


def _ncallbacks():
    return len(_callbacks)


def _run_exitfuncs():
    while _callbacks:
        func, args, kwargs = _callbacks.pop()
        try:
            func(*args, **kwargs)
        except SystemExit:
            pass
        except BaseException as exc:
            import traceback

            sys.stderr.write(f"Exception ignored in atexit callback {func!r}:\n")
            # The frame of this loop is no part of the program.
            exc.__traceback__ = exc.__traceback__ and exc.__traceback__.tb_next
            traceback.print_exception(exc, file=sys.stderr)
